using System.Buffers;
using System.Text;
using NodaTime;

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

    /// <summary>Own properties; PartitionKey, RowKey, Timestamp and <see cref="OperationProperty"/> make it 255.</summary>
    public const int Properties = 251;

    /// <summary>The service allows 32 K UTF-16 characters a string; some room is left.</summary>
    public const int StringCharacters = 30_000;

    public const int BinaryBytes = 64 * 1024;

    public const int PropertyNameCharacters = 255;

    /// <summary>1 KiB of UTF-16.</summary>
    public const int KeyCharacters = 512;

    /// <summary>Where an implementation keeps the id of the operation that wrote a row, so that it can tell its own first try from another's write.</summary>
    public const string OperationProperty = "HuddleBotOperation";

    /// <summary>The first moment of Edm.DateTime; the last is the end of the year 9999.</summary>
    public static readonly Instant FirstInstant = Instant.FromUtc(1601, 1, 1, 0, 0);

    private static readonly SearchValues<char> InNames = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>Control characters, and the halves of surrogate pairs even where they make a pair.</summary>
    private static readonly SearchValues<char> NotInKeys =
        SearchValues.Create([.. "/\\#?%+", .. Between('\0', '\u001f'), .. Between('\u007f', '\u009f'), .. Between('\ud800', '\udfff')]);

    private static readonly Instant EndOfInstants = Instant.FromUnixTimeTicks(DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks);

    // The last five are Cosmos DB's own.
    private static readonly HashSet<string> ReservedNames =
        new(["PartitionKey", "RowKey", "Timestamp", OperationProperty, "ID", "id", "rid", "etag", "ResourceId"], StringComparer.Ordinal);

    public static bool IsKey(string key) => key.Length <= KeyCharacters && !key.AsSpan().ContainsAny(NotInKeys);

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

    /// <summary>The first key after all keys with this prefix, in ordinal order; null when there is none (the empty prefix).</summary>
    public static string? EndOfPrefix(string prefix)
    {
        for (var last = prefix.Length - 1; last >= 0; last--)
        {
            // Surrogates are in no key, and half of a pair could not be sent.
            if (prefix[last] is not char.MaxValue) return prefix[..last] + (prefix[last] == '\ud7ff' ? '\ue000' : (char)(prefix[last] + 1));
        }

        return null;
    }

    /// <summary>Refuses a key that no row can have; a prefix of a key keeps the same rules.</summary>
    /// <exception cref="ArgumentException">Too long, or with one of <c>/ \ # ? % +</c>, a control character or half of a surrogate pair.</exception>
    public static void CheckKey(string key)
    {
        if (!IsKey(key)) throw new ArgumentException($"'{key}' is no key: at most {KeyCharacters} characters, none of / \\ # ? % +, no control characters, no surrogates (see EscapeKey)", nameof(key));
    }

    /// <summary>Refuses a transaction that some implementation could not take.</summary>
    /// <exception cref="ArgumentException">It breaks one of the limits above; the message says which one and where.</exception>
    public static void Check(IReadOnlyList<TableTransactionAction> actions)
    {
        if (actions.Count > ActionsPerTransaction) throw Broken($"{actions.Count} actions in one transaction; at most {ActionsPerTransaction}");
        var rows = new HashSet<string>(StringComparer.Ordinal);
        foreach (var action in actions)
        {
            var entity = action.Entity;
            CheckKey(entity.PartitionKey);
            CheckKey(entity.RowKey);
            if (!string.Equals(entity.PartitionKey, actions[0].Entity.PartitionKey, StringComparison.Ordinal))
                throw Broken($"one transaction in two partitions, {actions[0].Entity.PartitionKey} and {entity.PartitionKey}");
            if (!rows.Add(entity.RowKey)) throw Broken($"row {Name(entity)} stands twice in one transaction");
            if (action.ActionType is TableTransactionActionType.UpdateReplace or TableTransactionActionType.Delete && entity.ETag is null)
                throw Broken($"{action.ActionType} of {Name(entity)} without the ETag of the row that was read");
            if (action.ActionType != TableTransactionActionType.Delete) CheckEntity(entity);
        }

        if (actions.Sum(TransactionSize) is > TransactionBytes and var bytes) throw Broken($"a transaction of {bytes} bytes; at most {TransactionBytes}");
    }

    /// <summary>
    /// What an action takes of <see cref="TransactionBytes"/>, in bytes, never less than what is sent; for callers who fill transactions.
    /// Counted as JSON that escapes every character outside ASCII.
    /// </summary>
    public static int TransactionSize(TableTransactionAction action)
    {
        const int headers = 1024, punctuation = 64;
        var keys = 4 * (JsonSize(action.Entity.PartitionKey) + JsonSize(action.Entity.RowKey));
        if (action.ActionType == TableTransactionActionType.Delete) return headers + keys;
        var size = headers + keys;
        foreach (var (name, value) in action.Entity.Properties)
        {
            size += punctuation + (2 * name.Length) + value switch
            {
                string text => JsonSize(text),
                byte[] bytes => bytes.Length * 4 / 3,
                _ => 32,
            };
        }

        return size;
    }

    private static void CheckEntity(TableEntity entity)
    {
        if (entity.Properties.Count > Properties) throw Broken($"row {Name(entity)} has {entity.Properties.Count} properties; at most {Properties}");
        var bytes = 4 + (2 * (entity.PartitionKey.Length + entity.RowKey.Length)) + ValueSize(OperationProperty, new string('0', 160));
        foreach (var (name, value) in entity.Properties)
        {
            if (!IsPropertyName(name)) throw Broken($"'{name}' of row {Name(entity)} is no name of a property, or a reserved one");
            if (value is string { Length: > StringCharacters }) throw Broken($"{name} of row {Name(entity)} is a string of more than {StringCharacters} characters in one part");
            if (value is byte[] { Length: > BinaryBytes }) throw Broken($"{name} of row {Name(entity)} has more than {BinaryBytes} bytes");
            if (value is Instant instant && (instant < FirstInstant || instant > EndOfInstants)) throw Broken($"{name} of row {Name(entity)} is outside the years 1601 to 9999");
            bytes += ValueSize(name, value);
        }

        if (bytes > EntityBytes) throw Broken($"row {Name(entity)} has {bytes} bytes; at most {EntityBytes}");
    }

    private static bool IsPropertyName(string name) =>
        name.Length is > 0 and <= PropertyNameCharacters && !char.IsAsciiDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(InNames) && !ReservedNames.Contains(name);

    /// <summary>As the service counts: 8 bytes, the name in UTF-16, and the value.</summary>
    private static int ValueSize(string name, object value) => 8 + (2 * name.Length) + value switch
    {
        string text => 4 + (2 * text.Length),
        byte[] bytes => 4 + bytes.Length,
        bool => 1,
        int => 4,
        _ => 8,
    };

    // A loop: this runs over every text that is stored.
    private static int JsonSize(string text)
    {
        var size = 0;
        foreach (var c in text) size += c is '"' or '\\' ? 2 : c is >= ' ' and <= '~' ? 1 : 6;
        return size;
    }

    private static IEnumerable<char> Between(char first, char last) => Enumerable.Range(first, last - first + 1).Select(c => (char)c);

    private static string Name(TableEntity entity) => $"{entity.PartitionKey}/{entity.RowKey}";

    private static ArgumentException Broken(string what) => new($"The table service does not take this: {what}.");
}
