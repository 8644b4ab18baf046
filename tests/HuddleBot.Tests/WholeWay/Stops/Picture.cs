using System.Text.RegularExpressions;
using HuddleBot.Audit;
using HuddleBot.Core.Audit;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>All that people, other programs and auditors can see at the end of a way, without what is different each time: the minutes, and ids made from clicks.</summary>
internal sealed partial record Picture(IReadOnlyList<string> InSlack, IReadOnlyList<string> InTeams, IReadOnlyList<string> Told, IReadOnlyList<string> Audit)
{
    public static async Task<Picture> TakeAsync(Hotel hotel, bool hasTeams, IServiceProvider onlooker, Receiver receiver)
    {
        var (store, teams) = (onlooker.GetRequiredService<ITableStore>(), await onlooker.GetRequiredService<ITeamDirectory>().CurrentAsync(CancellationToken.None));
        using var export = new MemoryStream();
        await new IssueJsonLines(new IssueAudit(store), teams).WriteAsync(export, CancellationToken.None);
        var audit = System.Text.Encoding.UTF8.GetString(export.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"issue {Plain(line)}").ToList();
        audit.AddRange(await HistoryAsync(store, "themes", "h-"));
        foreach (var team in teams.Teams) audit.AddRange(await HistoryAsync(store, TeamRows.PartitionOf(team.Id), TeamRows.FollowUpHistory));
        foreach (var team in teams.Teams) audit.AddRange(await StoredAsync(store, onlooker.GetRequiredService<IScores>(), team));
        await foreach (var row in store.QueryAsync(TeamRows.Company, TeamRows.Digest, null, CancellationToken.None)) audit.Add($"{row.RowKey} {row.RequireString("Fate")}");

        // The same message again has the same id: a receiver drops it.
        var told = receiver.Taken.DistinctBy(one => one.Id).Select(one => $"{one.Type} {one.Data.GetProperty("id")} {one.Data.GetProperty("version")} {one.Data.GetProperty("event")}");
        return new(Sorted(InSlackNow(hotel)), hasTeams ? Sorted(InTeamsNow(hotel)) : [], [.. told], audit);
    }

    private static IEnumerable<string> InSlackNow(Hotel hotel)
    {
        foreach (var channel in (string[])[Hotel.FrontDesk, Hotel.Restaurant, Hotel.Managers])
        {
            foreach (var card in hotel.Slack.MessagesIn(channel))
            {
                if (card.IsBot) yield return $"#{channel}: {Plain(card.AllText)}";
                foreach (var reply in hotel.Slack.ThreadOf(channel, card.Ts).Where(reply => reply.IsBot)) yield return $"#{channel}, below: {Plain(reply.AllText)}";
            }
        }

        foreach (var user in (string[])["U0001", "U0002", "U0004"])
            if (hotel.Slack.HomeOf(user) is { } home) yield return $"home of {user}: {IdOfBlock().Replace(Plain(home.Content.ToString()), "")}";

        foreach (var user in (string[])["U0001", "U0002", "U0003", "U0004", "U0005"])
            foreach (var message in hotel.Slack.DirectMessagesOf(user).Where(message => message.IsBot)) yield return $"@{user}: {Plain(message.AllText)}";
    }

    private static IEnumerable<string> InTeamsNow(Hotel hotel)
    {
        foreach (var channel in (string[])[Hotel.SpaChannel, Hotel.SpaManagers])
        {
            foreach (var card in hotel.Teams.MessagesIn(channel))
            {
                if (card.IsBot) yield return $"#{channel}: {Plain(card.AllText)}";
                foreach (var reply in hotel.Teams.ThreadOf(card).Where(reply => reply.IsBot)) yield return $"#{channel}, below: {Plain(reply.AllText)}";
            }
        }

        foreach (var person in (string[])["tom", "ana", "carol", "ben", "mia", "olga"])
            foreach (var message in hotel.Teams.PersonalChat(person).Where(message => message.IsBot)) yield return $"@{person}: {Plain(message.AllText)}";
    }

    /// <summary>What was answered and how often it is counted; what has happened in huddles.</summary>
    private static async Task<List<string>> StoredAsync(ITableStore store, IScores scores, FrontlineTeam team)
    {
        var partition = TeamRows.PartitionOf(team.Id);
        var lines = await store.QueryAsync(partition, TeamRows.Response, null, CancellationToken.None).Select(row => $"{row.RowKey} {row.GetDouble("Score")} {row.GetString("Comment")}").ToListAsync();
        lines.AddRange(await store.QueryAsync(partition, TeamRows.HuddleHistory, null, CancellationToken.None).Select(row => $"{row.RowKey} {row.RequireString("Event")} by {row.GetString("ByName")}").ToListAsync());
        lines.AddRange((await scores.SeriesAsync(team, CancellationToken.None)).Select(series => $"{team.Id} has {series.Answers} of {series.Series}"));
        return lines;
    }

    /// <summary>Who looks at contact data once more, because the first time nothing came, is written down once more.</summary>
    private static async Task<List<string>> HistoryAsync(ITableStore store, string partition, string prefix)
    {
        var events = await store.QueryAsync(partition, prefix, null, CancellationToken.None).ToListAsync();
        var lines = events.Select(row => $"{Plain(row.RowKey[..row.RowKey.LastIndexOf('-')])} {row.RequireString("Event")} by {row.GetString("ByName")}, owner {row.GetString("OwnerName")}").ToList();
        return [.. lines.Where((line, i) => !line.Contains(" ContactSeen ", StringComparison.Ordinal) || lines[i - 1] != line)];
    }

    private static IReadOnlyList<string> Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];

    private static string Plain(string text) => IdOfClick().Replace(IdOfMessage().Replace(Minutes().Replace(Moment().Replace(text.ReplaceLineEndings(" / "), "<moment>"), "<time>"), "\"message\":<id>"), "theme.<id>");

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", RegexOptions.None, 1000)]
    private static partial Regex Moment();

    [GeneratedRegex(@"\b\d\d:\d\d\b", RegexOptions.None, 1000)]
    private static partial Regex Minutes();

    [GeneratedRegex("""
        "message":"[0-9.]+"
        """, RegexOptions.None, 1000)]
    private static partial Regex IdOfMessage();

    [GeneratedRegex("""
        "block_id":"[0-9a-f]+"
        """, RegexOptions.None, 1000)]
    private static partial Regex IdOfBlock();

    [GeneratedRegex(@"theme\.[0-9a-z]{16}|h-[0-9a-z]{16}", RegexOptions.None, 1000)]
    private static partial Regex IdOfClick();
}
