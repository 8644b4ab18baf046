using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Triage;

/// <summary>
/// What is open, over all teams, in the memory of this process. A question costs one small read where nothing has changed, and as many more as there were changes; everything is
/// read at the first question, and after thousands of changes.
/// </summary>
public sealed class QueueFeed(ITableStore store) : IDisposable
{
    /// <summary>Changes have numbers without a gap: few are read by their names, side by side.</summary>
    private const int ReadByName = 16;

    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<IssueId, OpenEscalation> open = [];

    /// <summary>What this process knows to be open no more before the changes say so, with the version that ended it.</summary>
    private readonly Dictionary<IssueId, int> ended = [];

    private IReadOnlyList<OpenEscalation>? all;
    private string? epoch;
    private long number;

    /// <summary>Everything that was committed to the queue before the question, in no order.</summary>
    public async Task<IReadOnlyList<OpenEscalation>> CurrentAsync(CancellationToken cancellationToken)
    {
        var head = await QueueHead.ReadAsync(store, cancellationToken);
        await gate.WaitAsync(cancellationToken);
        try
        {
            var isCurrent = epoch == head.Epoch && (number >= head.Number || (number + 1 >= head.First && await FollowAsync(head.Number, cancellationToken)));
            if (!isCurrent) await LoadAsync(cancellationToken);
            return all ??= [.. open.Values];
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>This process has seen how an issue stands; the news of it may still be on the way.</summary>
    /// <param name="now">Null for the escalation: it is open no more.</param>
    public async Task<IReadOnlyList<OpenEscalation>> NoticeAsync(IReadOnlyCollection<(IssueId Issue, int Version, OpenEscalation? Open)> now, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            foreach (var (issue, version, escalation) in now)
            {
                var wasOpen = open.ContainsKey(issue);
                Apply(issue, version, escalation);
                if (wasOpen && !open.ContainsKey(issue)) ended[issue] = version;
            }

            return all ??= [.. open.Values];
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    /// <summary>False: a change is not there.</summary>
    private async Task<bool> FollowAsync(long until, CancellationToken cancellationToken)
    {
        var rows = until - number <= ReadByName
            ? await Task.WhenAll(Enumerable.Range(1, (int)(until - number)).Select(i => store.GetAsync(OuterRows.Partition, OuterRows.ChangeRow(number + i), cancellationToken)))
            : await store.QueryAsync(OuterRows.Partition, OuterRows.Change, OuterRows.ChangeRow(number + 1), cancellationToken)
                .TakeWhile(row => string.CompareOrdinal(row.RowKey, OuterRows.ChangeRow(until)) <= 0).Cast<TableEntity?>().ToArrayAsync(cancellationToken);
        if (rows.Length != until - number || Array.Exists(rows, row => row is null)) return false;
        foreach (var row in rows)
        {
            var (issue, version, escalation) = QueueRow.FromEntity(row!);
            Apply(issue, version, escalation);
        }

        number = until;
        return true;
    }

    /// <summary>The number is read first: what changes meanwhile is read twice, and ends as the last change says.</summary>
    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var head = await QueueHead.ReadAsync(store, cancellationToken);
        var rows = await store.QueryAsync(OuterRows.Partition, OuterRows.Escalation, null, cancellationToken).Select(QueueRow.FromEntity).ToListAsync(cancellationToken);
        open.Clear();
        ended.Clear();
        foreach (var (issue, version, escalation) in rows) Apply(issue, version, escalation);
        (epoch, number, all) = (head.Epoch, head.Number, null);
    }

    /// <summary>What is older than what is known changes nothing.</summary>
    private void Apply(IssueId issue, int version, OpenEscalation? escalation)
    {
        if (version < (open.TryGetValue(issue, out var known) ? known.Version : ended.GetValueOrDefault(issue))) return;
        ended.Remove(issue);
        if (escalation is null) open.Remove(issue);
        else open[issue] = escalation;
        all = null;
    }
}
