using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Tests.Builders;
using NodaTime;

namespace HuddleBot.Core.Tests.Huddles;

/// <summary>What holds for any team, in any zone, at any time between 1960 and 2040.</summary>
public sealed class CalendarPropertyTests
{
    private static readonly Gen<DateTimeZone> Zones = Gen.Elements([.. DateTimeZoneProviders.Tzdb.Ids]).Select(id => DateTimeZoneProviders.Tzdb[id]);
    private static readonly Gen<Instant> Moments = Gen.Choose((int)(Instant.FromUtc(1960, 1, 1, 0, 0).ToUnixTimeSeconds() / 60), (int)(Instant.FromUtc(2040, 1, 1, 0, 0).ToUnixTimeSeconds() / 60))
        .Select(minutes => Instant.FromUnixTimeSeconds(60L * minutes));

    private static readonly Gen<HuddleSchedule> Schedules =
        from minute in Gen.Choose(0, (24 * 60) - 1)
        from days in Gen.SubListOf(Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None))
        from isOfDayBefore in Gen.Elements(true, false)
        select HuddleSchedule.Usual(LocalTime.FromMinutesSinceMidnight(minute)) with { Days = days.Count > 0 ? days.ToHashSet() : null, IsOfDayBefore = isOfDayBefore };

    private static readonly Gen<FrontlineTeam> Teams =
        from zone in Zones
        from huddles in Gen.ListOf(Schedules, 3)
        select Given.FrontDesk with { TimeZone = zone, Huddles = [.. huddles.Select((huddle, i) => huddle with { Id = $"h{i}" })] };

    private static readonly Gen<(FrontlineTeam Team, Instant From, int Days, int Split)> Cases =
        from team in Teams
        from moment in Moments
        from nearChange in Gen.Elements(true, false)
        from days in Gen.Choose(1, 40)
        from split in Gen.Choose(0, days * 24 * 60)
        select (team, nearChange ? ChangeAfter(moment, team.TimeZone) - Duration.FromDays(days / 2) : moment, days, split);

    [Fact]
    public void They_come_in_order_each_once_and_in_the_time_asked_for() => Holds((team, from, until, _) =>
    {
        var all = HuddleCalendar.Between(team, null, from, until).ToList();
        return all.Select(one => one.StartsAt).SequenceEqual(all.Select(one => one.StartsAt).Order()) && all.DistinctBy(one => one.Id).Count() == all.Count
            && all.TrueForAll(one => one.StartsAt >= from && one.StartsAt < until);
    });

    [Fact]
    public void Two_halves_make_the_whole() => Holds((team, from, until, middle) =>
        HuddleCalendar.Between(team, null, from, middle).Concat(HuddleCalendar.Between(team, null, middle, until)).SequenceEqual(HuddleCalendar.Between(team, null, from, until)));

    [Fact]
    public void One_after_the_other_they_are_the_same_as_all_at_once() => Holds((team, from, until, _) =>
    {
        var walked = new List<HuddleOccurrence>();
        for (var now = from; HuddleCalendar.Next(team, null, now, 1) is [var next] && next.StartsAt < until; now = next.StartsAt + Duration.Epsilon) walked.Add(next);
        return walked.Select(one => one.StartsAt).SequenceEqual(HuddleCalendar.Between(team, null, from, until).Select(one => one.StartsAt).Distinct());
    });

    [Fact]
    public void The_wall_shows_its_time_or_the_first_after_a_gap() => Holds((team, from, until, _) => HuddleCalendar.Between(team, null, from, until).All(one =>
    {
        var (meant, shown) = (one.Id.Date.PlusDays(one.Schedule.IsOfDayBefore ? 1 : 0) + one.Schedule.At, one.StartsAt.InZone(team.TimeZone).LocalDateTime);
        return one.Shift == ClockShift.Skipped ? shown > meant && team.TimeZone.MapLocal(meant).Count == 0 : shown == meant;
    }));

    private static void Holds(Func<FrontlineTeam, Instant, Instant, Instant, bool> property) =>
        Prop.ForAll(Cases.ToArbitrary(), some => property(some.Team, some.From, some.From + Duration.FromDays(some.Days), some.From + Duration.FromMinutes(some.Split)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static Instant ChangeAfter(Instant moment, DateTimeZone zone) => zone.GetZoneInterval(moment) is { HasEnd: true, End: var end } && end < Instant.FromUtc(2040, 1, 1, 0, 0) ? end : moment;
}
