using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Huddles;
using HuddleBot.Tests.Storage;
using static HuddleBot.Tests.Triage.QueueScene;

namespace HuddleBot.Tests.Triage;

/// <summary>The process ends at every write in turn, and starts again: between the event and the news, the news and the queue, the queue and the news' end.</summary>
public sealed class QueueCrashTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_stops_the_queue_says_what_the_teams_say(bool isDoneAllTheSame)
    {
        var (undisturbed, writes) = await RunAsync(0, isDoneAllTheSame);
        Assert.Equal(3, undisturbed.Count);
        Assert.InRange(writes, 20, 100);
        for (var failing = 1; failing <= writes; failing++)
        {
            var (disturbed, _) = await RunAsync(failing, isDoneAllTheSame);
            Assert.True(undisturbed.SequenceEqual(disturbed), $"write {failing}:\n{string.Join('\n', undisturbed.Except(disturbed))}\nbecame\n{string.Join('\n', disturbed.Except(undisturbed))}");
        }
    }

    public void Dispose() => folder.Dispose();

    private async Task<(IReadOnlyList<string> Rows, int Writes)> RunAsync(int failing, bool isDoneAllTheSame)
    {
        await using var sqlite = new SqliteTableStore(new($"Data Source={folder.File($"crash-{failing}-{isDoneAllTheSame}.db")}"));
        var store = new FaultyStore(sqlite) { FailingWrite = failing, IsDoneAllTheSame = isDoneAllTheSame };
        var scene = new QueueScene(store);
        var (wifi, soup, lift) = (IssueId("wifi", "lounge"), IssueId("soup", "kitchen"), IssueId("lift", "desk"));
        Func<Task>[] steps =
        [
            () => scene.EscalateAsync("wifi"),
            () => scene.EscalateAsync("soup", "kitchen"),
            scene.DrainAsync,
            () => scene.EscalateAsync("lift", "desk"),
            () => scene.DoAsync(wifi, Mia, new IssueCommand.TriageAccept(null, Priority.Normal, null), "accept"),
            () => scene.DoAsync(soup, Kenji, new IssueCommand.TriageResolve("A stove"), "resolve"),
            scene.DrainAsync,
            () => scene.DoAsync(soup, Kenji, new IssueCommand.Reopen(null), "reopen"),
            () => scene.DoAsync(lift, Mia, new IssueCommand.TriageSnooze(new(2026, 12, 1)), "snooze"),
            scene.DrainAsync,
        ];
        foreach (var step in steps)
        {
            try
            {
                await step();
            }
            catch (StorageUnavailableException)
            {
                scene.Restart();
                await step();
            }
        }

        // What failed within a reader comes again at the next wake. From here on nothing fails.
        var writes = store.Writes;
        store.FailingWrite = 0;
        scene.Restart();
        await scene.DrainAsync();
        foreach (var team in scene.Teams) Assert.Empty(await sqlite.QueryAsync(TeamRows.PartitionOf(team.Id), TeamRows.News, null, CancellationToken.None).ToListAsync());
        var rows = await scene.RowsAsync();
        Assert.Equal(rows.Count, (await scene.PageAsync(Cleo, new(Core.Triage.QueueView.Open, Core.Triage.QueueOrder.Due, null, 0)))!.Total);
        await scene.LoseTheQueueAsync();
        await scene.RebuildAsync();
        Assert.Equal(rows, await scene.RowsAsync());
        return (rows, writes);

        static Core.Identity.IssueId IssueId(string words, string team) => Core.Identity.IssueId.Raised(new(team), "raise/" + words);
    }
}
