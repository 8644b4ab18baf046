using System.Globalization;
using NodaTime;

namespace HuddleBot.Core.Storage;

/// <summary>
/// One row. Values are <see cref="string"/>, <see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="Instant"/> (Edm.DateTime, 100 ns)
/// or <c>byte[]</c>; there is no null: setting null removes the property.
/// </summary>
/// <remarks>
/// A string longer than <see cref="TableLimits.StringCharacters"/> is laid over numbered properties (<c>Comment</c>, <c>Comment_2</c>, …) and read back as one,
/// never cutting a surrogate pair; other programs read plain strings.
/// </remarks>
public sealed class TableEntity(string partitionKey, string rowKey, string? eTag = null)
{
    // A list: rows come from the storage in the order of their names, and have few of them.
    private readonly SortedList<string, object> properties = new(StringComparer.Ordinal);

    public string PartitionKey { get; } = partitionKey;

    public string RowKey { get; } = rowKey;

    /// <summary>Opaque; null for a row that was not read from the storage.</summary>
    public string? ETag { get; } = eTag;

    /// <summary>The properties as they are stored, long texts in their numbered parts, in ordinal order of name.</summary>
    public IReadOnlyDictionary<string, object> Properties => properties;

    /// <summary>The properties as they were set: long texts in one piece.</summary>
    public IEnumerable<KeyValuePair<string, object>> Values =>
        from property in properties
        where !IsLaterPart(property.Key)
        select property.Value is string ? new KeyValuePair<string, object>(property.Key, GetString(property.Key)!) : property;

    /// <summary>Sets a value, or removes the property for null. An instant is cut to the 100 ns that storage keeps.</summary>
    /// <exception cref="ArgumentException">A type that the table service does not know, or a name that ends like the part of a long text (<c>_2</c>).</exception>
    public object? this[string name]
    {
        set
        {
            if (PartOf(name) is not null) throw new ArgumentException($"A property cannot be called {name}: names that end in _ and a number belong to long texts", nameof(name));
            RemoveText(name);
            switch (value)
            {
                case null: break;
                case string text: SetText(name, text); break;
                case Instant instant: properties[name] = Instant.FromUnixTimeTicks(instant.ToUnixTimeTicks()); break;
                case int or long or double or bool or byte[]: properties[name] = value; break;
                default: throw new ArgumentException($"{value.GetType().Name} is no type of the table service (property {name})", nameof(value));
            }
        }
    }

    /// <summary>The same row, everything as it is stored, under another ETag; to change a copy and leave what was read.</summary>
    public TableEntity Copy(string? eTag)
    {
        var copy = new TableEntity(PartitionKey, RowKey, eTag);
        foreach (var (name, value) in properties) copy.properties[name] = value;
        return copy;
    }

    /// <summary>Sets a property exactly as storage holds it; for the implementations of <see cref="ITableStore"/>.</summary>
    public void SetStored(string name, object value) => properties[name] = value;

    public string? GetString(string name)
    {
        if (!properties.TryGetValue(name, out var first)) return null;
        var text = (string)first;
        for (var part = 2; properties.TryGetValue(PartName(name, part), out var next); part++) text += (string)next;
        return text;
    }

    public string RequireString(string name) => GetString(name) ?? throw Missing(name);

    public int? GetInt32(string name) => properties.TryGetValue(name, out var value) ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : null;

    public long? GetInt64(string name) => properties.TryGetValue(name, out var value) ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    public double? GetDouble(string name) => properties.TryGetValue(name, out var value) ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;

    public bool? GetBoolean(string name) => properties.TryGetValue(name, out var value) ? (bool)value : null;

    public Instant? GetInstant(string name) => properties.TryGetValue(name, out var value) ? (Instant)value : null;

    public Instant RequireInstant(string name) => GetInstant(name) ?? throw Missing(name);

    public byte[]? GetBinary(string name) => properties.TryGetValue(name, out var value) ? (byte[])value : null;

    private InvalidDataException Missing(string name) => new($"row {PartitionKey}/{RowKey} has no property {name}");

    private static string PartName(string name, int part) => part == 1 ? name : $"{name}_{part.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The text that a property of this name would be a later part of; null for an ordinary name.</summary>
    private static string? PartOf(string name)
    {
        var digits = name.Length;
        while (digits > 0 && char.IsAsciiDigit(name[digits - 1])) digits--;
        return digits > 1 && digits < name.Length && name[digits - 1] == '_' ? name[..(digits - 1)] : null;
    }

    private bool IsLaterPart(string name) => PartOf(name) is { } text && properties.ContainsKey(text) && properties[name] is string;

    private void SetText(string name, string text)
    {
        var part = 1;
        for (var start = 0; start < text.Length || part == 1; part++)
        {
            var length = Math.Min(TableLimits.StringCharacters, text.Length - start);
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1])) length--;
            properties[PartName(name, part)] = text.Substring(start, length);
            start += length;
        }
    }

    private void RemoveText(string name)
    {
        for (var part = 1; properties.Remove(PartName(name, part)); part++)
        {
        }
    }
}
