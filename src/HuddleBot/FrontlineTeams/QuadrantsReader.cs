using HuddleBot.Core.Portfolio;

namespace HuddleBot.FrontlineTeams;

/// <summary><c>quadrants</c>, of the company or of one team: which customers are of high value, and what that weighs.</summary>
internal static class QuadrantsReader
{
    private const int HighestValue = 2_000_000_000;

    /// <param name="usual">What holds where a part is left out; null: nothing is said beyond.</param>
    public static QuadrantBounds? Read(StrictObject place, QuadrantBounds? usual = null)
    {
        if (place.Child("quadrants", required: false, "highValueFrom", "passivesScore", "atRiskCounts") is not { } quadrants) return usual;
        var value = quadrants.Whole("highValueFrom", 1, HighestValue) ?? usual?.HighValueFrom;
        if (value is null && quadrants.Find("highValueFrom") is null) quadrants.Refuse("highValueFrom", "is missing; give the yearly value from which a customer is of high value");
        bool? passives = quadrants.Text("passivesScore", required: false) switch { null => usual?.PassivesScoreHigh ?? false, "high" => true, "low" => false, _ => null };
        if (passives is null) quadrants.Refuse("passivesScore", "is not known; use high or low");
        return new(value ?? 1, passives ?? false, quadrants.Whole("atRiskCounts", 1, 10) ?? usual?.AtRiskCounts ?? QuadrantBounds.UsuallyCounts);
    }
}
