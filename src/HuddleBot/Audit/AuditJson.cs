using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Audit;

/// <summary>How the audit spells things in JSON: people as objects, moments in ISO 8601, letters of every script as they are.</summary>
internal static class AuditJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object in UTF-8, without a line end.</summary>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    public static void WriteInstant(this Utf8JsonWriter json, string name, Instant? at) => json.WriteString(name, at is { } instant ? InstantPattern.ExtendedIso.Format(instant) : null);

    /// <param name="person">Null is written as null.</param>
    public static void WritePerson(this Utf8JsonWriter json, string name, Actor? person)
    {
        json.WritePropertyName(name);
        json.WritePerson(person);
    }

    public static void WritePerson(this Utf8JsonWriter json, Actor? person)
    {
        if (person is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("platform", PlatformNames.NameOf(person.Id.Platform));
        json.WriteString("workspace", person.Id.Workspace);
        json.WriteString("user", person.Id.User);
        json.WriteString("name", person.Name);
        json.WriteEndObject();
    }

    /// <summary>In ordinal order of name.</summary>
    public static void WriteFacts(this Utf8JsonWriter json, IReadOnlyDictionary<string, string> facts)
    {
        foreach (var (name, value) in facts.OrderBy(fact => fact.Key, StringComparer.Ordinal)) json.WriteString(name, value);
    }

    /// <summary>Values as a row stores them, in ordinal order of name.</summary>
    public static void WriteDetails(this Utf8JsonWriter json, IReadOnlyDictionary<string, object> details)
    {
        foreach (var (name, value) in details.OrderBy(detail => detail.Key, StringComparer.Ordinal))
        {
            switch (value)
            {
                case string text: json.WriteString(name, text); break;
                case bool flag: json.WriteBoolean(name, flag); break;
                case int number: json.WriteNumber(name, number); break;
                case long number: json.WriteNumber(name, number); break;
                case double number when double.IsFinite(number): json.WriteNumber(name, number); break;
                case double number: json.WriteString(name, number.ToString()); break;
                case Instant instant: json.WriteInstant(name, instant); break;
                case byte[] bytes: json.WriteBase64String(name, bytes); break;
                default: throw new InvalidDataException($"{value.GetType().Name} is no type of a stored property");
            }
        }
    }

    public static void WriteObject(this Utf8JsonWriter json, string name, Action<Utf8JsonWriter> content)
    {
        json.WriteStartObject(name);
        content(json);
        json.WriteEndObject();
    }
}
