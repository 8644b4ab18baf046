using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HuddleBot.Benchmarks.FanOut;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Benchmarks.Drain;

/// <summary>
/// Messages that wait for many channels: responses through the bot's own intake (routine), and issues that the manager raises (urgent: the answer to a tap), the first part of them
/// before the bot starts and the rest while it sends. Each has a mark of its own in its words.
/// </summary>
internal sealed partial class Backlog(Company company, IFarSide far, int posts, int channels, int urgent)
{
    private readonly ConcurrentDictionary<int, (bool IsUrgent, DateTimeOffset Since)> messages = new();
    private readonly int before = urgent / 2;

    public int Routine => posts - urgent;

    /// <summary>Each mark, whether it is urgent, and when it was committed.</summary>
    public IReadOnlyDictionary<int, (bool IsUrgent, DateTimeOffset Since)> Messages => messages;

    public static JsonObject Posting => new() { ["perHour"] = 1000 };

    /// <summary>The mark in what was posted; null: there is none.</summary>
    public static int? MarkIn(string words) => Mark().Match(words) is { Success: true } match ? int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) : null;

    public async Task StoreAsync()
    {
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        foreach (var some in Enumerable.Range(0, Routine).Chunk(2000))
        {
            await company.Services.GetRequiredService<IFeedbackIntake>().AcceptAsync("survey", [.. some.Select(number => ResponseOf(number, now))], PostChoice.All, CancellationToken.None);
            foreach (var number in some) messages[number] = (false, TimeProvider.System.GetUtcNow());
        }

        for (var number = Routine; number < Routine + before; number++) await RaiseAsync(number, CancellationToken.None);
    }

    /// <summary>The rest of the urgent ones, evenly over the time.</summary>
    public async Task RaiseMeanwhileAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        for (var number = Routine + before; number < posts; number++)
        {
            await Task.Delay(time / (urgent - before), cancellationToken);
            await RaiseAsync(number, cancellationToken);
        }
    }

    private async Task RaiseAsync(int number, CancellationToken cancellationToken)
    {
        var reply = await company.Services.GetRequiredService<IIssueDesk>()
            .RaiseAsync(new($"team-{number % channels}"), new Actor(far.Manager, "Ana"), $"drain-{number}", WordsOf(number), cancellationToken);
        if (reply is not IssueReply.Done) throw new InvalidOperationException($"message {number} could not be raised: {reply}");
        messages[number] = (true, TimeProvider.System.GetUtcNow());
    }

    private ReadResponse.Read ResponseOf(int number, Instant now) => new(new(
        "survey", $"drain-{number}", Score.Create(Metric.Nps, number % 11, Scale.TryCreate(0, 10)!.Value).Score, WordsOf(number), now, null, null, null,
        new SortedDictionary<string, string>(StringComparer.Ordinal) { ["team"] = $"team-{number % channels}" }));

    private static string WordsOf(int number) => string.Create(CultureInfo.InvariantCulture, $"The queue at desk-{number:D5}-q took half an hour.");

    [GeneratedRegex("desk-(?<number>[0-9]{5})-q", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();
}
