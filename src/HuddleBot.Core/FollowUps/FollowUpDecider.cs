using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

public abstract record FollowUpDecision
{
    private FollowUpDecision() { }

    public sealed record Accepted(FollowUpEvent Event) : FollowUpDecision;

    /// <summary>It stands already as the person wants it.</summary>
    public sealed record Nothing : FollowUpDecision;

    public sealed record Refused(Refusal Refusal) : FollowUpDecision;
}

/// <summary>Decides about follow-ups: (state, command, now) → one event or a refusal. Pure; whether the person belongs to the team is settled before.</summary>
public static class FollowUpDecider
{
    /// <summary>So long contact data are shown after each look.</summary>
    public static readonly Duration ContactIsShownFor = Duration.FromHours(2);

    /// <summary>A promise to a customer is for so many working days on, unless somebody says otherwise.</summary>
    public const int PromiseWorkingDays = 2;

    /// <param name="mayTakeOver">The person decides for the team: a manager, or who stands in for one.</param>
    public static FollowUpDecision Decide(FollowUp followUp, FollowUpCommand command, Actor by, Instant now, FrontlineTeam team, bool mayTakeOver)
    {
        var today = now.InZone(team.TimeZone).Date;
        return command switch
        {
            FollowUpCommand.Claim => Claim(followUp, by, now),
            FollowUpCommand.TakeOver => TakeOver(followUp, by, now, mayTakeOver),
            FollowUpCommand.SeeContact => followUp switch
            {
                { IsOpen: false } => Refuse(new Refusal.NotNow()),
                { Owner: null } => Refuse(new Refusal.ClaimFirst()),
                { Owner: { } owner } when owner.Id != by.Id => Refuse(new Refusal.OwnedBy(owner)),
                _ => Accept(new FollowUpEvent.ContactSeen(by, now, now + ContactIsShownFor)),
            },
            FollowUpCommand.Release => Mine(followUp, by) ?? Accept(new FollowUpEvent.Released(by, now, FollowUpTimes.DueAt(team, now))),
            FollowUpCommand.Finish finish => Mine(followUp, by) ?? Finish(finish, by, now, team, today),
            FollowUpCommand.KeepPromise => Promised(followUp, by, mayTakeOver) ?? Accept(new FollowUpEvent.PromiseKept(by, now)),
            FollowUpCommand.MovePromise move => Promised(followUp, by, mayTakeOver) ?? Move(move, by, now, team, today),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "no such command"),
        };
    }

    public static LocalDate DefaultPromiseDate(FrontlineTeam team, Instant now) => team.Calendar.Plus(now.InZone(team.TimeZone).Date, PromiseWorkingDays);

    private static FollowUpDecision Claim(FollowUp followUp, Actor by, Instant now) => followUp.State switch
    {
        FollowUpState.Unclaimed => Accept(new FollowUpEvent.Claimed(by, now)),
        FollowUpState.Claimed { By: var first } => first.Id == by.Id ? new FollowUpDecision.Nothing() : Refuse(new Refusal.OwnedBy(first)),
        _ => Refuse(new Refusal.NotNow()),
    };

    private static FollowUpDecision TakeOver(FollowUp followUp, Actor by, Instant now, bool mayTakeOver)
    {
        if (!mayTakeOver) return Refuse(new Refusal.NotAManager());
        if (!followUp.IsOpen) return Refuse(new Refusal.NotNow());
        var (hasCall, hasPromise) = (!followUp.IsCallOpen || followUp.Owner?.Id == by.Id, followUp.Promise is null || followUp.Promise.Owner.Id == by.Id);
        return hasCall && hasPromise ? new FollowUpDecision.Nothing() : Accept(new FollowUpEvent.TakenOver(by, now));
    }

    private static FollowUpDecision? Mine(FollowUp followUp, Actor by) => followUp.State switch
    {
        FollowUpState.Claimed { By: var owner } => owner.Id == by.Id ? null : Refuse(new Refusal.OwnedBy(owner)),
        FollowUpState.Unclaimed => Refuse(new Refusal.ClaimFirst()),
        _ => Refuse(new Refusal.NotNow()),
    };

    private static FollowUpDecision? Promised(FollowUp followUp, Actor by, bool mayTakeOver) => followUp.Promise switch
    {
        null => Refuse(new Refusal.NotNow()),
        { Owner: var owner } => owner.Id == by.Id || mayTakeOver ? null : Refuse(new Refusal.OwnedBy(owner)),
    };

    private static FollowUpDecision Finish(FollowUpCommand.Finish finish, Actor by, Instant now, FrontlineTeam team, LocalDate today)
    {
        var promised = TypedWords.Of(finish.Promised);
        if (promised?.Length > IssueLimits.Text) return Refuse(new Refusal.TooLong(Verbs.Inputs.Promised, IssueLimits.Text));
        if (finish.Outcome == ContactOutcome.LeftWord) return Accept(new FollowUpEvent.LeftWord(by, now, FollowUpTimes.NextWorkingDay(team, now)));
        if (promised is null) return Accept(new FollowUpEvent.Finished(by, now, finish.Outcome, null, null));
        return Wrong(finish.By, today) ?? Accept(new FollowUpEvent.Finished(by, now, finish.Outcome, promised, finish.By ?? DefaultPromiseDate(team, now)));
    }

    private static FollowUpDecision Move(FollowUpCommand.MovePromise move, Actor by, Instant now, FrontlineTeam team, LocalDate today)
    {
        var reason = TypedWords.Of(move.Reason);
        if (reason?.Length > IssueLimits.Text) return Refuse(new Refusal.TooLong(Verbs.Inputs.Reason, IssueLimits.Text));
        return Wrong(move.Date, today) ?? Accept(new FollowUpEvent.PromiseMoved(by, now, move.Date ?? DefaultPromiseDate(team, now), reason));
    }

    private static FollowUpDecision? Wrong(LocalDate? date, LocalDate today) =>
        date < today ? Refuse(new Refusal.DateInThePast())
        : date > today.PlusYears(IssueLimits.DateYears) ? Refuse(new Refusal.DateTooFar())
        : null;

    private static FollowUpDecision.Accepted Accept(FollowUpEvent @event) => new(@event);

    private static FollowUpDecision.Refused Refuse(Refusal refusal) => new(refusal);
}
