using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Portfolio;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Themes;

/// <summary>What a theme's card counts of one escalation that is or was in it.</summary>
/// <param name="IssueVersion">The version of the issue that this was read from: older news changes nothing.</param>
/// <param name="AskedAt">When its team asked.</param>
/// <param name="Customer">A mark of the customer, the same for the same one and nothing else; null: not known, or none.</param>
/// <param name="AnnualValue">What the customer is worth in a year; null: not known.</param>
/// <param name="Tried">What the team had tried itself; null: nothing that it said.</param>
/// <param name="Helped">What the team says of the answer; null: it has not said.</param>
public sealed record MemberFacts(
    IssueId Issue, int IssueVersion, Instant AskedAt, string? Customer, double? AnnualValue, string? Tried, Outcome? TriedOutcome, Outcome? Helped)
{
    /// <summary>As its team filed it; null: not known.</summary>
    public string? Category { get; init; }

    /// <summary>Whether the customer is at risk, by the bounds of its team when this was read.</summary>
    public bool IsAtRisk { get; init; }

    /// <summary>The same for everything that is of one customer.</summary>
    internal string WhoIsHurt => Customer ?? Issue.ToString();

    internal static MemberFacts Of(IssueNews news, ThemeId theme)
    {
        var (issue, response) = (news.Item.Issue, news.Item.Response);
        var tried = news.Events.OfType<IssueEvent.FixPlanned>().LastOrDefault(plan => plan.Try is not null);
        return new(
            issue.Id, issue.Version, AskedAtOf(news), CustomerMark(response), response?.Customer?.AnnualValue, tried?.Try,
            tried is null ? null : news.Events.SkipWhile(@event => @event != tried).OfType<IssueEvent.Finished>().LastOrDefault()?.Outcome, HelpedIn(news.Events, theme))
        {
            Category = (issue.State as IssueState.EscalatedToManager)?.Escalation.Category ?? news.Events.OfType<IssueEvent.Escalated>().LastOrDefault()?.Category,
            IsAtRisk = news.Team.Quadrants?.Of(response) == Quadrant.AtRisk,
        };
    }

    /// <summary>Whether a card says the same of it, whatever else has happened to the issue.</summary>
    internal bool IsShownAs(MemberFacts other) => this == other with { IssueVersion = IssueVersion };

    /// <summary>Whether it counts the same in <see cref="ThemeFigures"/>.</summary>
    internal bool WeighsAs(MemberFacts other) => (AskedAt, WhoIsHurt, AnnualValue, Category, IsAtRisk) == (other.AskedAt, other.WhoIsHurt, other.AnnualValue, other.Category, other.IsAtRisk);

    internal TableEntity ToEntity(ThemeId theme, string? eTag) => new(ThemeRows.Partition, ThemeRows.MemberRow(theme, Issue), eTag)
    {
        ["Theme"] = theme.ToString(),
        ["Issue"] = Issue.ToString(),
        ["IssueVersion"] = IssueVersion,
        ["AskedAt"] = AskedAt,
        ["Customer"] = Customer,
        ["AnnualValue"] = AnnualValue,
        ["Tried"] = Tried,
        ["TriedOutcome"] = TriedOutcome?.ToString(),
        ["Helped"] = Helped?.ToString(),
        ["Category"] = Category,
        ["IsAtRisk"] = IsAtRisk,
    };

    internal static MemberFacts FromEntity(TableEntity row) => new(
        ThemeRows.IssueIn(row), row.GetInt32("IssueVersion") ?? 0, row.RequireInstant("AskedAt"), row.GetString("Customer"), row.GetDouble("AnnualValue"),
        row.GetString("Tried"), OutcomeIn(row, "TriedOutcome"), OutcomeIn(row, "Helped"))
        {
            Category = row.GetString("Category"),
            IsAtRisk = row.GetBoolean("IsAtRisk") ?? false,
        };

    private static Outcome? OutcomeIn(TableEntity row, string name) => row.GetString(name) is { } text ? Enum.Parse<Outcome>(text) : null;

    private static Instant AskedAtOf(IssueNews news) =>
        news.Item.Issue.State is IssueState.EscalatedToManager { Escalation.AskedAt: var asked } ? asked : news.Events.OfType<IssueEvent.Escalated>().Last().At;

    private static string? CustomerMark(Response? response) => response?.Customer?.Id is { } id ? StableHash.Of("customer", response.Source, id) : null;

    /// <summary>Said after the theme's answer, and not before another one.</summary>
    private static Outcome? HelpedIn(IReadOnlyList<IssueEvent> events, ThemeId theme)
    {
        Outcome? helped = null;
        var ofTheme = false;
        foreach (var @event in events)
        {
            if (@event is IssueEvent.TriageResolved resolved) (ofTheme, helped) = (resolved.Theme?.Id == theme, resolved.Theme?.Id == theme ? null : helped);
            else if (@event is IssueEvent.AnswerHelped said && ofTheme) helped = said.Outcome;
        }

        return helped;
    }
}
