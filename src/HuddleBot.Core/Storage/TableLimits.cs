using System.Text;

namespace HuddleBot.Core.Storage;

/// <summary>
/// The documented limits of the Azure Table service ("Understanding the Table service data model", "Performing entity group transactions").
/// Kept by every implementation, so that what works on the embedded store works on the service.
/// </summary>
public static class TableLimits
{
    public const int ActionsPerTransaction = 100;
    public const int TransactionBytes = 4 * 1024 * 1024;
    public const int EntityBytes = 1024 * 1024;

    /// <summary>Own properties; PartitionKey, RowKey and Timestamp make it 255.</summary>
    public const int Properties = 252;

    /// <summary>The service allows 32 K UTF-16 characters a string; some room is left.</summary>
    public const int StringCharacters = 30_000;

    /// <summary>1 KiB of UTF-16.</summary>
    public const int KeyCharacters = 512;

    public static bool IsKey(string key) => key.Length <= KeyCharacters && !key.Any(c => c is '/' or '\\' or '#' or '?' or '%' or '+' || char.IsControl(c) || char.IsSurrogate(c));

    /// <summary>A reversible spelling of any text as part of a key: ASCII letters, digits, <c>-</c> and <c>.</c> stand for themselves, all else is <c>_hhhh</c> per UTF-16 unit.</summary>
    public static string EscapeKey(string text)
    {
        var key = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '.') key.Append(c);
            else key.Append('_').Append(((int)c).ToString("x4"));
        }

        return key.ToString();
    }
}
