using HuddleBot.Core.Feedback;

namespace HuddleBot.Core.FrontlineTeams;

/// <summary>Which team a response belongs to.</summary>
public static class Routing
{
    /// <summary>The first team, in the order of the teams file, with a route that matches; null: unrouted.</summary>
    public static FrontlineTeam? TeamOf(Response response, IReadOnlyList<FrontlineTeam> teams) =>
        teams.FirstOrDefault(team => team.Routes.Any(route => Matches(route, response)));

    private static bool Matches(Route route, Response response)
    {
        if (route.Source is { } source && source != response.Source) return false;
        if (route.Attribute is not { } attribute) return true;
        var value = response.Attributes.GetValueOrDefault(attribute) ?? (attribute == Response.TouchpointAttribute ? response.Touchpoint : null);
        return value is not null && value.Trim().Equals(route.EqualTo?.Trim(), StringComparison.OrdinalIgnoreCase);
    }
}
