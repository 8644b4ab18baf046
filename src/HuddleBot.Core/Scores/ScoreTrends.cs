using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>How a series went, in rolling windows: a point a day while it is young, a point a week afterwards, for half a year. Pure.</summary>
public static class ScoreTrends
{
    private const int Weeks = 26;

    /// <summary>Younger than so many days: a point a week would be too few to see anything.</summary>
    private const int Young = 8 * 7;

    /// <summary>The days that <see cref="Of"/> needs.</summary>
    /// <param name="today">The last day of the trend, in the team's zone.</param>
    /// <param name="days">Of each window; 1 or more.</param>
    public static DateInterval DaysOf(LocalDate today, int days) => ScoreWindows.Last((Weeks * 7) + days, today);

    /// <param name="series">Of the days of <see cref="DaysOf"/>, and perhaps more.</param>
    /// <param name="today">The last day of the trend, in the team's zone.</param>
    /// <param name="days">Of each window; 1 or more.</param>
    /// <param name="fellOn">Since when the score has been lower, where a drop was found.</param>
    public static ScoreTrend Of(SeriesDays series, LocalDate today, int days, LocalDate? fellOn = null)
    {
        var first = series.Days.Select(day => day.Day).Where(day => day >= today.PlusWeeks(-Weeks) && day <= today).DefaultIfEmpty(today).Min();
        var age = Period.DaysBetween(first, today);
        var step = age < Young ? 1 : 7;
        var points = Enumerable.Range(0, (age / step) + 1).Reverse().Select(back => today.PlusDays(-back * step)).Select(day => new TrendPoint(day, FigureOf(series.Over(ScoreWindows.Last(days, day)))));
        return new(series.Series.Metric, series.Series.Scale, [.. points], fellOn);
    }

    private static ScoreFigure? FigureOf(ScoreHistogram counts) => WindowScore.Of(counts) is WindowScore.Known known ? known.Figure : null;
}
