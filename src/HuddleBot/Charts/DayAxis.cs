using System.Globalization;
using HuddleBot.Core.Scores;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Charts;

/// <summary>The days from left to right.</summary>
internal sealed record DayAxis(LocalDate First, LocalDate Last)
{
    private const int MostLabels = 4;

    /// <summary>Two labels closer than this run into each other.</summary>
    private const int LeastDays = 2;

    private static readonly LocalDatePattern Day = LocalDatePattern.Create("d MMM", CultureInfo.InvariantCulture);
    private static readonly LocalDatePattern Month = LocalDatePattern.Create("MMM yyyy", CultureInfo.InvariantCulture);

    public static DayAxis Of(ScoreTrend trend) => new(trend.Points[0].Day, trend.Points[^1].Day);

    private int Days => Period.DaysBetween(First, Last);

    /// <summary>0 at the first day, 1 at the last; a single day stands in the middle.</summary>
    public double PlaceOf(LocalDate day) => Days == 0 ? 0.5 : (double)Period.DaysBetween(First, day) / Days;

    /// <summary>The first and the last day, and others between them at even distances.</summary>
    public IEnumerable<(double Place, string Label)> Labels()
    {
        var count = Math.Clamp((Days / LeastDays) + 1, 1, MostLabels);
        var pattern = Days > 300 ? Month : Day;
        return Enumerable.Range(0, count).Select(i => First.PlusDays(count == 1 ? 0 : Days * i / (count - 1))).Select(day => (PlaceOf(day), pattern.Format(day)));
    }
}
