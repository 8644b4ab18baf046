using System.Text.Json;
using System.Text.Json.Serialization;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Storage;
using NodaTime.Text;

namespace HuddleBot.Core.Scores;

/// <summary>
/// One row: what is folded, and counts, and has not found room in the rows of its days yet. Thousands of answers of many days become one row at once, and then days, many answers at a
/// time. What is in it is in no row of a day.
/// </summary>
internal static class ScoreRest
{
    /// <summary>A row has room for half a million.</summary>
    public const int MostCharacters = 400_000;

    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public static string Write(ScoreTally rest)
    {
        var days = rest.Days.Where(day => !day.Counts.IsEmpty).ToLookup(day => day.Series, day => (Day: Day.Format(day.Day), day.Counts));
        var spellings = rest.Series.Where(one => one.Answers != 0).ToLookup(one => one.Series.Series, one => new Spelled(one.Series.Spelling, one.Answers));
        return JsonSerializer.Serialize(
            days.Select(one => one.Key).Concat(spellings.Select(one => one.Key)).Distinct().Select(series => new OfSeries(
                series.Metric, series.Scale?.Min, series.Scale?.Max, SeriesId.KindOf(series.Part), series.Part.Spelling,
                days[series].ToDictionary(day => day.Day, day => day.Counts.ToString(), StringComparer.Ordinal), [.. spellings[series]])),
            Json);
    }

    /// <param name="row">Null: nothing rests.</param>
    public static void AddTo(ScoreTally tally, TableEntity? row)
    {
        if (row is null) return;
        foreach (var one in JsonSerializer.Deserialize<List<OfSeries>>(row.RequireString("Counts"), Json)!)
        {
            var series = SeriesOf(one, one.Name);
            foreach (var (day, counts) in one.Days) tally.Add(series, Day.Parse(day).Value, ScoreHistogram.Parse(one.Metric, counts));
            foreach (var (spelling, answers) in one.Spelled) tally.Add(SpelledSeries.Of(SeriesOf(one, spelling)), answers);
        }
    }

    private static SeriesId SeriesOf(OfSeries one, string? name) =>
        new(one.Metric, one.Min is { } min && one.Max is { } max ? Scale.TryCreate(min, max) : null, SeriesId.PartOf(one.Part, name));

    private sealed record OfSeries(Metric Metric, int? Min, int? Max, string Part, string? Name, Dictionary<string, string> Days, List<Spelled> Spelled);

    private sealed record Spelled(string? Name, int Answers);
}
