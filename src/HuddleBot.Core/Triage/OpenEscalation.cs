using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
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

/// <summary>What the managers' queue knows of one open escalation without reading the issue. Who may see it is worked out when it is looked at.</summary>
/// <param name="Version">The issue's.</param>
/// <param name="AnswerBy">The clock of who decides, or of the team that was asked; null: accepted.</param>
/// <param name="ResolveBy">Null: made before there was such a clock.</param>
/// <param name="By">Of what is accepted: the day that was promised.</param>
/// <param name="Owner">Of what is accepted.</param>
/// <param name="Group">The id of the group that works on it; null: the owner alone.</param>
/// <param name="AcceptedBy">Who said so.</param>
/// <param name="Customers">See <see cref="EscalationWeight"/>.</param>
/// <param name="AnnualValue">See <see cref="EscalationWeight"/>.</param>
public sealed record OpenEscalation(
    IssueId Issue, int Version, OpenTriage State, string Category, Instant AskedAt, Instant? AnswerBy, Instant? ResolveBy, LocalDate? By, PersonId? Owner, string? Group,
    PersonId? AcceptedBy, LocalDate? SnoozedUntil, int Customers, double? AnnualValue)
{
    /// <summary>Null: it is not escalated, decided for good, or part of a theme, which waits instead of it.</summary>
    public static OpenEscalation? Of(IssueWithResponse item)
    {
        if (item.Issue.State is not IssueState.EscalatedToManager { Escalation: var escalation }) return null;
        var open = new OpenEscalation(
            item.Issue.Id, item.Issue.Version, OpenTriage.Waiting, escalation.Category, escalation.AskedAt, escalation.AnswerBy, escalation.ResolveBy, null, null, null, null,
            escalation.SnoozedUntil, 1, item.Response?.Customer?.AnnualValue);
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

    /// <summary>Whether it is put off: until the morning of its day in the team's zone.</summary>
    public bool IsSnoozed(FrontlineTeam team, Instant now) => SnoozedUntil is { } until && now.InZone(team.TimeZone).Date < until;

    /// <summary>When the next step is due: of what is accepted the end of the owner's day. Null: it is put off.</summary>
    public Instant? Due(FrontlineTeam team, Instant now) =>
        IsSnoozed(team, now) ? null : By is { } day && Owner is not null ? TriageClocks.EndOf(team, day, Owner) : AnswerBy;

    public EscalationWeight Weight(Instant now) => new(Customers, AnnualValue, EscalationWeight.DaysBegun(AskedAt, now));
}
