using System.Security.Cryptography;

namespace HuddleBot.Storage.AzureTables;

/// <summary>
/// What our ETags are made of: the service's ETag, and the ids of the last operations that wrote the row, newest first. When the answer to a write was lost,
/// the ids in the row tell whether it was ours, even if others have written since.
/// </summary>
internal sealed record RowVersion(string ETag, string Operations)
{
    private const int Remembered = 4;
    private const char Between = '.';

    /// <summary>Matches no row: for one that we wrote and another has written since.</summary>
    public static readonly RowVersion Superseded = new("W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"", "");

    public static string NewOperation() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public static RowVersion Parse(string text)
    {
        var space = text.LastIndexOf(' ');
        return space < 0 ? new(text, "") : new(text[..space], text[(space + 1)..]);
    }

    /// <summary>What the row shall say after the operation.</summary>
    public static string OperationsAfter(string? previous, string operation)
    {
        var earlier = previous is null ? [] : Parse(previous).Operations.Split(Between, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(Between, [operation, .. earlier.Take(Remembered - 1)]);
    }

    public bool WasWrittenBy(string operation) => Operations.Split(Between).Contains(operation, StringComparer.Ordinal);

    public bool WasLastWrittenBy(string operation) => Operations.StartsWith(operation, StringComparison.Ordinal);

    public override string ToString() => $"{ETag} {Operations}";
}
