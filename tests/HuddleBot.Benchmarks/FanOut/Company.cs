using System.Globalization;
using System.Text.Json.Nodes;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.FrontlineTeams;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Benchmarks.FanOut;

/// <summary>Many teams that meet at the same minute, with scores, comments and a promise each, stored by the bot's own intake and desk before the bot starts.</summary>
internal sealed class Company : IAsyncDisposable
{
    public const int ResponsesOfEach = 8;
    public const string Source = "survey";
    public const string FeedbackSecret = "the-survey-tools-secret";
    private const int AtOnce = 64;

    private static readonly string[] Comments =
    [
        "The queue at the desk took half an hour.", "Nobody knew when breakfast begins.", "The shower was cold again.", "Ben found my lost glasses. Wonderful!", "Fine, nothing special.",
        "The lift stopped twice.", "A warm welcome, thank you.", "Parking is hard to find at night.",
    ];

    private readonly WebApplication onlooker;

    /// <param name="storage">What the bot is told of its storage.</param>
    public Company(params string[] storage)
    {
        Settings = [.. storage, $"--Feedback:Sources:{Source}:Secret={FeedbackSecret}"];
        // Never started: it stores what was there before, and reads what came of it.
        onlooker = HuddleBotBuilder.Build([.. Settings, "--Logging:LogLevel:Default=Error"]);
    }

    public string[] Settings { get; }

    /// <summary>How each team posts, as the teams file writes it; null: as usual.</summary>
    public JsonObject? Posting { get; init; }

    public IServiceProvider Services => onlooker.Services;

    public ITableStore Store => onlooker.Services.GetRequiredService<ITableStore>();

    /// <param name="startsAt">A whole minute; the huddles are posted one minute before. Null: the teams do not meet.</param>
    /// <param name="idle">Channels of teams that have no schedule: there people click.</param>
    public async Task MoveInAsync(IReadOnlyList<ChannelId> channels, IReadOnlyList<ChannelId> idle, PersonId manager, DateTimeOffset? startsAt)
    {
        var teams = new JsonArray([.. channels.Select((channel, index) => Team($"team-{index}", channel, manager, startsAt)), .. idle.Select((channel, index) => Team($"idle-{index}", channel, manager, null))]);
        var (file, errors) = TeamsFile.Read(new JsonObject { ["frontlineTeams"] = teams }.ToJsonString());
        if (file is null) throw new InvalidOperationException(string.Join('\n', errors));
        if (!await onlooker.Services.GetRequiredService<StoredTeams>().ApplyAsync(file, CancellationToken.None)) throw new InvalidOperationException("the teams were not applied");
    }

    /// <summary>All that a team has heard in the last weeks, and what it has promised. Returns responses a second.</summary>
    public async Task<double> HearAsync(int teams, PersonId manager)
    {
        var (intake, desk) = (onlooker.Services.GetRequiredService<IFeedbackIntake>(), onlooker.Services.GetRequiredService<IIssueDesk>());
        var (now, started) = (Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()), TimeProvider.System.GetTimestamp());
        foreach (var some in Enumerable.Range(0, teams).Chunk(500))
            await intake.AcceptAsync(Source, [.. some.SelectMany(team => ResponsesOf(team, now))], PostChoice.None, CancellationToken.None);
        var rate = teams * ResponsesOfEach / TimeProvider.System.GetElapsedTime(started).TotalSeconds;

        var (ana, by) = (new Actor(manager, "Ana"), now.InUtc().Date.PlusDays(2));
        await Parallel.ForEachAsync(Enumerable.Range(0, teams), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (team, cancellationToken) =>
        {
            var issue = IssueId.OfResponse(new($"team-{team}"), Source, $"{team}-0");
            if (await desk.DoAsync(issue, ana, $"seed-{team}", new IssueCommand.Fix(ana, "Open a second desk", by), cancellationToken) is not IssueReply.Done)
                throw new InvalidOperationException($"team {team} could not promise");
        });
        return rate;
    }

    /// <summary>Answers of promoters that are stored and not posted, so that nothing but what is measured is going on.</summary>
    /// <param name="from">The number of the first.</param>
    public async Task<IReadOnlyList<IssueId>> StoreAsync(int from, int answers, int teams)
    {
        var (intake, now, scale) = (onlooker.Services.GetRequiredService<IFeedbackIntake>(), Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()), Score.DefaultScale(Metric.Nps)!.Value);
        foreach (var some in Enumerable.Range(from, answers).Chunk(1000))
        {
            await intake.AcceptAsync(
                Source,
                [.. some.Select(number => new ReadResponse.Read(new(
                    Source, $"r-{number}", Score.Create(Metric.Nps, 9, scale).Score, $"The best breakfast of our whole trip, number {number}.", now - Duration.FromMinutes(number % 10_000), null, "en", null,
                    new SortedDictionary<string, string>(StringComparer.Ordinal) { ["team"] = $"team-{number % teams}" })))],
                PostChoice.None, CancellationToken.None);
        }

        return [.. Enumerable.Range(from, answers).Select(number => IssueId.OfResponse(new($"team-{number % teams}"), Source, $"r-{number}"))];
    }

    public ValueTask DisposeAsync() => onlooker.DisposeAsync();

    private static IEnumerable<ReadResponse> ResponsesOf(int team, Instant now) => Enumerable.Range(0, ResponsesOfEach).Select(index => new ReadResponse.Read(new(
        Source, $"{team}-{index}", Score.Create(Metric.Nps, (team + (3 * index)) % 11, Scale.TryCreate(0, 10)!.Value).Score, Comments[(team + index) % Comments.Length],
        now - Duration.FromHours(20 + (40 * index)), null, null, null, new SortedDictionary<string, string>(StringComparer.Ordinal) { ["team"] = $"team-{team}" })));

    private JsonObject Team(string id, ChannelId channel, PersonId manager, DateTimeOffset? startsAt)
    {
        var platform = channel.Platform == Platform.Slack ? "slack" : "teams";
        var team = new JsonObject
        {
            ["id"] = id, ["name"] = id, ["timeZone"] = "Etc/UTC", ["workingDays"] = new JsonArray("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
            ["channel"] = new JsonObject { ["platform"] = platform, ["workspace"] = channel.Workspace, ["channel"] = channel.Channel },
            ["managers"] = new JsonArray(new JsonObject { ["platform"] = platform, ["workspace"] = manager.Workspace, ["user"] = manager.User }),
            ["routes"] = new JsonArray(new JsonObject { ["attribute"] = "team", ["equals"] = id }),
        };
        if (Posting is not null) team["posting"] = Posting.DeepClone();
        if (startsAt is { } start) team["huddle"] = new JsonObject { ["at"] = start.ToString("HH:mm", CultureInfo.InvariantCulture), ["postBefore"] = 1, ["minutes"] = 60 };
        return team;
    }
}
