using NodaTime;

namespace HuddleBot.Core.Silences;

/// <summary>Whether what gave signs has gone silent. Pure; <c>docs/silence.md</c> has the figures by which its constants were chosen.</summary>
public static class SilenceDecider
{
    /// <summary>Silent after so many usual gaps: found before two are over, however often anybody looks.</summary>
    public const double UsualGaps = 1.75;

    /// <summary>The least usual gap of what comes by itself, in days.</summary>
    public const double LeastOfFeed = 1;

    /// <summary>The least usual gap of what people do, in working days: somebody may be ill for a day.</summary>
    public const double LeastOfPeople = 2;

    /// <summary>What was longer ago is forgotten: a year, with room for a feast that moves.</summary>
    public static readonly Duration LooksBack = Duration.FromDays(400);

    /// <summary>It is told for a quarter of a year, or so many usual gaps where that is longer; after that everybody knows.</summary>
    private const double DaysTold = 91;
    private const double UsualGapsTold = 4;

    private const double MostYears = 100;
    private const double DaysPerYear = 365.25;

    /// <param name="clock">The time in which both are measured.</param>
    /// <param name="least">The least usual gap, in days of the clock.</param>
    /// <returns>Null: it is not silent, has been for so long that all know it, or too little is known.</returns>
    public static SilentSince? Judge(Signs signs, RunningDays clock, double least, Instant now)
    {
        var known = signs.AsOf(now);
        if (Pace.Of(known.Given, clock, least, now) is not { Usual: { } usual } given || given.Wait < UsualGaps * usual.Days) return null;

        // What comes in parcels is missed when the parcel is. One parcel says nothing of the next.
        if (Pace.Of(known.Arrived, clock, least, now) is { Longest: > 0 } arrived)
        {
            var parcel = arrived.Usual ?? new UsualGap(Math.Max(least, arrived.Longest), arrived.Longest);
            if (arrived.Wait < UsualGaps * parcel.Days) return null;
            if (parcel.Days > usual.Days) usual = parcel;
        }

        if (given.Wait > Math.Max(DaysTold, UsualGapsTold * usual.Days)) return null;
        return new(Signs.StartOf(known.Given[^1]), usual.Days, given.Wait, YearsFor(given.Wait, usual.Learned));
    }

    /// <summary>
    /// As if signs came by pure chance, at the pace that has this usual gap: a wait of so many days then comes once in so many years. What is more regular than chance waits so long less
    /// often.
    /// </summary>
    private static double YearsFor(double wait, double usual)
    {
        var mean = usual / -Math.Log(1 - UsualGap.ShareOfTime);
        return Math.Min(MostYears, mean * Math.Exp(wait / mean) / DaysPerYear);
    }

    private sealed record Pace(double Wait, double Longest, UsualGap? Usual)
    {
        /// <summary>Null: there was no sign.</summary>
        public static Pace? Of(IReadOnlyList<int> hours, RunningDays clock, double least, Instant now)
        {
            if (hours.Count == 0) return null;
            var at = hours.Select(hour => clock.At(Signs.StartOf(hour))).ToList();
            var gaps = at.Zip(at.Skip(1), (before, after) => after - before).ToList();
            var longest = gaps.Count == 0 ? 0 : gaps.Max();
            return new(clock.At(now) - at[^1], longest >= 1 ? longest : 0, UsualGap.Of(gaps, least));
        }
    }
}

/// <param name="Since">The hour of the last sign.</param>
/// <param name="Usual">The usual gap, in days of the clock.</param>
/// <param name="Lasted">Since the last sign, in days of the clock.</param>
/// <param name="ByChanceOnceInYears">See <see cref="UnusualWait"/>.</param>
public sealed record SilentSince(Instant Since, double Usual, double Lasted, double ByChanceOnceInYears);
