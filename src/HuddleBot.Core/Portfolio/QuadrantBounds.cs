using HuddleBot.Core.Feedback;

namespace HuddleBot.Core.Portfolio;

/// <summary>Where the quadrants meet, as the teams file says for the company or for one team: what is much differs by currency and business. Without it there are none.</summary>
/// <param name="HighValueFrom">A customer of this yearly value or more is of high value; in the same currency as the responses, above 0.</param>
/// <param name="PassivesScoreHigh">
/// On which side passives stand. Promoters (of any metric: <see cref="Score.Sentiment"/>) score high and detractors low whatever it says. Usually low: a passive is not won yet.
/// </param>
/// <param name="AtRiskCounts">How often the yearly value of a customer at risk counts in the weight of an escalation; 1 to 10, 1: as any other.</param>
public sealed record QuadrantBounds(double HighValueFrom, bool PassivesScoreHigh = false, int AtRiskCounts = QuadrantBounds.UsuallyCounts)
{
    public const int UsuallyCounts = 2;

    /// <summary>Null: it is not known what the customer is worth, or what they scored.</summary>
    public Quadrant? Of(Sentiment? sentiment, double? annualValue) => (sentiment, annualValue) switch
    {
        (null, _) or (_, null) => null,
        ({ } said, { } value) => (ScoresHigh(said), value >= HighValueFrom) switch
        {
            (true, true) => Quadrant.Model,
            (true, false) => Quadrant.Growth,
            (false, true) => Quadrant.AtRisk,
            (false, false) => Quadrant.Dangling,
        },
    };

    /// <inheritdoc cref="Of(Sentiment?, double?)"/>
    /// <param name="response">Null: a colleague raised it, and no customer is known.</param>
    public Quadrant? Of(Response? response) => Of(response?.Score?.Sentiment, response?.Customer?.AnnualValue);

    private bool ScoresHigh(Sentiment sentiment) => sentiment == Sentiment.Promoter || (sentiment == Sentiment.Passive && PassivesScoreHigh);
}
