using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Portfolio;
using NodaTime;

namespace HuddleBot.Core.Triage;

/// <summary>Something that waits in the managers' queue: an escalation, or a theme, which waits instead of those in it. Who may see it is worked out when it is looked at.</summary>
/// <param name="Version">Of what it stands for.</param>
/// <param name="AnswerBy">The clock of who decides, or of the team that was asked; null: accepted.</param>
/// <param name="By">Of what is accepted: the day that was promised.</param>
/// <param name="Owner">Of what is accepted.</param>
/// <param name="Group">The id of the group that works on it; null: the owner alone.</param>
/// <param name="AcceptedBy">Who said so.</param>
/// <param name="Customers">See <see cref="EscalationWeight"/>.</param>
/// <param name="AnnualValue">See <see cref="EscalationWeight"/>.</param>
public abstract record OpenItem(
    int Version, OpenTriage State, string Category, Instant AskedAt, Instant? AnswerBy, LocalDate? By, PersonId? Owner, string? Group, PersonId? AcceptedBy, int Customers,
    double? AnnualValue)
{
    /// <summary>Tells it apart from everything else in the queue.</summary>
    public abstract string Key { get; }

    /// <summary>Null: not known.</summary>
    public virtual double? ValueOfACustomer => AnnualValue;

    /// <summary>Whether it is put off to a later day.</summary>
    public virtual bool IsSnoozed(FrontlineTeam team, Instant now) => false;

    /// <summary>When the next step is due: of what is accepted the end of the owner's day. Null: it is put off.</summary>
    public Instant? Due(FrontlineTeam team, Instant now) =>
        IsSnoozed(team, now) ? null : By is { } day && Owner is not null ? TriageClocks.EndOf(team, day, Owner) : AnswerBy;

    /// <summary>Whether it is of a customer of that quadrant, by the bounds of its team.</summary>
    public abstract bool IsOf(Quadrant quadrant, FrontlineTeam team);

    /// <param name="team">Whose bounds say how much customers at risk count.</param>
    public virtual EscalationWeight Weight(FrontlineTeam team, Instant now) => new(Customers, AnnualValue, EscalationWeight.DaysBegun(AskedAt, now));
}
