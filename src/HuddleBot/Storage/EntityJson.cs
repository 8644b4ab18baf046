using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Storage;

/// <summary>
/// Properties as JSON, the way the Table service writes them ("Payload format for Table service operations", minimal metadata): a type that JSON cannot
/// tell stands beside the value (<c>"Sum@odata.type":"Edm.Int64","Sum":"12"</c>). The SQLite file holds the same, so that people and other tools can read it.
/// </summary>
/// <remarks>Half of a surrogate pair has no UTF-8; it becomes U+FFFD.</remarks>
internal static class EntityJson
{
    private const string TypeSuffix = "@odata.type";

    private static ReadOnlySpan<byte> TypeSuffixUtf8 => "@odata.type"u8;

    private static readonly InstantPattern DateTimePattern = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss.fffffff'Z'");
    private const int MostKept = 64 * 1024;

    /// <summary>Of each thread: a row is small, and a writer for each takes longer to make than the row to write.</summary>
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? resting;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> content)
    {
        // Taken while it is in use, so that a writer within a writer has its own.
        var (buffer, json) = resting ?? (new ArrayBufferWriter<byte>(1024), new Utf8JsonWriter(Stream.Null, Readable));
        resting = null;
        json.Reset(buffer);
        json.WriteStartObject();
        content(json);
        json.WriteEndObject();
        json.Flush();
        var written = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity > MostKept) return written;
        buffer.ResetWrittenCount();
        resting = (buffer, json);
        return written;
    }

    /// <summary>The same JSON without a character outside ASCII, for a far side that may cut a character of several bytes (<see cref="TableLimits.TransactionSize"/> counts it so).</summary>
    public static byte[] InAscii(byte[] json)
    {
        if (Ascii.IsValid(json)) return json;
        var text = new StringBuilder(json.Length * 2);
        foreach (var unit in Encoding.UTF8.GetString(json))
        {
            if (char.IsAscii(unit)) text.Append(unit);
            else text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    public static void WriteProperties(Utf8JsonWriter json, TableEntity entity)
    {
        foreach (var (name, value) in entity.Properties) WriteProperty(json, name, value);
    }

    /// <summary>Reads the properties of one object into the entity; keys, Timestamp and OData's own are left out.</summary>
    /// <param name="without">One more that is left out.</param>
    public static void ReadProperties(JsonElement row, TableEntity entity, string? without = null)
    {
        // Looked up once for all: to look for each property's type among all others takes longer than all the rest.
        Dictionary<string, string?>? types = null;
        foreach (var property in row.EnumerateObject())
        {
            if (property.Name.EndsWith(TypeSuffix, StringComparison.Ordinal)) (types ??= new(StringComparer.Ordinal))[property.Name[..^TypeSuffix.Length]] = property.Value.GetString();
        }

        foreach (var property in row.EnumerateObject())
        {
            var name = property.Name;
            if (name == without || name is "PartitionKey" or "RowKey" or "Timestamp" or TableLimits.OperationProperty) continue;
            if (property.Value.ValueKind == JsonValueKind.Null || name.Contains("odata.", StringComparison.Ordinal)) continue;
            var value = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(property.Value));
            value.Read();
            entity.SetStored(name, ReadValue(ref value, types?.GetValueOrDefault(name)));
        }
    }

    /// <summary>Reads one object as <see cref="WriteProperties"/> wrote it: a type stands right before its value (OData JSON Format 4.0, 4.5).</summary>
    /// <exception cref="JsonException">It is no such object.</exception>
    public static void ReadProperties(ReadOnlySpan<byte> utf8, TableEntity entity)
    {
        var json = new Utf8JsonReader(utf8);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw new JsonException("a row is an object");
        string? type = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var (name, isType) = (json.GetString()!, json.ValueSpan.EndsWith(TypeSuffixUtf8));
            json.Read();
            if (!isType && json.TokenType != JsonTokenType.Null) entity.SetStored(name, ReadValue(ref json, type));
            type = isType ? json.GetString() : null;
        }
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text: json.WriteString(name, text); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: WriteTyped(json, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture)); break;
            case Instant instant: WriteTyped(json, name, "Edm.DateTime", DateTimePattern.Format(instant)); break;
            case byte[] bytes:
                json.WriteString(name + TypeSuffix, "Edm.Binary");
                json.WriteBase64String(name, bytes);
                break;
            case double number when double.IsFinite(number):
                json.WriteString(name + TypeSuffix, "Edm.Double");
                // Of zero no sign: a storage written in JavaScript drops it.
                json.WriteNumber(name, number == 0 ? 0.0 : number);
                break;
            case double number: WriteTyped(json, name, "Edm.Double", double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity"); break;
            default: throw new ArgumentException($"{value.GetType().Name} is no type of the table service (property {name})", nameof(value));
        }
    }

    private static void WriteTyped(Utf8JsonWriter json, string name, string type, string value)
    {
        json.WriteString(name + TypeSuffix, type);
        json.WriteString(name, value);
    }

    private static object ReadValue(ref Utf8JsonReader value, string? type) => (type, value.TokenType) switch
    {
        ("Edm.Int64", _) => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        ("Edm.DateTime", _) => InstantPattern.ExtendedIso.Parse(value.GetString()!).GetValueOrThrow(),
        ("Edm.Binary", _) => value.GetBytesFromBase64(),
        ("Edm.Double", JsonTokenType.String) => double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        ("Edm.Double", _) => value.GetDouble(),
        (_, JsonTokenType.True) => true,
        (_, JsonTokenType.False) => false,
        (_, JsonTokenType.Number) => value.TryGetInt32(out var number) ? (object)number : value.GetDouble(),
        // Edm.Guid, which only other programs write, reads as its text.
        _ => value.GetString()!,
    };
}
