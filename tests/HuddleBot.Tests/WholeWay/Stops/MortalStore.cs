using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using HuddleBot.Core.Storage;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>Real storage, as long as its bot lives.</summary>
internal sealed class MortalStore(ITableStore inner, IPath path) : ITableStore, IAsyncDisposable
{
    /// <summary>The rows of messages that are on their way to Microsoft Teams.</summary>
    private readonly ConcurrentDictionary<(string, string), bool> claimed = new();

    public async Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        await path.GoOnAsync(cancellationToken);
        return await inner.GetAsync(partitionKey, rowKey, cancellationToken);
    }

    public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken) =>
        AliveAsync(inner.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken), cancellationToken);

    public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => AliveAsync(inner.ScanAsync(partitionKeyPrefix, cancellationToken), cancellationToken);

    public async Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        // The lease is renewed by the clock; that it is lost and taken over is tried with every other stop.
        if (actions.Count > 0 && actions[0].Entity.PartitionKey != "leases")
            return await path.PassAsync(new(NameOf(actions), Claimed: ClaimedIn(actions), Settled: SettledIn(actions)), () => inner.SubmitTransactionAsync(actions, cancellationToken), cancellationToken);
        await path.GoOnAsync(cancellationToken);
        return await inner.SubmitTransactionAsync(actions, cancellationToken);
    }

    public async Task EnsureReadyAsync(CancellationToken cancellationToken)
    {
        await path.GoOnAsync(cancellationToken);
        await inner.EnsureReadyAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (inner is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else if (inner is IDisposable other) other.Dispose();
    }

    private async IAsyncEnumerable<TableEntity> AliveAsync(IAsyncEnumerable<TableEntity> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await path.GoOnAsync(cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await path.GoOnAsync(cancellationToken);
            yield return row;
        }
    }

    /// <summary>Who is told to send it later, and that it has not arrived, claims it no more.</summary>
    private int ClaimedIn(IReadOnlyList<TableTransactionAction> actions)
    {
        var rows = actions.Where(action => action.ActionType != TableTransactionActionType.Delete).Select(action => action.Entity).ToList();
        return rows.Count(row => IsOnTheWayToTeams(row) && claimed.TryAdd((row.PartitionKey, row.RowKey), true)) - rows.Count(row => !IsOnTheWayToTeams(row) && claimed.TryRemove((row.PartitionKey, row.RowKey), out _));
    }

    private int SettledIn(IReadOnlyList<TableTransactionAction> actions) =>
        actions.Count(action => action.ActionType == TableTransactionActionType.Delete && claimed.TryRemove((action.Entity.PartitionKey, action.Entity.RowKey), out _));

    /// <summary>A message that somebody has begun to send to Microsoft Teams, and that is stored as not yet sent; that a card is drawn again shows only once.</summary>
    private static bool IsOnTheWayToTeams(TableEntity row) =>
        row.RowKey.StartsWith(TeamRows.Outbox, StringComparison.Ordinal) && row.GetInstant("ClaimedAt") is not null && row.GetString("Channel")?.StartsWith("teams/", StringComparison.Ordinal) is true && row.GetString("Content") != "Redraw";

    /// <summary>Such as <c>write team: +h +b =i -o</c>.</summary>
    private static string NameOf(IReadOnlyList<TableTransactionAction> actions)
    {
        var rows = actions.Select(action => $"{Sign(action.ActionType)}{action.Entity.RowKey.Split('-')[0]}").Distinct();
        return $"write {actions[0].Entity.PartitionKey.Split('-')[0]}: {string.Join(' ', rows)}";
    }

    private static char Sign(TableTransactionActionType type) => type switch
    {
        TableTransactionActionType.Add => '+',
        TableTransactionActionType.Delete => '-',
        _ => '=',
    };
}
