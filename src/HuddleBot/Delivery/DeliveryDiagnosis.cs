using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Delivery;

/// <summary>Whether anybody sends, and what does not get through.</summary>
internal sealed partial class DeliveryDiagnosis(
    ITableStore store, DispatchLease lease, ITeamDirectory directory, WaitingMessages messages, ClosedPlaces closed, IEnumerable<IChatPlatform> platforms, TimeProvider time) : IDiagnosis
{
    /// <summary>So long a message may wait for something to pass, before a person should look.</summary>
    private static readonly Duration Patience = Duration.FromMinutes(10);

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await RestoreLease.UnfinishedAsync(store, cancellationToken) is { } backup)
        {
            yield return Finding.Wrong($"only a part of {backup} has been restored into this storage", "run 'restore' with the same file again, or use an empty storage; until then no bot sends");
            yield break;
        }

        yield return await lease.IsRenewedAsync(cancellationToken)
            ? Finding.Ok("a bot is running and sends messages")
            : Finding.Note("no bot sends messages now", "start one with 'serve'; until then they wait, and nothing is lost");

        var snapshot = await directory.CurrentAsync(cancellationToken);
        var teams = snapshot.Teams;
        foreach (var team in teams.Where(team => platforms.All(platform => platform.Platform != team.Channel.Platform)))
            yield return Finding.Wrong($"team {team.Id} is in {team.Channel}, and that platform is not set up", $"add the section {SectionOf(team.Channel.Platform)} to the settings");

        await foreach (var place in closed.AllAsync(cancellationToken))
        {
            yield return Finding.Wrong(
                $"{place.Name} takes no messages for {Age(time.GetCurrentInstant() - place.Since)}: {ClosedWords.WhatIsWrong(place)} ({place.Reason})", ClosedWords.WhatToDo(place));
        }

        var troubled = false;
        foreach (var team in snapshot.Senders)
        {
            foreach (var finding in Judge(team.Id, await messages.OfAsync(team.Id, cancellationToken)))
            {
                troubled = true;
                yield return finding;
            }
        }

        if (!troubled && teams.Count > 0) yield return Finding.Ok("no message waits or is parked");
    }

    private static string NameOf(TeamId team) => team == TeamId.Company ? "the digests" : $"team {team}";

    private IEnumerable<Finding> Judge(TeamId team, Backlog backlog)
    {
        var now = time.GetCurrentInstant();
        if (backlog.Waiting is { Count: > 0 and var waiting, OldestSince: { } since })
        {
            var words = $"{NameOf(team)}: {Messages(waiting)} to be sent, the oldest for {Age(now - since)}{Because(backlog.Waiting.OldestReason)}";
            yield return backlog.Waiting.OldestReason is not null && now - since > Patience
                ? Finding.Wrong(words, "mend the cause; they are sent then by themselves")
                : Finding.Note(words);
        }

        if (backlog.Parked is { Count: > 0 and var parked, OldestSince: { } parkedSince })
        {
            yield return Finding.Wrong(
                $"{NameOf(team)}: {(parked == 1 ? "1 message is" : $"{parked:N0} messages are")} parked, the oldest for {Age(now - parkedSince)}{Because(backlog.Parked.OldestReason)}",
                "'parked list' says which; mend the cause, then run 'doctor --retry-parked'");
        }
    }

    private static string Messages(int count) => count == 1 ? "1 message waits" : $"{count:N0} messages wait";

    /// <summary>Of a fault of ours its kind only: the words of an exception may quote what it stumbled over. The bot's log has them.</summary>
    private static string Because(string? reason)
    {
        if (reason is null) return "";
        var fault = Fault().Match(reason);
        return $" ({(fault.Success ? fault.Value : reason)})";
    }

    private static string Age(Duration age) => age switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } => Count((int)age.TotalMinutes, "minute"),
        { TotalDays: < 1 } => Count((int)age.TotalHours, "hour"),
        _ => Count((int)age.TotalDays, "day"),
    };

    private static string Count(int count, string unit) => count == 1 ? $"1 {unit}" : $"{count:N0} {unit}s";

    private static string SectionOf(Platform platform) => platform switch
    {
        Platform.Slack => "Slack",
        Platform.Teams => "MicrosoftTeams",
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, "no such platform"),
    };

    [GeneratedRegex("^[A-Za-z]+Exception(?=:)", RegexOptions.None, 1000)]
    private static partial Regex Fault();
}
