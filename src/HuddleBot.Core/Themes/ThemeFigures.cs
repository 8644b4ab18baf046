using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Themes;

/// <summary>What a theme weighs, from all the escalations in it.</summary>
/// <param name="AskedAt">When the first of their teams asked.</param>
/// <param name="Customers">How many customers are known to be hurt by it.</param>
/// <param name="Unvalued">Of how many of them it is not known what they are worth.</param>
/// <param name="AnnualValue">What the others are worth in a year together; null: not known of any.</param>
/// <param name="Category">As most of the teams filed it; empty: not known.</param>
internal sealed record ThemeFigures(Instant AskedAt, int Customers, int Unvalued, double? AnnualValue, string Category)
{
    /// <summary>How many of the customers are at risk.</summary>
    public int AtRisk { get; init; }

    /// <summary>What these are worth in a year together.</summary>
    public double AtRiskValue { get; init; }

    public static ThemeFigures Of(Theme theme, IReadOnlyList<MemberFacts> facts)
    {
        var members = facts.Where(fact => theme.Has(fact.Issue)).ToList();
        var customers = members.Select(fact => fact.WhoIsHurt).Distinct(StringComparer.Ordinal).Count();
        var valued = members.Where(fact => fact.AnnualValue is not null).DistinctBy(fact => fact.WhoIsHurt).ToList();
        var atRisk = members.Where(fact => fact.IsAtRisk).Select(fact => fact.WhoIsHurt).ToHashSet(StringComparer.Ordinal);
        var category = members.OrderBy(fact => fact.AskedAt).Select(fact => fact.Category).OfType<string>().CountBy(name => name, StringComparer.Ordinal).OrderByDescending(name => name.Value).FirstOrDefault().Key;
        return new(
            members.Count == 0 ? theme.BegunAt : members.Min(fact => fact.AskedAt), customers, customers - valued.Count,
            valued.Count == 0 ? null : valued.Sum(fact => fact.AnnualValue!.Value), category ?? "")
        {
            AtRisk = atRisk.Count,
            AtRiskValue = valued.Where(fact => atRisk.Contains(fact.WhoIsHurt)).Sum(fact => fact.AnnualValue!.Value),
        };
    }

    /// <summary>As they were noted; of a theme from before they were, each escalation counts as a customer.</summary>
    public static ThemeFigures Read(TableEntity? row, Theme theme) => row?.GetInt32("Customers") is null
        ? new(theme.BegunAt, theme.Members.Count, theme.Members.Count, null, "")
        : Read(row);

    public static ThemeFigures Read(TableEntity row) =>
        new(row.RequireInstant("AskedAt"), row.GetInt32("Customers") ?? 0, row.GetInt32("Unvalued") ?? 0, row.GetDouble("AnnualValue"), row.GetString("Category") ?? "")
        {
            AtRisk = row.GetInt32("AtRisk") ?? 0,
            AtRiskValue = row.GetDouble("AtRiskValue") ?? 0,
        };

    public void Write(TableEntity row)
    {
        row["AskedAt"] = AskedAt;
        row["Customers"] = Customers;
        row["Unvalued"] = Unvalued;
        row["AnnualValue"] = AnnualValue;
        row["Category"] = Category;
        row["AtRisk"] = AtRisk;
        row["AtRiskValue"] = AtRiskValue;
    }
}
