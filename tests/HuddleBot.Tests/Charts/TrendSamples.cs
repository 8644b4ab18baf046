using HuddleBot.Core.Charts;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Tests.Charts;

internal static class TrendSamples
{
    public static readonly LocalDate Last = new(2026, 11, 23);

    /// <summary>Half a year by weeks: 45, two weeks with too few answers in July, 31 since November.</summary>
    public static ScoreTrend Fall { get; } = new(
        Metric.Nps, null, [.. Enumerable.Range(0, 26).Select(week => Point(25 - week, week is 8 or 9 ? 4 : 400, week < 22 ? 45 + (3 * Math.Sin(week)) : 31 + Math.Sin(week)))], Last.PlusDays(-24));

    public static TrendPicture FallPicture { get; } = Picture(Fall, "London Heathrow lounge", "NPS 31 (22 to 40) from 400 answers, down from 45");

    /// <summary>Flat, at 0, every week.</summary>
    public static ScoreTrend Flat { get; } = new(Metric.Nps, null, [.. Enumerable.Range(0, 13).Select(week => Point(12 - week, 100, 0))]);

    public static TrendPicture Picture(ScoreTrend trend, string title = "Spa", string line = "NPS 0 (−9 to 9) from 100 answers") =>
        new(trend, title, line, "Band: 95% interval · striped: too few answers · lower since Fri 30 Oct");

    public static TrendPoint Point(int weeksAgo, int answers, double nps)
    {
        var half = 180 / Math.Sqrt(answers);
        return new(Last.PlusWeeks(-weeksAgo), new(answers, nps, Math.Max(-100, nps - half), Math.Min(100, nps + half)));
    }
}
