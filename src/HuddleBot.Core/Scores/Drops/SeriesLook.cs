using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>What looking at the days of a series came to. Pure.</summary>
/// <param name="After">To be kept.</param>
/// <param name="Events">In the order of their days.</param>
/// <param name="IsAnew">Learned from its history although it had been watched before.</param>
internal sealed record SeriesLook(WatchedSeries After, IReadOnlyList<DropEvent> Events, bool IsAnew = false)
{
    /// <summary>What is older, a baseline has forgotten.</summary>
    public const int DaysOfHistory = 730;

    /// <summary>So many answers that came behind the look, and this share of those that were known, and the series is learned anew.</summary>
    private const int LateAnswers = 50;
    private const double ShareOfLateAnswers = 0.2;

    /// <summary>Takes the days after <see cref="WatchedSeries.Through"/> in.</summary>
    /// <param name="answers">Of the series, of whatever time.</param>
    /// <param name="days">From the first day that is new to those after <paramref name="last"/>.</param>
    /// <returns>Null: nothing is new. Where much has come behind the look (a file of past answers), <see cref="IsAnew"/> is to be asked first.</returns>
    public static SeriesLook? At(WatchedSeries known, int answers, SeriesDays days, LocalDate last, DropParameters parameters)
    {
        var fresh = days.Days.Where(day => day.Day > known.Through && day.Day <= last).ToList();
        if (fresh.Count == 0) return null;
        var (state, events) = Step(known.State, known.Series, fresh, parameters);
        return new(known with { State = state, Through = last, Known = answers - AnswersAfter(days, last) }, events);
    }

    /// <summary>Learns the series from its history.</summary>
    /// <param name="days">Of the last <see cref="DaysOfHistory"/> days and those after <paramref name="last"/>.</param>
    /// <param name="eTag">Of the row that it replaces; null: there is none.</param>
    public static SeriesLook FromHistory(SeriesId series, int answers, SeriesDays days, LocalDate last, DropParameters parameters, string? eTag)
    {
        var start = DropState.Start(AnswerLevels.Of(series.Metric, series.Scale), parameters);
        var (state, events) = Step(start, series, days.Days.Where(day => day.Day <= last), parameters);
        return new(new(series, state, last, answers - AnswersAfter(days, last), eTag), events, eTag is not null);
    }

    /// <summary>Whether so many answers have come to days that were looked at already that the series is not what was learned of it.</summary>
    public static bool IsOutdated(WatchedSeries known, int answers, SeriesDays days)
    {
        var late = answers - known.Known - AnswersAfter(days, known.Through);
        return late >= LateAnswers && late > ShareOfLateAnswers * known.Known;
    }

    private static int AnswersAfter(SeriesDays days, LocalDate day) => days.Days.Where(one => one.Day > day).Sum(one => one.Counts.Answers);

    private static (DropState State, List<DropEvent> Events) Step(DropState state, SeriesId series, IEnumerable<DayOfSeries> days, DropParameters parameters)
    {
        var levels = AnswerLevels.Of(series.Metric, series.Scale);
        var (detector, events) = (new DropDetector(levels, parameters), new List<DropEvent>());
        foreach (var day in days)
        {
            (state, var told) = detector.Step(state, new(day.Day, levels.TallyOf(day.Counts)));
            if (told is not null) events.Add(told);
        }

        return (state, events);
    }
}
