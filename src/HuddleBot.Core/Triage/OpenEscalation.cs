using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Portfolio;
using NodaTime;

namespace HuddleBot.Core.Triage;

/// <summary>Whose turn an open escalation is.</summary>
public enum OpenTriage
{
    /// <summary>The managers': nobody has decided.</summary>
    Waiting,

    /// <summary>The team's: it was asked something.</summary>
    Asked,

    /// <summary>The owner's.</summary>
    Accepted,
}

/// <summary>What the managers' queue knows of one open escalation without reading the issue.</summary>
/// <param name="ResolveBy">Null: made before there was such a clock.</param>
/// <inheritdoc cref="OpenItem"/>
public sealed record OpenEscalation(
    IssueId Issue, int Version, OpenTriage State, string Category, Instant AskedAt, Instant? AnswerBy, Instant? ResolveBy, LocalDate? By, PersonId? Owner, string? Group,
    PersonId? AcceptedBy, LocalDate? SnoozedUntil, int Customers, double? AnnualValue)
    : OpenItem(Version, State, Category, AskedAt, AnswerBy, By, Owner, Group, AcceptedBy, Customers, AnnualValue)
{
    public override string Key => Issue.ToString();

    /// <summary>What the customer's score says; null: there is none.</summary>
    public Sentiment? Sentiment { get; init; }

    /// <summary>Null: it is not escalated, decided for good, or part of a theme, which waits instead of it.</summary>
    public static OpenEscalation? Of(IssueWithResponse item)
    {
        if (item.Issue.State is not IssueState.EscalatedToManager { Escalation: var escalation }) return null;
        var open = new OpenEscalation(
            item.Issue.Id, item.Issue.Version, OpenTriage.Waiting, escalation.Category, escalation.AskedAt, escalation.AnswerBy, escalation.ResolveBy, null, null, null, null,
            escalation.SnoozedUntil, 1, item.Response?.Customer?.AnnualValue) { Sentiment = item.Response?.Score?.Sentiment };
        return escalation.Triage switch
        {
            TriageState.Waiting => open,
            TriageState.Asked asked => open with { State = OpenTriage.Asked, AnswerBy = asked.AnswerBy },
            TriageState.Accepted accepted => open with
            {
                State = OpenTriage.Accepted, AnswerBy = null, By = accepted.By, Owner = accepted.Owner.Id, Group = accepted.Group?.Id, AcceptedBy = accepted.DecidedBy.Id,
            },
            _ => null,
        };
    }

    public override bool IsOf(Quadrant quadrant, FrontlineTeam team) => team.Quadrants?.Of(Sentiment, AnnualValue) == quadrant;

    public override EscalationWeight Weight(FrontlineTeam team, Instant now) => base.Weight(team, now).With(team.Quadrants, IsOf(Quadrant.AtRisk, team) ? 1 : 0, AnnualValue);

    /// <summary>Whether it is put off: until the morning of its day in the team's zone.</summary>
    public override bool IsSnoozed(FrontlineTeam team, Instant now) => SnoozedUntil is { } until && now.InZone(team.TimeZone).Date < until;
}
