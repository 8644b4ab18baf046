using System.Security.Cryptography;
using HuddleBot.Core.Storage;

namespace HuddleBot.Charts;

/// <summary>The secret behind the addresses: made once, kept in the storage, the same for every process that works on it. Whoever deletes the row ends all addresses at once.</summary>
internal sealed class PictureKey(ITableStore store)
{
    private const string Partition = "pictures", Row = "key", Secret = "Secret";

    private byte[]? known;

    /// <returns>32 bytes.</returns>
    public async Task<byte[]> GetAsync(CancellationToken cancellationToken)
    {
        if (known is not null) return known;
        var row = await store.GetAsync(Partition, Row, cancellationToken);
        if (row is null)
        {
            // Of two that make one at once, the first one's counts for both.
            var made = new TableEntity(Partition, Row) { [Secret] = RandomNumberGenerator.GetBytes(32) };
            await store.SubmitTransactionAsync([TableTransactionAction.Add(made)], cancellationToken);
            row = await store.GetAsync(Partition, Row, cancellationToken);
        }

        return known = row?.GetBinary(Secret) ?? throw new InvalidDataException($"row {Partition}/{Row} has no {Secret}");
    }
}
