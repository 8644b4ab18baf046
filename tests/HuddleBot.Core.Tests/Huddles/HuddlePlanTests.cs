using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Tests.Builders;
using NodaTime;

namespace HuddleBot.Core.Tests.Huddles;

/// <summary>Prepared in time · caught up in the window · passed over after it, once for all in a row · whatever moments the bot gets to look.</summary>
public sealed class HuddlePlanTests
{
    private static readonly Duration Ahead = Duration.FromMinutes(3);
    private static readonly Instant Begin = Instant.FromUtc(2026, 11, 23, 0, 0);

    private static readonly FrontlineTeam Team = Given.FrontDesk with
    {
        Huddles = [HuddleSchedule.Usual(new(9, 15)), HuddleSchedule.Usual(new(16, 0)) with { Id = "evening", CatchUp = Duration.Zero, PostBefore = Duration.Zero }],
    };

    [Theory]
    [InlineData("09:01:59", 0, 0)]
    [InlineData("09:02:00", 1, 0)]
    [InlineData("09:45:00", 1, 0)]
    [InlineData("09:45:01", 0, 1)]
    public void The_window_is_kept_to_the_second(string at, int announced, int skipped)
    {
        var plan = Plan(Begin + Duration.FromTimeSpan(TimeSpan.Parse(at, System.Globalization.CultureInfo.InvariantCulture)), []);
        Assert.Equal((announced, skipped), (plan.Announce.Count, plan.Skip.Count));
    }

    [Fact]
    public void One_that_is_never_caught_up_is_still_held_by_a_look_a_little_late() =>
        Assert.Equal(["evening"], Plan(Begin + Duration.FromHours(16) + Duration.FromSeconds(59), [Of("2026-11-23-huddle")]).Announce.Select(one => one.Id.Schedule));

    [Fact]
    public void The_next_look_is_when_the_next_is_prepared() =>
        Assert.Equal(Begin + Duration.FromHours(16) - Ahead, Plan(Begin + Duration.FromHours(10), [Of("2026-11-23-huddle")]).LookAgain);

    [Fact]
    public void What_was_missed_before_one_that_is_there_is_settled() => Assert.Empty(Plan(Begin + Duration.FromDays(3), [Of("2026-11-25-huddle"), Of("2026-11-25-evening")]).Skip);

    [Fact]
    public void Whenever_it_looks_each_huddle_is_made_or_passed_over_once_and_none_in_time_is_passed_over() =>
        Prop.ForAll(Looks(), looks =>
        {
            var (made, skipped, count) = (new List<HuddleId>(), new List<HuddleId>(), 0);
            foreach (var now in looks)
            {
                var plan = Plan(now, made);
                count += plan.Skip.Sum(one => one.More + 1) + plan.Announce.Count;
                skipped.AddRange(plan.Skip.Select(one => one.Occurrence.Id));
                made.AddRange(plan.Skip.Select(one => one.Occurrence.Id).Concat(plan.Announce.Select(one => one.Id)));
                if (plan.Announce.Any(one => now < one.PostsAt - Ahead || now > one.StartsAt + Duration.Max(one.Schedule.CatchUp, Duration.FromMinutes(1)))) return false;
            }

            // Every occurrence whose preparation was due by the last look is accounted for once.
            var due = HuddleCalendar.Between(Team, null, Begin, looks[^1] + Duration.FromDays(1)).Count(one => one.PostsAt - Ahead <= looks[^1]);
            var wasSeenInTime = skipped.All(id => HuddleCalendar.Between(Team, null, Begin, looks[^1]).Where(one => one.Id == id)
                .All(one => !looks.Any(now => now >= one.PostsAt - Ahead && now <= one.StartsAt + one.Schedule.CatchUp)));
            return made.Count == made.Distinct().Count() && count == due && wasSeenInTime;
        }).QuickCheckThrowOnFailure();

    /// <summary>Moments in the order of time over five working days, some close together, some far apart.</summary>
    private static Arbitrary<IReadOnlyList<Instant>> Looks() =>
        (from minutes in Gen.NonEmptyListOf(Gen.Choose(0, 5 * 24 * 60)) select (IReadOnlyList<Instant>)[.. minutes.Order().Select(minute => Begin + Duration.FromMinutes(minute))]).ToArbitrary();

    private static HuddlePlan Plan(Instant now, IReadOnlyCollection<HuddleId> made) => HuddlePlan.Of(
        HuddleCalendar.Between(Team, null, now - HuddlePlan.LookBack, now + Duration.FromDays(8)), made, _ => Begin, Ahead, now);

    private static HuddleId Of(string key) => HuddleId.TryParse($"front-desk.{key[..10]}.{key[11..]}")!;
}
