using HuddleBot.Core.Identity;
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

    public override EscalationWeight Weight(Instant now) => base.Weight(now) with { Unvalued = Unvalued };

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
            row.GetString("AcceptedBy") is { } by ? PersonId.Parse(by) : null, figures.Customers, figures.AnnualValue, figures.Unvalued);
    }

    /// <summary>The copy of a theme's row that stands for it among those that wait.</summary>
    internal static TableEntity RowOf(ThemeId theme, TableEntity row)
    {
        var copy = new TableEntity(ThemeRows.Partition, ThemeRows.OpenRow(theme));
        foreach (var (name, value) in row.Properties) copy.SetStored(name, value);
        return copy;
    }
}
