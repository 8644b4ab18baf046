using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using HuddleBot.Benchmarks.Queue;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.FrontlineTeams;
using HuddleBot.Tests.Replicas.Histories;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Benchmarks.Replicas;

/// <summary>
/// Real processes of the bot on one Azurite behind a balancer, while guests answer and people decide: every few seconds one is started, stopped, killed or frozen. In the end every accepted
/// answer has its card once, and what people were told about each issue can be explained by some order. Ends by itself; 1 where it is not so.
/// </summary>
internal static class ReplicasBenchmark
{
    private const int Teams = 6;

    /// <summary>Of the teams; 6 managers come to them.</summary>
    private const int People = 78;

    private static readonly TimeSpan DrainPatience = TimeSpan.FromMinutes(1.5);

    /// <summary>Rows of what is still to be posted, sent or told; after a lost bell it takes a minute until they are found.</summary>
    private static readonly string[] OnTheWay = [TeamRows.Waiting, TeamRows.Outbox, TeamRows.News];

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var words = Words.Read(args, "--minutes", "--seed", "--platform");
        var (minutes, seed, platform) = (words.Number("--minutes", 3), words.Number("--seed", 20261123), words.GetValueOrDefault("--platform", "slack"));
        var folder = Directory.CreateTempSubdirectory("replicas");
        await using var azurite = await AzuriteProcess.StartAsync();
        await using IPlace place = platform == "teams" ? await TeamsPlace.StartAsync(Teams, People) : await SlackPlace.StartAsync(Teams, People);
        string[] settings =
        [
            "--Storage:Provider=AzureTables", $"--Storage:ConnectionString={azurite.ConnectionString}", "--Storage:TableName=Replicas", $"--Feedback:Sources:{Load.Source}:Secret={Load.Secret}", .. place.Settings,
        ];
        // Never started: it stores the teams, and reads what came of it all.
        await using var onlooker = HuddleBotBuilder.Build([.. settings, "--Logging:LogLevel:Default=Error"]);
        await ApplyTeamsAsync(onlooker, place);
        await using var balancer = await Balancer.StartAsync();
        await using var fleet = new Fleet(folder.FullName, settings, place.Environment, balancer, new Random(seed));
        await fleet.StartAsync(3);
        while (balancer.Ready < 3) await Task.Delay(50);
        await place.ConnectAsync(balancer.Address);

        var load = new Load(place, balancer.Address, seed);
        using var over = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));
        await Task.WhenAll(load.RunAsync(over.Token), fleet.DisturbAsync(over.Token));
        var isDrained = await DrainAsync(onlooker);
        var outcome = await OutcomeAsync(onlooker, place, load);
        if (!isDrained) outcome.Violations.Add($"messages still wait after {DrainPatience}");
        ReplicasReport.Print(platform, seed, minutes, place, fleet, load, outcome);
        if (outcome.Violations.Count > 0) await File.WriteAllTextAsync(Path.Combine(folder.FullName, "replicas.log"), fleet.Logs());
        else folder.Delete(recursive: true);
        return outcome.Violations.Count == 0 ? 0 : 1;
    }

    private static async Task ApplyTeamsAsync(WebApplication onlooker, IPlace place)
    {
        static JsonObject In(ChannelId channel, string kind, string id) => new() { ["platform"] = channel.Platform == Platform.Slack ? "slack" : "teams", ["workspace"] = channel.Workspace, [kind] = id };

        var teams = new JsonArray([.. place.Channels.SkipLast(1).Select((channel, i) => (JsonNode)new JsonObject
        {
            ["id"] = $"team-{i}", ["name"] = $"Team {i}", ["timeZone"] = "Etc/UTC", ["channel"] = In(channel, "channel", channel.Channel),
            ["managers"] = new JsonArray([.. place.Managers.Select(manager => In(channel, "user", manager.Id.User))]), ["managerChannel"] = In(channel, "channel", place.Channels[^1].Channel),
            ["routes"] = new JsonArray(new JsonObject { ["source"] = Load.Source, ["attribute"] = "team", ["equals"] = $"team-{i}" }), ["posting"] = new JsonObject { ["perHour"] = 1000 },
        })]);
        var (file, errors) = TeamsFile.Read(new JsonObject { ["frontlineTeams"] = teams }.ToJsonString());
        if (file is null) throw new InvalidOperationException(string.Join('\n', errors));
        if (!await onlooker.Services.GetRequiredService<StoredTeams>().ApplyAsync(file, CancellationToken.None)) throw new InvalidOperationException("the teams were not applied");
    }

    private static async Task<bool> DrainAsync(WebApplication onlooker)
    {
        var store = onlooker.Services.GetRequiredService<ITableStore>();
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < DrainPatience; await Task.Delay(300))
            if (!await store.ScanAsync(TeamRows.TeamPartitions, CancellationToken.None).AnyAsync(row => OnTheWay.Any(kind => row.RowKey.StartsWith(kind, StringComparison.Ordinal)))) return true;
        return false;
    }

    private static async Task<Outcome> OutcomeAsync(WebApplication onlooker, IPlace place, Load load)
    {
        var store = onlooker.Services.GetRequiredService<ITableStore>();
        var snapshot = await onlooker.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(CancellationToken.None);
        var cards = place.Channels.SelectMany((channel, i) => place.Cards(channel).Select(card => (Channel: i, card.Guest, card.Text))).ToLookup(card => (card.Channel, card.Guest), card => card.Text);
        var outcome = new Outcome([.. load.Accepted.Where(guest => !cards.Contains((guest % Teams, guest)))], [.. cards.Where(group => group.Count() > 1).Select(group => group.Key.Guest)]);
        await foreach (var row in store.ScanAsync(TeamRows.TeamPartitions, CancellationToken.None))
            if (row.RowKey.StartsWith(TeamRows.Parked, StringComparison.Ordinal)) outcome.Violations.Add($"parked: {row.GetString("LastError")}");
        foreach (var (guest, history) in load.Histories)
        {
            var issue = load.IssueOf(guest);
            var last = await store.QueryAsync(TeamRows.PartitionOf(issue.Team), TeamRows.HistoryOf(issue.Key), null, CancellationToken.None).LastOrDefaultAsync();
            var now = Stopwatch.GetTimestamp();
            var end = new Operation(new(place.Managers[0].Id, "the storage"), null, now, now + 1, new Answer.Shown(last?.GetString("ByName"), last?.GetString("Event")));
            if (HistoryCheck.WhyNot(new(snapshot.Find(issue.Team)!, issue, Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow())), [.. history, end]) is { } why) outcome.Violations.Add($"issue of guest {guest}: {why}");
            if (last?.GetString("ByName") is { } by && cards[(guest % Teams, guest)].Any(text => !text.Contains(by, StringComparison.Ordinal))) outcome.Old.Add(guest);
        }

        if (outcome.Lost.Count > 0) outcome.Violations.Add($"{outcome.Lost.Count} accepted answers have no card");
        if (outcome.Old.Count > 0) outcome.Violations.Add($"{outcome.Old.Count} cards do not show the last word: {string.Join(", ", outcome.Old)}");
        foreach (var complaint in place.Complaints.Distinct(StringComparer.Ordinal)) outcome.Violations.Add($"complaint: {complaint}");
        return outcome;
    }
}

/// <param name="Lost">Guests whose answer was accepted and has no card.</param>
/// <param name="Doubled">Guests whose card stands twice in one channel.</param>
internal sealed record Outcome(IReadOnlyList<int> Lost, IReadOnlyList<int> Doubled)
{
    /// <summary>Guests on whose card the last word does not stand.</summary>
    public List<int> Old { get; } = [];

    public List<string> Violations { get; } = [];
}
