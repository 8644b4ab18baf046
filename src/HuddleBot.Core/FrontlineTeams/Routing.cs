using HuddleBot.Core.Feedback;

namespace HuddleBot.Core.FrontlineTeams;

/// <summary>Which team a response belongs to.</summary>
public static class Routing
{
    /// <summary>The first team, in the order of the teams file, with a route that matches; null: unrouted.</summary>
    public static FrontlineTeam? TeamOf(Response response, IReadOnlyList<FrontlineTeam> teams) =>
        teams.FirstOrDefault(team => team.Routes.Any(route => Matches(route, response)));

    /// <summary>Routes that never match anything, because an earlier team takes all that they would.</summary>
    /// <returns>The team and the place of its route, from 0, with the team that comes first.</returns>
    public static IEnumerable<(FrontlineTeam Team, int Route, FrontlineTeam Earlier)> Hidden(IReadOnlyList<FrontlineTeam> teams)
    {
        var takers = new Dictionary<Route, FrontlineTeam>();
        foreach (var team in teams)
        {
            for (var at = 0; at < team.Routes.Count; at++)
            {
                if (AllThatTake(team.Routes[at]).Select(takers.GetValueOrDefault).FirstOrDefault(taker => taker is not null && taker != team) is { } earlier) yield return (team, at, earlier);
            }

            foreach (var route in team.Routes) takers.TryAdd(Compared(route), team);
        }
    }

    private static IEnumerable<Route> AllThatTake(Route route) =>
        new[] { new(null, null, null), route with { Attribute = null, EqualTo = null }, route with { Source = null }, route }.Select(Compared);

    private static Route Compared(Route route) => route with { EqualTo = route.EqualTo?.Trim().ToUpperInvariant() };

    private static bool AreSame(string? one, string? other) => string.Equals(one?.Trim(), other?.Trim(), StringComparison.OrdinalIgnoreCase);

    private static bool Matches(Route route, Response response)
    {
        if (route.Source is { } source && source != response.Source) return false;
        if (route.Attribute is not { } attribute) return true;
        var value = response.Attributes.GetValueOrDefault(attribute) ?? (attribute == Response.TouchpointAttribute ? response.Touchpoint : null);
        return value is not null && AreSame(value, route.EqualTo);
    }
}
