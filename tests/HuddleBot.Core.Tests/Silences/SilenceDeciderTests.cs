using HuddleBot.Core.Silences;
using NodaTime;

namespace HuddleBot.Core.Tests.Silences;

/// <summary>
/// A day without answers on a daily feed; weekends; a file on Mondays; an outage that is over; the first weeks; history that came in one parcel; what everybody knows by now.
/// </summary>
public sealed class SilenceDeciderTests
{
    /// <summary>A Monday.</summary>
    private static readonly Instant Begin = Instant.FromUtc(2026, 1, 5, 0, 0);

    [Fact]
    public void What_comes_every_day_is_silent_before_two_days_are_over()
    {
        var signs = Live(Days(60).Select(At(10)));
        Assert.Null(Judge(signs, 59 * 24 + 10 + 41));
        var silent = Judge(signs, 59 * 24 + 10 + 42)!;
        Assert.Equal(Begin + Duration.FromHours((59 * 24) + 10), silent.Since);
        Assert.Equal(1, silent.Usual, 2);
        Assert.Equal(1.75, silent.Lasted, 2);
        Assert.InRange(silent.ByChanceOnceInYears, 0.5, 100);
    }

    [Fact]
    public void Weekends_are_usual_where_they_were_quiet_before()
    {
        var signs = Live(Days(70).Where(day => day % 7 < 5).SelectMany(day => Enumerable.Range(9, 9).Select(hour => (day * 24) + hour)));
        var friday = ((67 + 0) * 24) + 17;
        Assert.Null(Judge(signs, friday + (3 * 24)));
        Assert.NotNull(Judge(signs, friday + (5 * 24)));
    }

    [Fact]
    public void A_file_on_Mondays_is_missed_when_the_next_one_is_and_not_before()
    {
        var given = Days(70).Select(At(12)).ToList();
        var signs = new Signs([.. given.Select(Hour)], [.. Enumerable.Range(1, 10).Select(week => Hour((week * 168) + 6))]);
        var last = (10 * 168) + 6;
        Assert.Null(Judge(signs, last + (8 * 24)));
        var silent = Judge(signs, last + (13 * 24))!;
        Assert.Equal(7, silent.Usual, 1);
        Assert.Equal(Begin + Duration.FromHours(given[^1]), silent.Since);
    }

    [Fact]
    public void History_that_came_in_one_parcel_is_judged_by_its_own_pace()
    {
        var signs = new Signs([.. Days(60).Select(At(10)).Select(Hour)], [Hour(70 * 24)]);
        Assert.NotNull(Judge(signs, 70 * 24));
        Assert.Null(Judge(signs with { Given = [.. signs.Given, Hour((70 * 24) - 5)] }, 70 * 24));
    }

    [Fact]
    public void One_outage_does_not_make_the_next_one_usual_and_two_do()
    {
        var once = Days(120).Where(day => day is < 50 or >= 65);
        Assert.Equal(1, Judge(Live(once.Select(At(10))), (119 * 24) + 10 + 60)!.Usual, 2);
        var twice = once.Where(day => day is < 90 or >= 105);
        Assert.Null(Judge(Live(twice.Select(At(10))), (119 * 24) + 10 + 60));
    }

    [Fact]
    public void The_first_weeks_say_nothing()
    {
        Assert.Null(Judge(Signs.None, 500));
        Assert.Null(Judge(Live([5]), 24 * 80));
        Assert.Null(Judge(Live(Days(28).Select(At(10))), 24 * 60));
        Assert.NotNull(Judge(Live(Days(30).Select(At(10))), 24 * 60));
    }

    [Fact]
    public void After_a_quarter_of_a_year_everybody_knows()
    {
        var signs = Live(Days(100).Select(At(10)));
        Assert.NotNull(Judge(signs, (99 + 90) * 24));
        Assert.Null(Judge(signs, (99 + 93) * 24));
    }

    [Fact]
    public void What_comes_later_is_not_known_yet()
    {
        var signs = Live([.. Days(60).Select(At(10)), 70 * 24]);
        Assert.NotNull(Judge(signs, 69 * 24));
        Assert.Null(Judge(signs, (70 * 24) + 1));
    }

    [Fact]
    public void A_team_that_works_from_Monday_to_Friday_is_not_silent_on_Monday_morning()
    {
        var clock = RunningDays.Of(DateTimeZone.Utc, day => day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday, Begin, Begin + Duration.FromDays(200));
        var signs = new Signs([.. Days(68).Where(day => day % 7 < 5).Select(At(10)).Select(Hour)], []);
        var friday = (67 * 24) + 10;
        Assert.Null(SilenceDecider.Judge(signs, clock, SilenceDecider.LeastOfPeople, Begin + Duration.FromHours(friday + (5 * 24))));
        var silent = SilenceDecider.Judge(signs, clock, SilenceDecider.LeastOfPeople, Begin + Duration.FromHours(friday + (6 * 24)))!;
        Assert.Equal(2, silent.Usual);
        Assert.Equal(4, silent.Lasted, 3);
    }

    private static IEnumerable<int> Days(int count) => Enumerable.Range(0, count);

    private static Func<int, int> At(int hour) => day => (day * 24) + hour;

    private static int Hour(int sinceBegin) => Signs.HourOf(Begin) + sinceBegin;

    private static Signs Live(IEnumerable<int> hours)
    {
        List<int> all = [.. hours.Select(Hour)];
        return new(all, all);
    }

    private static SilentSince? Judge(Signs signs, int atHour) => SilenceDecider.Judge(signs, RunningDays.Always, SilenceDecider.LeastOfFeed, Begin + Duration.FromHours(atHour));
}
