using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Portfolio;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Themes;

/// <summary>What is known of a theme that waits, without reading its history: for the managers' queue and the reminders.</summary>
/// <param name="Teams">Those that raised it, by the order in which they did.</param>
/// <param name="Since"><see cref="Theme.Since"/>.</param>
/// <param name="Unvalued">Of how many of the customers it is not known what they are worth.</param>
/// <inheritdoc cref="OpenItem"/>
public sealed record OpenTheme(
    ThemeId Theme, IReadOnlyList<TeamId> Teams, Instant Since, int Version, OpenTriage State, string Category, Instant AskedAt, Instant? AnswerBy, LocalDate? By, PersonId? Owner,
    string? Group, PersonId? AcceptedBy, int Customers, double? AnnualValue, int Unvalued)
    : OpenItem(Version, State, Category, AskedAt, AnswerBy, By, Owner, Group, AcceptedBy, Customers, AnnualValue)
{
    public override string Key => Theme.ToString();

    public override double? ValueOfACustomer => AnnualValue / Math.Max(1, Customers - Unvalued);

    /// <summary>How many of the customers are at risk, by the bounds of their teams.</summary>
    public int AtRisk { get; init; }

    /// <summary>What these are worth in a year together.</summary>
    public double AtRiskValue { get; init; }

    /// <summary>Of many customers: what is at stake with the worst off of them says where it belongs.</summary>
    public override bool IsOf(Quadrant quadrant, FrontlineTeam team) => quadrant == Quadrant.AtRisk && team.Quadrants is not null && AtRisk > 0;

    public override EscalationWeight Weight(FrontlineTeam team, Instant now) => (base.Weight(team, now) with { Unvalued = Unvalued }).With(team.Quadrants, AtRisk, AtRiskValue);

    /// <summary>Of a theme as its row says; null: nobody has to do anything about it.</summary>
    internal static OpenTheme? FromEntity(TableEntity row)
    {
        if (row.GetBoolean("IsOpen") is not true) return null;
        var theme = ThemeId.TryParse(row.RequireString("Theme")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no theme");
        var isAccepted = row.RequireString("State") == nameof(ThemeState.Accepted);
        var figures = ThemeFigures.Read(row);
        return new(
            theme, [.. (row.GetString("TeamIds") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => new TeamId(id))], row.RequireInstant("Since"),
            row.GetInt32("Version") ?? 0, isAccepted ? OpenTriage.Accepted : OpenTriage.Waiting, figures.Category, figures.AskedAt, isAccepted ? null : row.RequireInstant("AnswerBy"),
            isAccepted ? LocalDatePattern.Iso.Parse(row.RequireString("Date")).Value : null, isAccepted ? PersonId.Parse(row.RequireString("Owner")) : null, row.GetString("Group"),
            row.GetString("AcceptedBy") is { } by ? PersonId.Parse(by) : null, figures.Customers, figures.AnnualValue, figures.Unvalued)
        {
            AtRisk = figures.AtRisk,
            AtRiskValue = figures.AtRiskValue,
        };
    }

    /// <summary>The copy of a theme's row that stands for it among those that wait.</summary>
    internal static TableEntity RowOf(ThemeId theme, TableEntity row)
    {
        var copy = new TableEntity(ThemeRows.Partition, ThemeRows.OpenRow(theme));
        foreach (var (name, value) in row.Properties) copy.SetStored(name, value);
        return copy;
    }
}
