using HuddleBot.Core.Audit;
using HuddleBot.Core.FrontlineTeams;

namespace HuddleBot.Audit;

/// <summary>What a customer means to a team, as the audit spells it: <c>atRisk</c>, <c>model</c>, <c>growth</c>, <c>dangling</c>.</summary>
internal static class QuadrantNames
{
    /// <summary>By the bounds that hold now; null: there are none, or it is not known.</summary>
    public static string? QuadrantOf(this TeamsSnapshot teams, AuditedIssue audited) =>
        teams.Find(audited.Issue.Id.Team)?.Quadrants?.Of(audited.Response)?.ToString() is { } name ? char.ToLowerInvariant(name[0]) + name[1..] : null;
}
