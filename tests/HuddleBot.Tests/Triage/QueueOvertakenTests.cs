using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;
using static HuddleBot.Tests.Triage.QueueScene;

namespace HuddleBot.Tests.Triage;

/// <summary>Two processes bring the same news, as where one takes over from another that is only slow: what the slow one has read before the next decision never stands in the queue after it.</summary>
public sealed class QueueOvertakenTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteTableStore sqlite;

    public QueueOvertakenTests() => sqlite = new(new($"Data Source={folder.File("overtaken.db")}"));

    [Theory]
    [InlineData(OuterRows.Partition)]
    [InlineData("team-desk")]
    public async Task Who_is_slow_before_a_write_does_not_put_back_what_another_has_written(string partition)
    {
        await sqlite.EnsureReadyAsync(CancellationToken.None);
        var scene = new QueueScene(sqlite);
        var lift = await scene.EscalateAsync("lift", "desk");
        await scene.DrainAsync();
        await scene.DoAsync(lift, Mia, new IssueCommand.TriageSnooze(new(2026, 12, 1)));

        var slow = new SlowStore(sqlite, partition, async () =>
        {
            await scene.DoAsync(lift, Mia, new IssueCommand.TriageAccept(null, Priority.Normal, null));
            await scene.DrainAsync();
        });
        await new NewsDesk(slow, new IssueStore(slow), [new QueueProjection(slow, new IssueStore(slow))], scene, scene.Time).DrainAsync(scene.Teams.Single(team => team.Id.Value == "desk"), CancellationToken.None);

        Assert.True(slow.WasOvertaken);
        var kept = await scene.RowsAsync();
        await scene.LoseTheQueueAsync();
        await scene.RebuildAsync();
        Assert.Equal(await scene.RowsAsync(), kept);
        Assert.Contains("State=Accepted", Assert.Single(kept), StringComparison.Ordinal);
        Assert.Empty(await sqlite.QueryAsync(TeamRows.PartitionOf(lift.Team), TeamRows.News, null, CancellationToken.None).ToListAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await sqlite.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Before the first write to one partition others do something.</summary>
    private sealed class SlowStore(ITableStore inner, string partition, Func<Task> others) : ITableStore
    {
        public bool WasOvertaken { get; private set; }

        public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => inner.GetAsync(partitionKey, rowKey, cancellationToken);

        public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken) => inner.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken);

        public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => inner.ScanAsync(partitionKeyPrefix, cancellationToken);

        public async Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
        {
            if (!WasOvertaken && actions[0].Entity.PartitionKey == partition)
            {
                WasOvertaken = true;
                await others();
            }

            return await inner.SubmitTransactionAsync(actions, cancellationToken);
        }

        public Task EnsureReadyAsync(CancellationToken cancellationToken) => inner.EnsureReadyAsync(cancellationToken);
    }
}
