using HuddleBot.Core.FollowUps;

namespace HuddleBot.FrontlineTeams;

/// <summary>Which customers a team calls back: <c>followUp</c> of its entry.</summary>
internal static class FollowUpReader
{
    public static FollowUpRules Read(StrictObject team)
    {
        var rules = FollowUpRules.Default;
        if (team.Child("followUp", required: false, "withinHours", "for") is not { } followUp) return rules;
        bool? forDetractors = followUp.Text("for", required: false) switch { null or "detractors" => true, "none" => false, _ => null };
        if (forDetractors is null) followUp.Refuse("for", "is not known; use detractors or none");
        return new(followUp.Whole("withinHours", 1, 720) ?? rules.WithinHours, forDetractors ?? rules.ForDetractors);
    }
}
