using HuddleBot.Core.Digests;
using NodaTime;

namespace HuddleBot.Core.Tests.Digests;

public sealed class DigestPeriodTests
{
    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];

    [Theory]
    [InlineData(DigestSpan.Week, 2026, 11, 23, "2026-11-16", "2026-11-22", "2026-11-09")]
    [InlineData(DigestSpan.Week, 2026, 11, 25, "2026-11-18", "2026-11-24", "2026-11-11")]
    [InlineData(DigestSpan.Month, 2027, 1, 1, "2026-12-01", "2026-12-31", "2026-11-01")]
    [InlineData(DigestSpan.Month, 2028, 3, 14, "2028-02-01", "2028-02-29", "2028-01-01")]
    [InlineData(DigestSpan.Quarter, 2027, 1, 4, "2026-10-01", "2026-12-31", "2026-07-01")]
    public void The_last_whole_one_before_a_day(DigestSpan span, int year, int month, int day, string first, string last, string before)
    {
        var period = DigestPeriod.LastBefore(span, new(year, month, day), London);
        Assert.Equal((first, last, before), (Iso(period.Days.Start), Iso(period.Days.End), Iso(period.Before.First)));
        Assert.Equal(period.Start, period.Before.End);
    }

    [Fact]
    public void A_week_in_which_the_clocks_go_back_is_an_hour_longer()
    {
        var period = DigestPeriod.LastBefore(DigestSpan.Week, new(2026, 10, 26), London);
        Assert.Equal(Duration.FromHours((7 * 24) + 1), period.End - period.Start);
    }

    [Fact]
    public void A_month_begins_on_its_first_day()
    {
        Assert.Throws<ArgumentException>(() => new DigestPeriod(DigestSpan.Month, new(2026, 11, 2), London));
        Assert.Throws<ArgumentException>(() => new DigestPeriod(DigestSpan.Quarter, new(2026, 11, 1), London));
    }

    [Fact]
    public void Scores_are_looked_for_in_the_period_then_in_longer_windows_that_end_with_it()
    {
        var week = DigestPeriod.LastBefore(DigestSpan.Week, new(2026, 11, 23), London);
        Assert.Equal([7, 28, 91], ScoreWindow.Of(week).Select(window => window.Now.Length));
        Assert.All(ScoreWindow.Of(week), window => Assert.Equal((week.Days.End, window.Now.Start.PlusDays(-1)), (window.Now.End, window.Before.End)));
        Assert.Equal([31, 91], ScoreWindow.Of(DigestPeriod.LastBefore(DigestSpan.Month, new(2026, 11, 1), London)).Select(window => window.Now.Length));
        Assert.Equal([92], ScoreWindow.Of(DigestPeriod.LastBefore(DigestSpan.Quarter, new(2026, 11, 1), London)).Select(window => window.Now.Length));
    }

    private static string Iso(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);
}
