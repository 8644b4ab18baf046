using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Triage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;
using NodaTime;
using static HuddleBot.Tests.Triage.QueueScene;

namespace HuddleBot.Tests.Triage;

/// <summary>Whatever is decided, in whatever order, by whomever the news is brought: in the end the queue is what a rebuild from the teams makes.</summary>
public sealed class QueuePropertyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task After_any_decisions_the_queue_equals_one_made_from_the_teams(int seed)
    {
        await using var store = new SqliteTableStore(new($"Data Source={folder.File($"{seed}.db")}"));
        var (scene, random) = (new QueueScene(store), new Random(seed));
        var elsewhere = scene.NewNews();
        var issues = new List<IssueId>();
        for (var i = 0; i < 8; i++) issues.Add(await scene.RaiseAsync($"thing {i}", scene.Teams[i % 3].Id.Value));
        var decided = 0;
        for (var step = 0; step < 300; step++)
        {
            scene.Time.Now += Duration.FromMinutes(random.Next(600));
            var issue = issues[random.Next(issues.Count)];
            if (await scene.Desk.DoAsync(issue, ActorFor(issue, random), $"step {step}", Any(random, scene.Time.Now), CancellationToken.None) is IssueReply.Done) decided++;
            var team = scene.Teams[random.Next(3)];
            switch (random.Next(6))
            {
                case 0: await scene.News.DrainAsync(team, CancellationToken.None); break;
                case 1: await Task.WhenAll(scene.News.DrainAsync(team, CancellationToken.None), elsewhere.DrainAsync(team, CancellationToken.None)); break;
                case 2: await scene.PageAsync(Cleo, new(QueueView.Open, QueueOrder.Weight, null, random.Next(2))); break;
                case 3: await scene.RebuildAsync(); break;
            }
        }

        Assert.InRange(decided, 30, 300);
        scene.Restart();
        await scene.DrainAsync();
        var (followed, rows) = (await AllAsync(scene.NewQueue()), await scene.RowsAsync());
        await scene.LoseTheQueueAsync();
        await scene.RebuildAsync();
        Assert.Equal(rows, await scene.RowsAsync());
        Assert.Equal(followed, await AllAsync(scene.NewQueue()));
        Assert.Equal(rows.Count, followed.Count);
    }

    public void Dispose() => folder.Dispose();

    private static async Task<List<string>> AllAsync(IManagerQueue queue)
    {
        var all = new List<string>();
        for (var page = 0; ; page++)
        {
            var found = (await queue.PageAsync(Cleo.Id, new(QueueView.Open, QueueOrder.Age, null, page), CancellationToken.None))!;
            all.AddRange(found.Entries.Select(entry => $"{entry.Item.Issue.Id} {entry.Due}"));
            if (all.Count >= found.Total) return all;
        }
    }

    private static Actor ActorFor(IssueId issue, Random random) => random.Next(3) == 0 ? Ana : issue.Team.Value == "kitchen" ? Kenji : Mia;

    private static IssueCommand Any(Random random, Instant now) => random.Next(14) switch
    {
        0 or 1 or 2 => new IssueCommand.Escalate(random.Next(2) == 0 ? "policy" : null, "Please", null),
        3 => new IssueCommand.TriageAccept(random.Next(2) == 0 ? Ana : null, Priority.Normal, null),
        4 => new IssueCommand.TriageDecline("No"),
        5 => new IssueCommand.TriageResolve("Yes"),
        6 => new IssueCommand.TriageAsk("What?"),
        7 => new IssueCommand.AnswerQuestion("That."),
        8 => new IssueCommand.TriageReturn("Try again"),
        9 => new IssueCommand.TriageSnooze(now.InUtc().Date.PlusDays(random.Next(2, 9))),
        10 => new IssueCommand.TriageMerge(ThemeId.Of("theme"), "A theme"),
        11 => new IssueCommand.TriageSplit(),
        12 => new IssueCommand.Reopen(null),
        _ => random.Next(2) == 0 ? new IssueCommand.TriageUndo(null) : new IssueCommand.Undo(null),
    };
}
