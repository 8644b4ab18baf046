using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Posting;
using NodaTime;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.Posting;

/// <summary>The cap of a sliding hour · what exceeds it is gathered · quiet hours · what is posted at all.</summary>
public sealed class PostingDeciderTests
{
    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];

    [Fact]
    public void Within_the_cap_each_comment_is_a_card_of_its_own() =>
        Assert.Equal(new(5, 0, false, null), Plan(perHour: 12, posted: [], waiting: 5));

    [Fact]
    public void Fifty_at_once_are_twelve_cards_and_one_message_an_hour_later()
    {
        var first = Plan(perHour: 12, posted: [], waiting: 50);
        Assert.Equal((12, 0, true), (first.Singles, first.Gathered, first.Gathering));

        var posted = Enumerable.Repeat(Now, 12).ToList();
        var full = PostingDecider.Plan(Rules(12), London, posted, 38, gathering: true, Now + Duration.FromMinutes(59));
        Assert.Equal(new(0, 0, true, Now + Duration.FromHours(1)), full);

        Assert.Equal(new(0, 38, false, null), PostingDecider.Plan(Rules(12), London, posted, 38, gathering: true, Now + Duration.FromHours(1)));
    }

    [Fact]
    public void What_was_posted_by_a_clock_that_has_been_put_back_since_does_not_count() =>
        Assert.Equal(new(2, 0, false, null), Plan(perHour: 12, posted: [.. Enumerable.Repeat(Now + Duration.FromDays(1), 12)], waiting: 2));

    [Fact]
    public void One_that_had_to_wait_alone_is_a_card_again() =>
        Assert.Equal(new(1, 0, false, null), PostingDecider.Plan(Rules(1), London, [], 1, gathering: true, Now));

    [Fact]
    public void More_than_a_message_holds_goes_into_the_next()
    {
        var plan = PostingDecider.Plan(Rules(12), London, [], 100, gathering: true, Now);
        Assert.Equal((40, true), (plan.Gathered, plan.Gathering));
    }

    [Fact]
    public void Quiet_hours_hold_back_until_they_end()
    {
        var quiet = new QuietHours(new(20, 0), new(7, 0));
        var night = Instant.FromUtc(2026, 11, 20, 23, 30);
        var plan = PostingDecider.Plan(Rules(12) with { Quiet = quiet }, London, [], 3, gathering: false, night);
        Assert.Equal(new(0, 0, false, Instant.FromUtc(2026, 11, 21, 7, 0)), plan);
    }

    [Theory]
    [InlineData(PostImmediately.All, 9.0, true)]
    [InlineData(PostImmediately.All, null, true)]
    [InlineData(PostImmediately.Detractors, 6.0, true)]
    [InlineData(PostImmediately.Detractors, 7.0, false)]
    [InlineData(PostImmediately.Detractors, null, false)]
    [InlineData(PostImmediately.None, 0.0, false)]
    public void The_team_chooses_what_is_posted_at_once(PostImmediately choice, double? score, bool posted) =>
        Assert.Equal(posted, PostingDecider.IsToBePosted(Response(score), PostingRules.Default with { Immediately = choice }, PostChoice.Fresh, Now));

    [Fact]
    public void What_is_old_is_posted_only_when_an_import_says_so()
    {
        var old = Response(answeredAt: Now - Duration.FromDays(15));
        Assert.False(PostingDecider.IsToBePosted(old, PostingRules.Default, PostChoice.Fresh, Now));
        Assert.True(PostingDecider.IsToBePosted(old, PostingRules.Default, PostChoice.All, Now));
        Assert.False(PostingDecider.IsToBePosted(Response(), PostingRules.Default, PostChoice.None, Now));
    }

    /// <summary>Runs a team's channel through arrivals at random times: the cap holds in every hour, and everything is posted in the end.</summary>
    [Fact]
    public void Whatever_arrives_no_hour_exceeds_the_cap_and_nothing_is_left()
    {
        var arrivals = Gen.ListOf(Gen.Choose(0, 3 * 3600)).ToArbitrary();
        var caps = Gen.Choose(1, 20).ToArbitrary();
        Prop.ForAll(arrivals, caps, (seconds, perHour) =>
        {
            var (posted, shown) = Run([.. seconds.Order()], perHour);
            return shown == seconds.Count && posted.All(at => posted.Count(other => other > at - PostingDecider.Window && other <= at) <= perHour);
        }).QuickCheckThrowOnFailure();
    }

    private static (List<Instant> Posted, int Shown) Run(List<int> arrivals, int perHour)
    {
        var (posted, shown, waiting, gathering, now) = (new List<Instant>(), 0, 0, false, Now);
        var next = 0;
        while (next < arrivals.Count || waiting > 0)
        {
            while (next < arrivals.Count && Now + Duration.FromSeconds(arrivals[next]) <= now) (waiting, next) = (waiting + 1, next + 1);
            var plan = PostingDecider.Plan(Rules(perHour), London, posted, waiting, gathering, now);
            posted.AddRange(Enumerable.Repeat(now, plan.Singles + (plan.Gathered > 0 ? 1 : 0)));
            (shown, waiting, gathering) = (shown + plan.Singles + plan.Gathered, waiting - plan.Singles - plan.Gathered, plan.Gathering);
            var arrival = next < arrivals.Count ? Now + Duration.FromSeconds(arrivals[next]) : Instant.MaxValue;
            now = Instant.Max(now, Instant.Min(plan.LookAgain ?? Instant.MaxValue, arrival));
            if (now == Instant.MaxValue) break;
        }

        return (posted, shown);
    }

    private static PostingPlan Plan(int perHour, List<Instant> posted, int waiting) => PostingDecider.Plan(Rules(perHour), London, posted, waiting, gathering: false, Now);

    private static PostingRules Rules(int perHour) => PostingRules.Default with { PerHour = perHour };
}
