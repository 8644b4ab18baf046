using System.Runtime.CompilerServices;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Feedback;

/// <summary>
/// The quarantine in the table: a partition a source, a row an item. A raw item that is too long for one row lies in parts beside it, written before the row that makes
/// them visible, so that nothing is cut and nothing half-written is seen.
/// </summary>
public sealed class Quarantine(ITableStore store, TimeProvider time) : IQuarantine
{
    private const string Partitions = "quarantine-";
    private const string Heads = "item-";
    private const string Parts = "part-";

    /// <summary>Characters of a raw item in one row: 800 kB of the 1 MiB.</summary>
    private const int PartCharacters = 400_000;

    public async Task PutAsync(string source, IReadOnlyList<ReadResponse.Unreadable> items, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var waiting = new List<TableEntity>();
        var characters = 0;
        foreach (var (key, item) in items.GroupBy(item => KeyOf(source, item), StringComparer.Ordinal).Select(same => (same.Key, same.Last())))
        {
            var head = new TableEntity(PartitionOf(source), Heads + key)
            {
                ["Source"] = source, ["Reason"] = item.Reason, ["Line"] = item.Line, ["At"] = now, ["ResponseId"] = item.Id,
            };
            if (item.Raw.Length <= PartCharacters) head["Raw"] = item.Raw;
            else head["Parts"] = await PutPartsAsync(head, item.Raw, cancellationToken);

            if (waiting.Count == TableLimits.ActionsPerTransaction || characters + item.Raw.Length > 2 * PartCharacters) await FlushAsync();
            waiting.Add(head);
            characters += Math.Min(item.Raw.Length, PartCharacters);
        }

        await FlushAsync();

        async Task FlushAsync()
        {
            if (waiting.Count == 0) return;
            await store.SubmitTransactionAsync([.. waiting.Select(TableTransactionAction.Upsert)], cancellationToken);
            waiting.Clear();
            characters = 0;
        }
    }

    public async IAsyncEnumerable<QuarantinedResponse> ListAsync(string? source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = source is null ? store.ScanAsync(Partitions, cancellationToken) : store.QueryAsync(PartitionOf(source), Heads, null, cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (!row.RowKey.StartsWith(Heads, StringComparison.Ordinal)) continue;
            var raw = row.GetString("Raw") ?? await RawOfPartsAsync(row, cancellationToken);
            yield return new(row.RequireString("Source"), row.RowKey[Heads.Length..], row.RequireString("Reason"), raw, row.GetInt64("Line"), row.RequireInstant("At"), row.GetString("ResponseId"));
        }
    }

    public async Task RemoveAsync(QuarantinedResponse item, CancellationToken cancellationToken)
    {
        var partition = PartitionOf(item.Source);
        if (await store.GetAsync(partition, Heads + item.Id, cancellationToken) is { } head) await RemoveAsync(head, cancellationToken);
    }

    public async Task SettleAsync(string source, IReadOnlyCollection<string> responseIds, CancellationToken cancellationToken)
    {
        if (responseIds.Count == 0) return;
        var keys = responseIds.Select(id => Heads + KeyOf(source, id)).ToHashSet(StringComparer.Ordinal);

        // Whichever is fewer: what waits, or what came.
        var waiting = await store.QueryAsync(PartitionOf(source), Heads, null, cancellationToken).Take(keys.Count + 1).ToListAsync(cancellationToken);
        if (waiting.Count > keys.Count)
        {
            waiting = [];
            foreach (var key in keys)
            {
                if (await store.GetAsync(PartitionOf(source), key, cancellationToken) is { } head) waiting.Add(head);
            }
        }

        foreach (var head in waiting.Where(head => keys.Contains(head.RowKey))) await RemoveAsync(head, cancellationToken);
    }

    private async Task RemoveAsync(TableEntity head, CancellationToken cancellationToken)
    {
        // What came after it was read stays.
        if (await store.SubmitTransactionAsync([TableTransactionAction.Delete(head)], cancellationToken) is TransactionOutcome.Conflict) return;
        await foreach (var part in store.QueryAsync(head.PartitionKey, PartsOf(head.RowKey[Heads.Length..]), null, cancellationToken))
            await store.SubmitTransactionAsync([TableTransactionAction.Delete(part)], cancellationToken);
    }

    private static string PartitionOf(string source) => Partitions + TableLimits.EscapeKey(source);

    private static string KeyOf(string source, ReadResponse.Unreadable item) => item.Id is { } id ? KeyOf(source, id) : StableHash.Of("raw", source, item.Raw);

    private static string KeyOf(string source, string responseId) => StableHash.Of("response", source, responseId);

    private static string PartsOf(string id) => $"{Parts}{id}-";

    /// <summary>Told apart by the raw item too, so that another under the same response id never mixes with it.</summary>
    private static string PartsOf(TableEntity head, string rawHash) => $"{PartsOf(head.RowKey[Heads.Length..])}{rawHash}-";

    private async Task<int> PutPartsAsync(TableEntity head, string raw, CancellationToken cancellationToken)
    {
        var parts = 0;
        var rawHash = StableHash.Of(raw);
        head["RawHash"] = rawHash;
        for (var start = 0; start < raw.Length; parts++)
        {
            var length = Math.Min(PartCharacters, raw.Length - start);
            if (start + length < raw.Length && char.IsHighSurrogate(raw[start + length - 1])) length--;
            var part = new TableEntity(head.PartitionKey, PartsOf(head, rawHash) + parts.ToString("0000")) { ["Raw"] = raw.Substring(start, length) };
            await store.SubmitTransactionAsync([TableTransactionAction.Upsert(part)], cancellationToken);
            start += length;
        }

        return parts;
    }

    private async Task<string> RawOfPartsAsync(TableEntity head, CancellationToken cancellationToken)
    {
        var parts = new List<string>();
        await foreach (var part in store.QueryAsync(head.PartitionKey, PartsOf(head, head.RequireString("RawHash")), null, cancellationToken)) parts.Add(part.RequireString("Raw"));
        return string.Concat(parts);
    }
}
