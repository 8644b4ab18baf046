using HuddleBot.Core.FrontlineTeams;
using NodaTime;

namespace HuddleBot.Core.Silences;

/// <summary>What can go silent: the closed set.</summary>
public abstract record SilentThing
{
    private SilentThing() { }

    /// <summary>A source: no answer that can be read comes in any more.</summary>
    /// <param name="Source">Its name in the settings.</param>
    public sealed record Feed(string Source) : SilentThing;

    /// <summary>A team: something waits for it, and nobody tags, decides or meets.</summary>
    public sealed record People(FrontlineTeam Team) : SilentThing;

    /// <summary>A team's channel: no answer comes in for it any more, although its feeds are not all silent.</summary>
    public sealed record Comments(FrontlineTeam Team) : SilentThing;

    /// <summary>A team's channel: what the bot has for it cannot be posted.</summary>
    /// <param name="Messages">How many cannot; 1 or more.</param>
    /// <param name="Reason">Why the oldest cannot, for an operator; null: not known. Never a customer's words.</param>
    public sealed record Delivery(FrontlineTeam Team, int Messages, string? Reason) : SilentThing;

    /// <summary>Null: it belongs to no one team.</summary>
    public FrontlineTeam? OfTeam => this switch
    {
        People people => people.Team,
        Comments comments => comments.Team,
        Delivery delivery => delivery.Team,
        _ => null,
    };
}

/// <param name="Since">The last sign; of <see cref="SilentThing.Delivery"/>: when the oldest message was made that cannot be posted.</param>
/// <param name="Wait">How long that is, against what is usual; null: it needs no comparison, it cannot be posted.</param>
public sealed record Silence(SilentThing What, Instant Since, UnusualWait? Wait);

/// <summary>A wait that is much longer than usual. In days; in working days of the team where <paramref name="InWorkingDays"/> says so.</summary>
/// <param name="Usual">The usual gap: all but one day of a year, the last sign was no older. At least one day, for people two.</param>
/// <param name="Lasted">Since the last sign; at least 1.75 times <paramref name="Usual"/>.</param>
/// <param name="InWorkingDays">Weekends and holidays of the team are left out of both.</param>
/// <param name="ByChanceOnceInYears">How sure: with nothing wrong, a wait this long would come about once in so many years. More than a hundred is told as a hundred.</param>
public sealed record UnusualWait(double Usual, double Lasted, bool InWorkingDays, double ByChanceOnceInYears);

/// <summary>It was silent as <see cref="Silence"/> means it, and is not any more.</summary>
/// <param name="Since">The last sign before.</param>
/// <param name="BackAt">The first sign after.</param>
public sealed record CameBack(SilentThing What, Instant Since, Instant BackAt);
