using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Portfolio;

namespace HuddleBot.Cards.Writing;

/// <summary>What a customer means to the team, in words that anybody may read, the customer too. Never the value itself.</summary>
internal static class QuadrantWords
{
    /// <summary>Null: the teams file sets no bounds, or it is not known what the customer is worth or scored.</summary>
    public static string? Quadrant(this CardWriter write, IssueWithResponse item, FrontlineTeam team) =>
        team.Quadrants?.Of(item.Response) is { } quadrant ? write.Say(NameOf(quadrant)) : null;

    public static Phrase NameOf(Quadrant quadrant) => quadrant switch
    {
        Core.Portfolio.Quadrant.AtRisk => Phrases.Quadrants.AtRisk,
        Core.Portfolio.Quadrant.Model => Phrases.Quadrants.Model,
        Core.Portfolio.Quadrant.Growth => Phrases.Quadrants.Growth,
        _ => Phrases.Quadrants.Dangling,
    };
}
