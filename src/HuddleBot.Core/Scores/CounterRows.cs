using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Scores;

/// <summary>The rows of the counters of one generation: one for each series and day, one for each spelling of a series, and one for what rests.</summary>
internal sealed class CounterRows(TeamId team, string generation)
{
    private static readonly LocalDatePattern DayInKey = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    public string Partition { get; } = TeamRows.PartitionOf(team);

    public string Days => $"{TeamRows.ScoreDay}{generation}-";

    public string AllSeries => $"{TeamRows.ScoreSeries}{generation}-";

    public string RestKey => TeamRows.ScoreRest + generation;

    public string DaysOf(SeriesId series) => $"{Days}{series.Key}-";

    public string DayKey(SeriesId series, LocalDate day) => DaysOf(series) + DayInKey.Format(day);

    public string SeriesKey(SpelledSeries series) => $"{AllSeries}{series.Series.Key}-{StableHash.Of(series.Spelling ?? "")}";

    /// <returns>Null: there is no such row, and none is needed.</returns>
    public TableTransactionAction? SaveDay(TableEntity? old, SeriesId series, LocalDate day, ScoreHistogram changed)
    {
        var counts = old is null ? changed : ScoreHistogram.Sum([CountsOf(old, series.Metric), changed]);
        if (counts.IsEmpty) return old is null ? null : TableTransactionAction.Delete(old);
        return TableTransactionAction.Save(new(Partition, DayKey(series, day), old?.ETag) { ["Counts"] = counts.ToString() });
    }

    /// <inheritdoc cref="SaveDay"/>
    public TableTransactionAction? SaveSeries(TableEntity? old, SpelledSeries spelled, int changed)
    {
        var answers = (old?.GetInt32("Answers") ?? 0) + changed;
        if (answers == 0) return old is null ? null : TableTransactionAction.Delete(old);
        var series = spelled.Series;
        return TableTransactionAction.Save(new(Partition, SeriesKey(spelled), old?.ETag)
        {
            ["Metric"] = series.Metric.ToString(),
            ["ScaleMin"] = series.Scale?.Min,
            ["ScaleMax"] = series.Scale?.Max,
            ["Part"] = SeriesId.KindOf(series.Part),
            ["Name"] = spelled.Spelling,
            ["Answers"] = answers,
        });
    }

    /// <param name="rest">Null: nothing rests any more.</param>
    /// <inheritdoc cref="SaveDay"/>
    public TableTransactionAction? SaveRest(TableEntity? old, string? rest)
    {
        if (rest is null) return old is null ? null : TableTransactionAction.Delete(old);
        return TableTransactionAction.Save(new(Partition, RestKey, old?.ETag) { ["Counts"] = rest });
    }

    public static ScoreHistogram CountsOf(TableEntity row, Metric metric) => ScoreHistogram.Parse(metric, row.RequireString("Counts"));

    public static LocalDate DayOf(TableEntity row) => DayInKey.Parse(row.RowKey[(row.RowKey.LastIndexOf('-') + 1)..]).Value;

    /// <returns>The answers of one spelling.</returns>
    public static CountedSeries SeriesOf(TableEntity row)
    {
        var scale = row.GetInt32("ScaleMin") is { } min && row.GetInt32("ScaleMax") is { } max ? Scale.TryCreate(min, max) : null;
        return new(new(Enum.Parse<Metric>(row.RequireString("Metric")), scale, SeriesId.PartOf(row.RequireString("Part"), row.GetString("Name"))), row.GetInt32("Answers") ?? 0);
    }
}
