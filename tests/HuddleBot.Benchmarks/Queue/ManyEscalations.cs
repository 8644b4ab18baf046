using System.Text.Json.Nodes;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.FrontlineTeams;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Benchmarks.Queue;

/// <summary>Thousands of comments that their teams have escalated within a month, made by the bot's own intake and desk in a file, and copied to the table service as they are.</summary>
internal sealed class ManyEscalations(int teams, int escalations)
{
    private const string Source = "survey";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Copied = [TeamRows.Response, TeamRows.Issue, TeamRows.History, TeamRows.Escalation];

    /// <summary>Manages every team, so that everything is before their eyes.</summary>
    public static Actor Ana { get; } = new(new(Platform.Slack, "T0001", "U0001"), "Ana");

    public async Task MakeAsync(string file, ITableStore into)
    {
        var time = new SettableTime();
        await using var app = HuddleBotBuilder.Build(time, $"--Storage:ConnectionString=Data Source={file}", "--Logging:LogLevel:Default=Error");
        await ApplyAsync(app);
        var (intake, desk, start) = (app.Services.GetRequiredService<IFeedbackIntake>(), app.Services.GetRequiredService<IIssueDesk>(), TimeProvider.System.GetUtcNow());
        foreach (var some in Enumerable.Range(0, escalations).Chunk(1000))
            await intake.AcceptAsync(Source, [.. some.Select(index => new ReadResponse.Read(ResponseOf(index, start)))], PostChoice.None, None);
        for (var index = 0; index < escalations; index++)
        {
            time.Set = start - TimeSpan.FromMinutes(30L * 24 * 60 * (escalations - index) / escalations);
            var issue = IssueId.OfResponse(TeamOf(index), Source, $"r-{index}");
            await DoneAsync(desk, issue, $"escalate-{index}", new IssueCommand.Escalate(FrontlineTeam.DefaultCategories[index % 5], "A second desk", null));
            if (index % 4 == 0) await DoneAsync(desk, issue, $"accept-{index}", new IssueCommand.TriageAccept(null, Priority.Normal, null));
        }

        await CopyAsync(app.Services.GetRequiredService<ITableStore>(), into);
    }

    public async Task ApplyAsync(WebApplication app)
    {
        var file = new JsonArray([.. Enumerable.Range(0, teams).Select(index => new JsonObject
        {
            ["id"] = $"team-{index}", ["name"] = $"Team {index}", ["timeZone"] = index % 2 == 0 ? "Europe/London" : "Asia/Tokyo",
            ["channel"] = new JsonObject { ["platform"] = "slack", ["workspace"] = "T0001", ["channel"] = $"C{index}" },
            ["managers"] = new JsonArray(new JsonObject { ["platform"] = "slack", ["workspace"] = Ana.Id.Workspace, ["user"] = Ana.Id.User }),
            ["routes"] = new JsonArray(new JsonObject { ["attribute"] = "team", ["equals"] = $"team-{index}" }),
        })]);
        var (read, errors) = TeamsFile.Read(new JsonObject { ["frontlineTeams"] = file }.ToJsonString());
        if (read is null) throw new InvalidOperationException(string.Join('\n', errors));
        if (!await app.Services.GetRequiredService<StoredTeams>().ApplyAsync(read, None)) throw new InvalidOperationException("the teams were not applied");
    }

    private TeamId TeamOf(int index) => new($"team-{index % teams}");

    private Response ResponseOf(int index, DateTimeOffset now) => new(
        Source, $"r-{index}", Score.Create(Metric.Nps, index % 7, Scale.TryCreate(0, 10)!.Value).Score, $"Nobody at the desk for {index} minutes.", Instant.FromDateTimeOffset(now.AddDays(-31)), null, "en",
        new(null, null, null, null, null, index % 3 == 0 ? 500 * (index % 40) : null, null),
        new SortedDictionary<string, string>(StringComparer.Ordinal) { ["team"] = TeamOf(index).Value });

    private static async Task DoneAsync(IIssueDesk desk, IssueId issue, string operation, IssueCommand command)
    {
        if (await desk.DoAsync(issue, Ana, operation, command, None) is not IssueReply.Done) throw new InvalidOperationException($"{operation} was refused");
    }

    private static async Task CopyAsync(ITableStore from, ITableStore into)
    {
        await into.EnsureReadyAsync(None);
        var rows = from.ScanAsync(TeamRows.TeamPartitions, None).Where(row => Copied.Any(prefix => row.RowKey.StartsWith(prefix, StringComparison.Ordinal)));
        await foreach (var team in rows.GroupBy(row => row.PartitionKey, StringComparer.Ordinal))
        {
            var done = new TableEntity(team.Key, TeamRows.EscalationsComplete);
            foreach (var some in team.Select(row => row.Copy(null)).Append(done).Chunk(TableLimits.ActionsPerTransaction))
                await into.SubmitTransactionAsync([.. some.Select(TableTransactionAction.Add)], None);
        }
    }
}
