using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Core.Huddles;

/// <summary>How agendas and lists of people are written into rows: JSON that other tools can read.</summary>
internal static class HuddleJson
{
    // Emoji and letters of every script stay readable in the storage.
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new Spelled<IssueId>(text => IssueId.TryParse(text)), new Spelled<PersonId>(PersonId.Parse) },
        IgnoreReadOnlyProperties = true,
    };

    public static string Write(Agenda agenda) => JsonSerializer.Serialize(agenda, Options);

    public static Agenda ReadAgenda(string json) => JsonSerializer.Deserialize<Agenda>(json, Options) ?? throw new InvalidDataException("a huddle without an agenda");

    public static string Write(IReadOnlyList<Actor> people) => JsonSerializer.Serialize(people, Options);

    public static IReadOnlyList<Actor> ReadPeople(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<Actor>>(json, Options) ?? [];

    /// <summary>An id in its storage form.</summary>
    private sealed class Spelled<T>(Func<string, T?> parse) : JsonConverter<T> where T : class
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } text && parse(text) is { } id ? id : throw new InvalidDataException($"no {typeof(T).Name}");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
