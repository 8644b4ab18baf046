using HuddleBot.Benchmarks.Drops;
using NodaTime;

namespace HuddleBot.Benchmarks.Silences;

/// <summary>One sign: in which hour it was given, and in which it arrived; hours since the beginning, a Monday at midnight.</summary>
internal readonly record struct Sign(int Given, int Arrived);

/// <summary>A kind of feed or team: what comes of it when nothing is wrong.</summary>
/// <param name="IsWork">What people do: told in working days.</param>
/// <param name="Of">The signs of so many days, in the order of their arrival.</param>
internal sealed record Pace(string Name, bool IsWork, Func<Dice, int, IEnumerable<Sign>> Of)
{
    private const int DaysOfYear = 365;

    public static readonly Instant Begin = Instant.FromUtc(2024, 1, 1, 0, 0);

    public static IReadOnlyList<Pace> All { get; } =
    [
        new("all day, 20 a day", false, (dice, days) => ByDay(dice, days, _ => 20)),
        new("3 a day", false, (dice, days) => ByDay(dice, days, _ => 3)),
        new("1 a day", false, (dice, days) => ByDay(dice, days, _ => 1)),
        new("1 in 3 days", false, (dice, days) => ByDay(dice, days, _ => 1 / 3.0)),
        new("1 in 10 days", false, (dice, days) => ByDay(dice, days, _ => 0.1)),
        new("weekdays, 10 a day", false, (dice, days) => ByDay(dice, days, day => IsWeekend(day) ? 0 : 10)),
        new("weekdays, not on 8 holidays", false, (dice, days) => ByDay(dice, days, day => IsWeekend(day) || IsHoliday(day) ? 0 : 10)),
        new("a file on Mondays, some a day late", false, (dice, days) => Mondays(dice, days, 0)),
        new("a file on Mondays, 1 in 40 left out", false, (dice, days) => Mondays(dice, days, 0.025)),
        new("a file each month", false, Months),
        new("bursts, 6 a year", false, (dice, days) => ByDay(dice, days, Bursts(dice, days))),
        new("heavy-tailed gaps", false, HeavyTailed),
        new("seasonal, 0.4 to 7.6 a day", false, (dice, days) => ByDay(dice, days, day => 4 * (1 + (0.9 * Math.Sin(2 * Math.PI * day / DaysOfYear))))),
        new("season, 8 months a year", false, (dice, days) => ByDay(dice, days, day => day % DaysOfYear < 243 ? 5 : 0)),
        new("a team, 2 things a working day", true, (dice, days) => ByDay(dice, days, day => IsWeekend(day) ? 0 : 2)),
        new("a team, 1 in 2 working days", true, (dice, days) => ByDay(dice, days, day => IsWeekend(day) ? 0 : 0.5)),
        new("a team that only meets, Wednesdays", true, Wednesdays),
    ];

    /// <summary>So many a day on average, in the 14 hours from 08:00.</summary>
    private static IEnumerable<Sign> ByDay(Dice dice, int days, Func<int, double> perDay)
    {
        for (var day = 0; day < days; day++)
        {
            var (mean, hours) = (perDay(day), new SortedSet<int>());
            for (var left = mean <= 0 ? 0 : dice.Poisson(mean); left > 0; left--) hours.Add((day * 24) + 8 + (int)(dice.Next() * 14));
            foreach (var hour in hours) yield return new(hour, hour);
        }
    }

    private static bool IsWeekend(int day) => day % 7 >= 5;

    /// <summary>New year, Good Friday and Easter Monday, two in May, one in August, Christmas and the day after; no calendar knows of them.</summary>
    private static bool IsHoliday(int day) => (day % DaysOfYear) is 0 or 88 or 91 or 126 or 147 or 238 or 358 or 359;

    /// <summary>The answers of a week, five a day, in a file on Monday at six; one file in twenty comes a day late.</summary>
    /// <param name="leftOut">The share of files that come only with the next.</param>
    private static IEnumerable<Sign> Mondays(Dice dice, int days, double leftOut)
    {
        var waiting = new List<int>();
        foreach (var sign in ByDay(dice, days, _ => 5))
        {
            if (waiting.Count > 0 && sign.Given / 168 != waiting[^1] / 168)
            {
                var (arrived, luck) = ((((waiting[^1] / 168) + 1) * 168) + 6, dice.Next());
                if (luck >= leftOut)
                {
                    foreach (var given in waiting) yield return new(given, arrived + (luck < leftOut + 0.05 ? 24 : 0));
                    waiting.Clear();
                }
            }

            waiting.Add(sign.Given);
        }
    }

    /// <summary>The answers of a month, five a day, in a file on one of the first five days of the next.</summary>
    private static IEnumerable<Sign> Months(Dice dice, int days)
    {
        foreach (var month in ByDay(dice, days, _ => 5).GroupBy(sign => MonthOf(sign.Given)))
        {
            var next = Begin.InUtc().Date.With(DateAdjusters.StartOfMonth).PlusMonths(month.Key + 1);
            var arrived = (Period.DaysBetween(Begin.InUtc().Date, next) * 24) + (int)(dice.Next() * 5 * 24);
            foreach (var sign in month) yield return sign with { Arrived = arrived };
        }

        static int MonthOf(int hour) => (Begin + Duration.FromHours(hour)).InUtc().Date is var date ? ((date.Year - 2024) * 12) + date.Month - 1 : 0;
    }

    /// <summary>Campaigns of 5 to 20 days at five a day, at any time of the year; nothing in between.</summary>
    private static Func<int, double> Bursts(Dice dice, int days)
    {
        var isOn = new bool[days];
        for (var campaign = 0; campaign < 6.0 * days / DaysOfYear; campaign++)
        {
            var (start, length) = ((int)(dice.Next() * days), 5 + (int)(dice.Next() * 16));
            for (var day = start; day < Math.Min(days, start + length); day++) isOn[day] = true;
        }

        return day => isOn[day] ? 5 : 0;
    }

    /// <summary>Pareto's: no gap under eight hours, and one in a hundred longer than a week.</summary>
    private static IEnumerable<Sign> HeavyTailed(Dice dice, int days)
    {
        for (var hour = 8.0; hour < days * 24; hour += 8 * Math.Pow(1 - dice.Next(), -1 / 1.5)) yield return new((int)hour, (int)hour);
    }

    /// <summary>One Wednesday in twenty it falls out.</summary>
    private static IEnumerable<Sign> Wednesdays(Dice dice, int days)
    {
        for (var day = 2; day < days; day += 7)
        {
            if (dice.Next() >= 0.05) yield return new((day * 24) + 9, (day * 24) + 9);
        }
    }
}
