using System.Text.Json;
using System.Text.Json.Serialization;
using HuddleBot.Core.Feedback;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>How the watch for drops is written: numbers in full, so that what is read is what was written, bit for bit; nothing that is not known is skipped.</summary>
internal static class DropJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new Days(), new Tallies(), new SeriesIds(), new JsonStringEnumConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">It is not of the form that <see cref="Write"/> writes.</exception>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException("nothing is written there");

    private sealed class Days : JsonConverter<LocalDate>
    {
        public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            LocalDatePattern.Iso.Parse(reader.GetString() ?? "") is { Success: true, Value: var day } ? day : throw new JsonException("no day");

        public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) => writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
    }

    private sealed class Tallies : JsonConverter<Tally>
    {
        public override Tally Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Tally.Of(JsonSerializer.Deserialize<double[]>(ref reader, options) ?? throw new JsonException("no counts"));

        public override void Write(Utf8JsonWriter writer, Tally value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.Counts, options);
    }

    private sealed class SeriesIds : JsonConverter<SeriesId>
    {
        public override SeriesId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var one = JsonSerializer.Deserialize<Series>(ref reader, options) ?? throw new JsonException("no series");
            SeriesPart part = (one.Touchpoint, one.Segment) switch
            {
                ({ } name, _) => new SeriesPart.Touchpoint(name),
                (_, { } name) => new SeriesPart.Segment(name),
                _ => new SeriesPart.Whole(),
            };
            return new(one.Metric, one.Stars is [var min, var max] ? Scale.TryCreate(min, max) : null, part);
        }

        public override void Write(Utf8JsonWriter writer, SeriesId value, JsonSerializerOptions options) => JsonSerializer.Serialize(
            writer,
            new Series(value.Metric, value.Scale is { } scale ? [scale.Min, scale.Max] : null, (value.Part as SeriesPart.Touchpoint)?.Name, (value.Part as SeriesPart.Segment)?.Name),
            options);
    }

    /// <param name="Stars">The ends of their scale.</param>
    private sealed record Series(Metric Metric, int[]? Stars, string? Touchpoint, string? Segment);
}
