using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Tests.Builders;

namespace HuddleBot.Core.Tests.FrontlineTeams;

public sealed class RoutingTests
{
    private static readonly Response Heathrow = Given.Response() with
    {
        Touchpoint = "Arrival", Attributes = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["airport"] = " London Heathrow AIRPORT ", ["empty"] = "" },
    };

    [Theory]
    [InlineData("lounge", null, null, true)]
    [InlineData("Lounge", null, null, false)]
    [InlineData("other", null, null, false)]
    [InlineData(null, "airport", "london heathrow airport", true)]
    [InlineData(null, "airport", " London Heathrow Airport\t", true)]
    [InlineData(null, "airport", "London", false)]
    [InlineData(null, "Airport", "London Heathrow Airport", false)]
    [InlineData(null, "city", "London", false)]
    [InlineData("lounge", "airport", "London Heathrow Airport", true)]
    [InlineData("other", "airport", "London Heathrow Airport", false)]
    [InlineData(null, "touchpoint", "arrival", true)]
    [InlineData(null, "touchpoint", "departure", false)]
    public void A_route_matches_by_source_and_attribute(string? source, string? attribute, string? equalTo, bool matches) =>
        Assert.Equal(matches, Routing.TeamOf(Heathrow, [Team("a", new Route(source, attribute, equalTo))]) is not null);

    [Fact]
    public void The_first_team_in_the_order_of_the_file_gets_it() =>
        Assert.Equal("b", Routing.TeamOf(Heathrow, [Team("a", new Route("other", null, null)), Team("b", new("x", null, null), new("lounge", null, null)), Team("c", new Route("lounge", null, null))])!.Id.Value);

    [Fact]
    public void An_attribute_called_touchpoint_goes_before_the_touchpoint()
    {
        var response = Heathrow with { Attributes = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["touchpoint"] = "gate" } };
        Assert.NotNull(Routing.TeamOf(response, [Team("a", new Route(null, "touchpoint", "gate"))]));
        Assert.Null(Routing.TeamOf(response, [Team("a", new Route(null, "touchpoint", "arrival"))]));
    }

    [Fact]
    public void What_matches_no_team_is_unrouted()
    {
        Assert.Null(Routing.TeamOf(Heathrow, []));
        Assert.Null(Routing.TeamOf(Heathrow, [Team("a")]));
        Assert.Null(Routing.TeamOf(Heathrow with { Touchpoint = null }, [Team("a", new Route(null, "touchpoint", "arrival"))]));
    }

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData("lounge", null, null, true)]
    [InlineData("lounge", "area", " DESK ", true)]
    [InlineData(null, "area", "desk", true)]
    [InlineData("other", "area", "desk", false)]
    [InlineData("lounge", "Area", "desk", false)]
    [InlineData("lounge", "area", "bar", false)]
    public void What_an_earlier_team_takes_whole_is_hidden(string? source, string? attribute, string? equalTo, bool isHidden)
    {
        FrontlineTeam[] teams = [Team("first", new Route(source, attribute, equalTo)), Team("second", new("elsewhere", "area", "desk"), new("lounge", "area", "desk"), new("lounge", "area", "desk"))];
        var all = source is null && (attribute is null || equalTo == "desk");
        Assert.Equal(!isHidden ? [] : all ? ["0 first", "1 first", "2 first"] : ["1 first", "2 first"], Routing.Hidden(teams).Select(one => $"{one.Route} {one.Earlier.Id}"));
    }

    private static FrontlineTeam Team(string id, params Route[] routes) => Given.FrontDesk with { Id = new(id), Routes = routes };
}
