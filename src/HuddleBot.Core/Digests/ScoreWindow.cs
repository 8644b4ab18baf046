using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>Some days, and those before with which they are compared.</summary>
public sealed record ScoreWindow(DateInterval Now, DateInterval Before)
{
    /// <summary>From the first day of the earlier to the last of the later.</summary>
    public DateInterval Both => new(Before.Start, Now.End);

    /// <summary>The windows in which a period's score is looked for, the shortest first: the period itself, then four weeks and a quarter of a year that end with it, where they are longer.</summary>
    public static IReadOnlyList<ScoreWindow> Of(DigestPeriod period) =>
    [
        new(period.Days, period.Before.Days),
        .. new[] { 28, 91 }.Where(days => days > Longest(period.Span)).Select(days => Scores.ScoreWindows.Last(days, period.Days.End)).Select(now => new ScoreWindow(now, Scores.ScoreWindows.Before(now))),
    ];

    private static int Longest(DigestSpan span) => span switch { DigestSpan.Week => 7, DigestSpan.Month => 31, _ => 92 };
}
