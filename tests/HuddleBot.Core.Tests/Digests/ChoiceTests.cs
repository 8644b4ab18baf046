using HuddleBot.Core.Digests;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Tests.Builders;
using NodaTime;

namespace HuddleBot.Core.Tests.Digests;

/// <summary>Whose words stand for many, what is celebrated, and the one thing to decide.</summary>
public sealed class ChoiceTests
{
    private static readonly Instant Noon = Given.Now;

    private static (IssueId, Response) Said(string team, string id, string? words, double hoursAgo, string? customer = null) => (
        IssueId.OfResponse(new(team), "lounge", id),
        Given.Response(comment: words, answeredAt: Noon - Duration.FromHours(hoursAgo)) with { Id = id, Customer = customer is null ? null : new(customer, "Ann", "a@example.com", null, null, null, true) });

    [Fact]
    public void Verbatims_are_of_different_teams_first_and_of_different_customers_always()
    {
        var chosen = VerbatimChoice.Of(
            [
                Said("a", "1", "The newest of all, from team a", 1, "c-1"), Said("a", "2", "A little older, from team a", 2, "c-2"), Said("a", "3", "The same customer, somewhere else", 3, "c-1"),
                Said("b", "4", "Older still, but of team b", 50), Said("b", "5", null, 0),
            ],
            3);
        Assert.Equal(["The newest of all, from team a", "Older still, but of team b", "A little older, from team a"], chosen.Select(one => one.Words));
    }

    [Fact]
    public void Words_that_hardly_say_anything_come_last_and_nothing_is_cut()
    {
        var lengthy = string.Join(' ', Enumerable.Repeat("We waited for the bus.", 200));
        Assert.Equal([lengthy, "Bad."], VerbatimChoice.Of([Said("a", "1", "Bad.", 1), Said("b", "2", lengthy, 90)], 3).Select(one => one.Words));
    }

    [Fact]
    public void A_verbatim_has_no_contact_data() =>
        Assert.Equal(
            ["Issue", "Words", "Score", "AnsweredAt"], typeof(DigestVerbatim).GetProperties().Select(property => property.Name).Where(name => name != "EqualityContract"));

    private static Undecided Waits(string key, int customers, double? value, int days, int unvalued = 0) =>
        new(ThemeId.Of(key), [], Noon - Duration.FromDays(days - 1), Noon, customers, value, unvalued);

    [Fact]
    public void The_thing_to_decide_is_what_costs_most()
    {
        var (many, dear, old) = (Waits("many", 20, 20 * 100, 5), Waits("dear", 1, 20_000, 5), Waits("old", 2, 2 * 100, 90));
        Assert.Equal(dear, ThingsToDecide.Choose([many, dear, old], Noon));
        Assert.Equal(old, ThingsToDecide.Choose([many, old], Noon));
        Assert.Null(ThingsToDecide.Choose([], Noon));
    }

    [Fact]
    public void A_customer_whose_worth_is_not_known_counts_as_much_as_usual()
    {
        var (known, unknown) = (Waits("known", 3, 300, 10), Waits("unknown", 4, null, 10, unvalued: 4));
        Assert.Equal(unknown, ThingsToDecide.Choose([known, unknown], Noon));
    }

    [Fact]
    public void A_customer_at_risk_costs_more_by_the_bounds_of_the_team()
    {
        var (calm, cross) = (Waits("calm", 1, 9_000, 5), Waits("cross", 1, 5_000, 5) with { AtRisk = 1, AtRiskValue = 5_000 });
        Assert.Equal(calm, ThingsToDecide.Choose([calm, cross], Noon));
        Assert.Equal(cross with { Bounds = new(5_000) }, ThingsToDecide.Choose([calm, cross with { Bounds = new(5_000) }], Noon));
        Assert.Equal(calm, ThingsToDecide.Choose([calm, cross with { Bounds = new(5_000, AtRiskCounts: 1) }], Noon));
    }

    [Fact]
    public void Of_the_same_cost_what_was_asked_first_is_decided_first()
    {
        var (older, newer) = (Waits("b", 1, 100, 3) with { AskedAt = Noon - Duration.FromHours(60) }, Waits("a", 1, 100, 3) with { AskedAt = Noon - Duration.FromHours(50) });
        Assert.Equal(older, ThingsToDecide.Choose([newer, older], Noon));
    }

    private static Win Worked(int i) => new Win.FixWorked(IssueId.OfResponse(new("a"), "lounge", $"{i}"), null, null, Noon);

    private static IReadOnlyList<Win> Wins(int count, int from = 0) => [.. Enumerable.Range(from, count).Select(Worked)];

    private static readonly Win.Celebrated Praise = new(VerbatimChoice.Verbatim(Said("a", "9", "So kind!", 1).Item1, Said("a", "9", "So kind!", 1).Item2), null, 4);

    [Fact]
    public void Two_of_each_kind_are_celebrated_then_more_where_there_is_room()
    {
        var (rose, recovered, worked) = (Wins(1, 10), Wins(3, 20), Wins(9, 30));
        Assert.Equal([.. rose, .. recovered.Take(2), .. worked.Take(2), Praise], WinChoice.Of(rose, recovered, worked, Praise, 6));
        Assert.Equal([.. rose, .. recovered.Take(3), .. worked.Take(2)], WinChoice.Of(rose, recovered, worked, null, 6));
        Assert.Equal(worked.Take(5).Append(Praise), WinChoice.Of([], [], worked, Praise, 6));
        Assert.Empty(WinChoice.Of([], [], [], null, 6));
    }
}
