using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Audit;

/// <summary>Goes once through the rows of one partition that begin alike, beside another reading in the same order, so that neither has to be held in memory.</summary>
internal sealed class RowCursor(ITableStore store, string partition, string prefix, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<TableEntity> rows = store.QueryAsync(partition, prefix, null, cancellationToken).GetAsyncEnumerator(cancellationToken);
    private bool hasBegun;
    private bool hasRow;

    /// <summary>The rows whose key starts with this; each call asks for something later than the one before, and what lies between is passed over.</summary>
    public async Task<IReadOnlyList<TableEntity>> TakeAsync(string rowKeyPrefix)
    {
        if (!hasBegun) (hasBegun, hasRow) = (true, await rows.MoveNextAsync());
        var taken = new List<TableEntity>();
        while (hasRow)
        {
            var key = rows.Current.RowKey;
            if (key.StartsWith(rowKeyPrefix, StringComparison.Ordinal)) taken.Add(rows.Current);
            else if (string.CompareOrdinal(key, rowKeyPrefix) > 0) break;
            hasRow = await rows.MoveNextAsync();
        }

        return taken;
    }

    public ValueTask DisposeAsync() => rows.DisposeAsync();
}
