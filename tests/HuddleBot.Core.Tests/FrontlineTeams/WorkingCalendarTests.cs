using HuddleBot.Core.FrontlineTeams;
using NodaTime;

namespace HuddleBot.Core.Tests.FrontlineTeams;

public sealed class WorkingCalendarTests
{
    private static readonly LocalDate Friday = new(2026, 11, 20);

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 4)]
    [InlineData(5, 7)]
    [InlineData(6, 10)]
    public void Weekends_do_not_count(int workingDays, int days) => Assert.Equal(Friday.PlusDays(days), WorkingCalendar.MondayToFriday.Plus(Friday, workingDays));

    [Fact]
    public void Holidays_do_not_count_either()
    {
        var calendar = WorkingCalendar.MondayToFriday with { Holidays = new HashSet<LocalDate> { new(2026, 12, 25), new(2026, 12, 28), new(2027, 1, 1) } };
        Assert.False(calendar.IsWorkingDay(new(2026, 12, 25)));
        Assert.Equal(new LocalDate(2026, 12, 29), calendar.Plus(new(2026, 12, 24), 1));
        Assert.Equal(new LocalDate(2027, 1, 4), calendar.Plus(new(2026, 12, 31), 1));
    }

    [Fact]
    public void A_team_may_work_at_weekends_only()
    {
        var calendar = WorkingCalendar.MondayToFriday with { WorkingDays = new HashSet<IsoDayOfWeek> { IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday } };
        Assert.Equal(Friday.PlusDays(1), calendar.Plus(Friday, 1));
        Assert.Equal(Friday.PlusDays(8), calendar.Plus(Friday, 3));
    }

    [Fact]
    public void A_calendar_without_a_working_day_still_gives_a_date()
    {
        var calendar = WorkingCalendar.MondayToFriday with { WorkingDays = new HashSet<IsoDayOfWeek>() };
        Assert.Equal(Friday.PlusDays(3), calendar.Plus(Friday, 3));
    }
}
