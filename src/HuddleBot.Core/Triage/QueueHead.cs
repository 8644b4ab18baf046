using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Triage;

/// <summary>How far the queue's changes go.</summary>
/// <param name="Epoch">Another one where the queue was lost and made anew: its numbers begin again.</param>
/// <param name="Number">Of the last change; 0: there was none.</param>
/// <param name="First">The first change that is still there, from 1.</param>
internal sealed record QueueHead(string Epoch, long Number, long First, string? ETag)
{
    /// <summary>So many changes are kept: whoever has looked away for longer reads everything.</summary>
    private const long Kept = 5000;

    /// <summary>Old ones go in the bundle.</summary>
    private const long TrimmedEvery = 100;

    private static readonly QueueHead None = new("", 0, 1, null);

    public static async Task<QueueHead> ReadAsync(ITableStore store, CancellationToken cancellationToken) =>
        await store.GetAsync(OuterRows.Partition, OuterRows.Head, cancellationToken) is { } row
            ? new(row.RequireString("Epoch"), row.GetInt64("Number") ?? 0, row.GetInt64("First") ?? 1, row.ETag)
            : None;

    /// <summary>After so many more changes.</summary>
    public QueueHead Plus(int changes)
    {
        var number = Number + changes;
        var trims = number / TrimmedEvery > Number / TrimmedEvery;
        return this with { Epoch = Epoch.Length > 0 ? Epoch : Guid.NewGuid().ToString("N"), Number = number, First = trims ? Math.Max(First, number - Kept + 1) : First };
    }

    public TableTransactionAction Save() =>
        TableTransactionAction.Save(new(OuterRows.Partition, OuterRows.Head, ETag) { ["Epoch"] = Epoch, ["Number"] = Number, ["First"] = First });
}
