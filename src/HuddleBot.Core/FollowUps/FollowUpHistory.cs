using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>A follow-up is what its events made of it. Pure.</summary>
public static class FollowUpHistory
{
    public static FollowUp Begin(Identity.IssueId issue, FollowUpEvent.Opened e) =>
        new(issue, 1, e.At, e.CustomerSince, e.DueAt, new FollowUpState.Unclaimed(), e.ContactOf);

    /// <exception cref="ArgumentException">The event cannot follow this state.</exception>
    public static FollowUp Apply(FollowUp before, FollowUpEvent @event)
    {
        var next = before with { Version = before.Version + 1 };
        return (before.State, @event) switch
        {
            (_, FollowUpEvent.Opened e) => next with { State = new FollowUpState.Unclaimed(), OpenedAt = e.At, ClockSince = e.At, DueAt = e.DueAt, ContactOf = e.ContactOf },
            (_, FollowUpEvent.Withdrawn e) => next with { State = new FollowUpState.Withdrawn(e.At), ContactUntil = null },
            (_, FollowUpEvent.WroteAgain e) => Again(next, e),
            (_, FollowUpEvent.Claimed e) => next with { State = new FollowUpState.Claimed(e.By!, e.At, HasLeftWord: false) },
            (_, FollowUpEvent.Released e) => next with
            {
                State = new FollowUpState.Unclaimed(),
                ContactUntil = null,
                DueAt = e.DueAt is { } due ? Instant.Min(before.DueAt, due) : before.DueAt,
                ClockSince = e.DueAt is null ? before.ClockSince : e.At,
            },
            (_, FollowUpEvent.TakenOver e) => next with
            {
                State = before.IsCallOpen ? new FollowUpState.Claimed(e.By!, e.At, (before.State as FollowUpState.Claimed)?.HasLeftWord ?? false) : before.State,
                Promise = before.Promise is { } promise ? promise with { Owner = e.By! } : null,
                ContactUntil = null,
            },
            (_, FollowUpEvent.ContactSeen e) => next with { ContactUntil = e.Until },
            (FollowUpState.Claimed claimed, FollowUpEvent.LeftWord e) => next with { State = claimed with { HasLeftWord = true }, DueAt = e.DueAt, ClockSince = e.At, ContactUntil = null },
            (_, FollowUpEvent.Finished e) => next with
            {
                State = new FollowUpState.Finished(e.By!, e.At, e.Outcome),
                Promise = e.Promised is { } what ? new(e.By!, what, e.PromisedBy!.Value, e.At) : before.Promise,
                ContactUntil = null,
            },
            (_, FollowUpEvent.PromiseKept) => next with { Promise = null, Kept = before.Promise, ContactUntil = null },
            (_, FollowUpEvent.PromiseMoved e) when before.Promise is { } promise => next with { Promise = promise with { By = e.Date, Since = e.At } },
            _ => throw new ArgumentException($"{@event.GetType().Name} cannot follow {before.State.GetType().Name}", nameof(@event)),
        };
    }

    /// <summary>Who knows the customer keeps them. A call that is open and due sooner stays due then.</summary>
    private static FollowUp Again(FollowUp next, FollowUpEvent.WroteAgain e)
    {
        if (next.IsCallOpen) return next with { DueAt = Instant.Min(next.DueAt, e.DueAt), ContactOf = e.ContactOf };
        var owner = next.Promise?.Owner ?? (next.State as FollowUpState.Finished)?.By;
        return next with
        {
            State = owner is null ? new FollowUpState.Unclaimed() : new FollowUpState.Claimed(owner, e.At, HasLeftWord: false),
            DueAt = e.DueAt,
            ClockSince = e.At,
            ContactOf = e.ContactOf,
        };
    }
}
