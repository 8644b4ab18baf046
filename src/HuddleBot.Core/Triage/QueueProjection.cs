using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Triage;

/// <summary>
/// Keeps the rows of the queue as the issues stand. The queue's lock is read before the issues and saved after them, so whoever writes later has read later: what is written is
/// never older than what it replaces, whoever else writes, and however often.
/// </summary>
public sealed class QueueProjection(ITableStore store, IssueStore issues) : INewsReader, IDisposable
{
    // An issue takes its row and its change; the lock is one more.
    private const int IssuesATransaction = 45;

    // Each try that fails means that somebody else succeeded; two processes write only while one takes over from the other.
    private const int Tries = 50;

    private readonly SemaphoreSlim gate = new(1);

    /// <summary>What was never escalated costs nothing.</summary>
    public Task ReadAsync(IssueNews news, CancellationToken cancellationToken) =>
        news.Events.Any(@event => @event is IssueEvent.Escalated) ? RefreshAsync([news.Item.Issue.Id], cancellationToken) : Task.CompletedTask;

    /// <summary>Writes how these issues stand now. Those that stand as written already change nothing.</summary>
    public async Task RefreshAsync(IEnumerable<IssueId> ids, CancellationToken cancellationToken)
    {
        foreach (var some in ids.Distinct().Chunk(IssuesATransaction))
        {
            await gate.WaitAsync(cancellationToken);
            try
            {
                await WriteAsync(some, cancellationToken);
            }
            finally
            {
                gate.Release();
            }
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task WriteAsync(IReadOnlyList<IssueId> ids, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var head = await QueueHead.ReadAsync(store, cancellationToken);
            var planned = await Task.WhenAll(ids.Select(id => PlanAsync(id, cancellationToken)));
            var changes = planned.OfType<Change>().ToList();
            if (changes.Count == 0) return;

            var next = head.Plus(changes.Count);
            List<TableTransactionAction> actions =
            [
                next.Save(),
                .. changes.SelectMany(change => change.Actions),
                .. changes.Select((change, i) => TableTransactionAction.Add(QueueRow.OfChange(head.Number + 1 + i, change.Issue, change.Version, change.Open))),
            ];
            if (await store.SubmitTransactionAsync(actions, cancellationToken) is not TransactionOutcome.Committed) continue;
            if (next.First > head.First) await TrimAsync(next.First, cancellationToken);
            return;
        }

        throw new InvalidOperationException($"the queue changed {Tries} times while it was being written");
    }

    /// <summary>Null: it stands so already. What is open no more is always written: a row that is not there does not say since when.</summary>
    private async Task<Change?> PlanAsync(IssueId id, CancellationToken cancellationToken)
    {
        var loaded = await issues.LoadAsync(id, cancellationToken);
        var open = loaded is null ? null : OpenEscalation.Of(loaded.Item);
        var row = await store.GetAsync(OuterRows.Partition, OuterRows.EscalationRow(id), cancellationToken);
        if (open is null) return new(id, loaded?.Issue.Version ?? int.MaxValue, null, row is null ? [] : [TableTransactionAction.Delete(row)]);
        return row is not null && QueueRow.FromEntity(row).Open == open ? null : new(id, open.Version, open, [TableTransactionAction.Save(QueueRow.OfOpen(open, row?.ETag))]);
    }

    private async Task TrimAsync(long first, CancellationToken cancellationToken)
    {
        var end = OuterRows.ChangeRow(first);
        var old = await store.QueryAsync(OuterRows.Partition, OuterRows.Change, null, cancellationToken)
            .TakeWhile(row => string.CompareOrdinal(row.RowKey, end) < 0).ToListAsync(cancellationToken);
        foreach (var some in old.Chunk(TableLimits.ActionsPerTransaction))
            await store.SubmitTransactionAsync([.. some.Select(TableTransactionAction.Delete)], cancellationToken);
    }

    private sealed record Change(IssueId Issue, int Version, OpenEscalation? Open, IReadOnlyList<TableTransactionAction> Actions);
}
