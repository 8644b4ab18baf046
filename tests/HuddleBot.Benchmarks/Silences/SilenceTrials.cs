using HuddleBot.Benchmarks.Drops;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Silences;
using NodaTime;

namespace HuddleBot.Benchmarks.Silences;

/// <param name="Calls">Silences that were none.</param>
/// <param name="ToldInWeeks">Monday mornings on which one would have stood in the digest.</param>
/// <param name="CallsAfterFirstYear">Of them, in the second year or later.</param>
internal sealed record FalseCalls(int Calls, int ToldInWeeks, int CallsAfterFirstYear, double Years, double YearsAfterFirst);

/// <param name="UsualGap">What was learned, in days of the clock; null: too little was known to say anything.</param>
/// <param name="FoundAfter">In the same days; null: not found within four usual gaps.</param>
internal sealed record Stop(double? UsualGap, double? FoundAfter);

/// <summary>What the decider makes of feeds in which nothing is wrong, and of feeds that stop.</summary>
internal static class SilenceTrials
{
    private const int DaysOfYear = 365;

    /// <param name="years">From the first sign; what is learned is learned in them.</param>
    public static FalseCalls False(Pace pace, int feeds, int years, ulong seed)
    {
        var (calls, told, later) = (0, 0, 0);
        var clock = ClockOf(pace, years);
        for (var feed = 0; feed < feeds; feed++)
        {
            var signs = pace.Of(new(seed + ((ulong)feed * 7919)), years * DaysOfYear).ToList();
            for (var next = 1; next < signs.Count; next++)
            {
                if (signs[next].Arrived - signs[next - 1].Arrived <= 24) continue;
                var atLast = Math.Min(signs[next].Arrived, signs[next - 1].Arrived + (90 * 24));
                if (Judge(pace, signs, next, clock, signs[next].Arrived) is null && Judge(pace, signs, next, clock, atLast) is null) continue;
                calls++;
                if (signs[next].Arrived > DaysOfYear * 24) later++;
                for (var monday = ((signs[next - 1].Arrived / 168) * 168) + 8; monday < signs[next].Arrived; monday += 168)
                {
                    if (monday > signs[next - 1].Arrived && Judge(pace, signs, next, clock, monday) is not null) told++;
                }
            }
        }

        return new(calls, told, later, feeds * years, feeds * (years - 1));
    }

    /// <summary>Each stops at a moment of its own after so many days.</summary>
    public static IReadOnlyList<Stop> Stops(Pace pace, int feeds, int afterDays, ulong seed)
    {
        var (clock, stops) = (ClockOf(pace, (afterDays / DaysOfYear) + 4), new List<Stop>());
        for (var feed = 0; feed < feeds; feed++)
        {
            var dice = new Dice(seed + ((ulong)feed * 104_729));
            var stop = (afterDays * 24) + (int)(dice.Next() * 60 * 24);
            var signs = pace.Of(dice, afterDays + 60).Where(sign => sign.Arrived < stop).ToList();
            if (signs.Count > 0) stops.Add(Find(pace, signs, clock));
        }

        return stops;
    }

    /// <summary>The gap that the last sign exceeds in one hour of a hundred, in the long run and without anything learned; in days of the clock.</summary>
    public static double TrueGap(Pace pace, ulong seed)
    {
        const int Years = 40;
        var clock = ClockOf(pace, Years);
        double[] at = [.. pace.Of(new(seed), Years * DaysOfYear).Select(sign => sign.Arrived).Distinct().Order().Select(hour => clock.At(Pace.Begin + Duration.FromHours(hour)))];
        double[] gaps = [.. at.Zip(at.Skip(1), (before, after) => after - before).Where(gap => gap > 0).Order()];
        var (low, high, all) = (0.0, gaps[^1], gaps.Sum());
        while (high - low > 0.001)
        {
            var middle = (low + high) / 2;
            if (gaps.Sum(gap => Math.Max(0, gap - middle)) > (1 - UsualGap.ShareOfTime) * all) low = middle;
            else high = middle;
        }

        return Math.Max(LeastOf(pace), high);
    }

    private static Stop Find(Pace pace, List<Sign> signs, RunningDays clock)
    {
        const int Step = 3;
        var last = signs[^1].Arrived;
        var lastAt = clock.At(Pace.Begin + Duration.FromHours(last));
        var known = Known(signs, signs.Count, last);
        for (var hour = last + Step; hour < last + (DaysOfYear * 24); hour += Step)
        {
            if (SilenceDecider.Judge(known, clock, LeastOf(pace), Pace.Begin + Duration.FromHours(hour)) is { } silent) return new(silent.Usual, clock.At(Pace.Begin + Duration.FromHours(hour)) - lastAt);
        }

        return new(null, null);
    }

    private static SilentSince? Judge(Pace pace, List<Sign> signs, int known, RunningDays clock, int hour) =>
        SilenceDecider.Judge(Known(signs, known, hour), clock, LeastOf(pace), Pace.Begin + Duration.FromHours(hour));

    private static Signs Known(List<Sign> signs, int known, int hour)
    {
        var (given, arrived, first) = (new List<int>(), new List<int>(), Signs.HourOf(Pace.Begin));
        var from = hour - (int)SilenceDecider.LooksBack.TotalHours;
        for (var i = 0; i < known; i++)
        {
            if (signs[i].Arrived < from) continue;
            if (given.Count == 0 || signs[i].Given + first > given[^1]) given.Add(signs[i].Given + first);
            if (arrived.Count == 0 || signs[i].Arrived + first > arrived[^1]) arrived.Add(signs[i].Arrived + first);
        }

        return new(given, arrived);
    }

    private static double LeastOf(Pace pace) => pace.IsWork ? SilenceDecider.LeastOfPeople : SilenceDecider.LeastOfFeed;

    private static RunningDays ClockOf(Pace pace, int years) => !pace.IsWork
        ? RunningDays.Always
        : RunningDays.Of(DateTimeZone.Utc, day => !WorkingCalendar.MondayToFriday.IsWorkingDay(day), Pace.Begin, Pace.Begin + Duration.FromDays((years + 1) * DaysOfYear));
}
