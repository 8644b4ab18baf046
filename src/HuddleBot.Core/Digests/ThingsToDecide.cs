using HuddleBot.Core.Identity;
using HuddleBot.Core.Portfolio;
using HuddleBot.Core.Triage;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>Something that nobody has decided at the end of the period.</summary>
/// <param name="Theme">Null: an escalation.</param>
/// <param name="Issues">The escalation, or those in the theme.</param>
/// <param name="Customers">See <see cref="EscalationWeight"/>, as all of these.</param>
public sealed record Undecided(ThemeId? Theme, IReadOnlyList<IssueId> Issues, Instant AskedAt, Instant AnswerBy, int Customers, double? AnnualValue, int Unvalued)
{
    /// <summary>How many of the customers are at risk.</summary>
    public int AtRisk { get; init; }

    /// <summary>What these are worth in a year together.</summary>
    public double AtRiskValue { get; init; }

    /// <summary>Of a team that asked; null: it tells nobody apart.</summary>
    public QuadrantBounds? Bounds { get; init; }

    public string Key => Theme?.ToString() ?? Issues[0].ToString();

    public double? ValueOfACustomer => Customers > Unvalued ? AnnualValue / (Customers - Unvalued) : null;

    public EscalationWeight WeightAt(Instant end) =>
        new EscalationWeight(Customers, AnnualValue, EscalationWeight.DaysBegun(AskedAt, end)) { Unvalued = Unvalued }.With(Bounds, AtRisk, AtRiskValue);
}

/// <summary>Chooses the one thing to decide. Pure.</summary>
public static class ThingsToDecide
{
    /// <summary>What costs most: customers × yearly value × days without a decision, as the managers' queue weighs; of the same cost what was asked first. Null: there is nothing.</summary>
    public static Undecided? Choose(IReadOnlyCollection<Undecided> all, Instant end)
    {
        var usual = EscalationWeight.UsualValue(all.Select(one => one.ValueOfACustomer));
        return all.OrderByDescending(one => one.WeightAt(end).Reckon(usual)).ThenBy(one => one.AskedAt).ThenBy(one => one.Key, StringComparer.Ordinal).FirstOrDefault();
    }
}
