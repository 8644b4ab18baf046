using System.Collections.Concurrent;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>
/// What is known of a tenant's conversations, people and teams: one partition a tenant, one row each. Reads are kept for seconds, so that an activity costs neither a
/// read nor a write; writes are conditional.
/// </summary>
public sealed class ConversationStore(ITableStore store, TimeProvider time)
{
    /// <summary>So soon what another process has written counts here.</summary>
    private static readonly Duration Fresh = Duration.FromSeconds(10);

    private const int MostKept = 50_000;

    private readonly ConcurrentDictionary<(string Partition, string Row), (TableEntity? Row, Instant At)> kept = new();

    public static string PartitionOf(string tenant) => "microsoft-teams-" + TableLimits.EscapeKey(tenant);

    /// <summary>False: an id that no row can have; nothing is known of it and nothing is kept.</summary>
    public static bool CanKeep(string tenant, string id) => TableLimits.IsKey(PartitionOf(tenant)) && TableLimits.IsKey("conversation-" + TableLimits.EscapeKey(id));

    public async Task<T> ReadAsync<T>(string tenant, string id, CancellationToken cancellationToken)
        where T : IConversationRow<T> =>
        CanKeep(tenant, id) ? T.Read(await RowAsync(PartitionOf(tenant), RowOf<T>(id), cancellationToken)) : T.Read(null);

    /// <summary>As it stands in the storage this moment.</summary>
    public async Task<T> ReadNowAsync<T>(string tenant, string id, CancellationToken cancellationToken)
        where T : IConversationRow<T> =>
        CanKeep(tenant, id) ? T.Read(await AskAsync(PartitionOf(tenant), RowOf<T>(id), cancellationToken)) : T.Read(null);

    public IAsyncEnumerable<(string Id, T Row)> AllAsync<T>(string tenant, CancellationToken cancellationToken)
        where T : IConversationRow<T> =>
        store.QueryAsync(PartitionOf(tenant), T.Prefix, null, cancellationToken).Select(row => (row.RequireString("Id"), T.Read(row)));

    /// <summary>Writes what <paramref name="change"/> makes of the row, where that is not the same. By what is kept that may be seconds old: what every activity says again.</summary>
    /// <returns>True: it has changed.</returns>
    public Task<bool> ChangeAsync<T>(string tenant, string id, Func<T, T> change, CancellationToken cancellationToken)
        where T : IConversationRow<T>, IEquatable<T> => ChangeAsync(RowAsync, tenant, id, change, cancellationToken);

    /// <summary>The same by the row as it stands this moment: what is said once, and would be missed where another process has just said the opposite.</summary>
    /// <inheritdoc cref="ChangeAsync{T}(string, string, Func{T, T}, CancellationToken)"/>
    public Task<bool> ChangeNowAsync<T>(string tenant, string id, Func<T, T> change, CancellationToken cancellationToken)
        where T : IConversationRow<T>, IEquatable<T> => ChangeAsync(AskAsync, tenant, id, change, cancellationToken);

    private async Task<bool> ChangeAsync<T>(
        Func<string, string, CancellationToken, Task<TableEntity?>> first, string tenant, string id, Func<T, T> change, CancellationToken cancellationToken)
        where T : IConversationRow<T>, IEquatable<T>
    {
        if (!CanKeep(tenant, id)) return false;
        var (partition, rowKey) = (PartitionOf(tenant), RowOf<T>(id));
        for (var row = await first(partition, rowKey, cancellationToken); ; row = await AskAsync(partition, rowKey, cancellationToken))
        {
            var current = T.Read(row);
            var next = change(current);
            if (next.Equals(current)) return false;
            var entity = new TableEntity(partition, rowKey, row?.ETag) { ["Id"] = id };
            next.Write(entity);

            // A conflict: somebody else has changed it meanwhile, perhaps to the same.
            if (await store.SubmitTransactionAsync([TableTransactionAction.Save(entity)], cancellationToken) is not TransactionOutcome.Committed { ETags: [var eTag] }) continue;
            var saved = new TableEntity(partition, rowKey, eTag) { ["Id"] = id };
            next.Write(saved);
            Keep(partition, rowKey, saved);
            return true;
        }
    }

    private static string RowOf<T>(string id)
        where T : IConversationRow<T> => T.Prefix + TableLimits.EscapeKey(id);

    private async Task<TableEntity?> RowAsync(string partition, string rowKey, CancellationToken cancellationToken) =>
        kept.TryGetValue((partition, rowKey), out var known) && time.GetCurrentInstant() - known.At < Fresh ? known.Row : await AskAsync(partition, rowKey, cancellationToken);

    private async Task<TableEntity?> AskAsync(string partition, string rowKey, CancellationToken cancellationToken)
    {
        var key = (partition, rowKey);
        var wasKept = kept.TryGetValue(key, out var before);
        var row = await store.GetAsync(partition, rowKey, cancellationToken);

        // What was written here meanwhile is newer.
        if (!wasKept) MakeRoom().TryAdd(key, (row, time.GetCurrentInstant()));
        else kept.TryUpdate(key, (row, time.GetCurrentInstant()), before);
        return row;
    }

    private void Keep(string partition, string rowKey, TableEntity? row) => MakeRoom()[(partition, rowKey)] = (row, time.GetCurrentInstant());

    private ConcurrentDictionary<(string Partition, string Row), (TableEntity? Row, Instant At)> MakeRoom()
    {
        if (kept.Count >= MostKept) kept.Clear();
        return kept;
    }
}
