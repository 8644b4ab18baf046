using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Tracing;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>The thin shell around <see cref="FollowUpDecider"/>.</summary>
public sealed class FollowUpDesk(
    ITableStore store, IssueStore issues, FollowUpStore followUps, ITeamDirectory directory, Authorization authorization, IDoorbell doorbell, RowSequence sequence,
    TimeProvider time) : IFollowUpDesk
{
    // Each try that fails means that somebody else succeeded.
    private const int Tries = 50;

    /// <summary>So long a dialog may wait for the platform to say who is a member.</summary>
    private static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(1.5);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<IssueReply> DoAsync(IssueId issue, Actor actor, string operation, FollowUpCommand command, CancellationToken cancellationToken)
    {
        using var step = Traces.StartWithin("decide " + command.GetType().Name);
        var (team, refusal) = await AuthorizeAsync(issue, actor, null, cancellationToken);
        if (team is null || refusal is not null) return new IssueReply.Refused(team, refusal ?? new Refusal.Unknown());
        return await DecideAsync(team, issue, actor, operation, command, cancellationToken);
    }

    public async Task<LookReply> LookAsync(IssueId issue, Actor actor, string operation, FollowUpLook look, CancellationToken cancellationToken)
    {
        var (team, refusal) = await AuthorizeAsync(issue, actor, LookPatience, cancellationToken);
        if (team is null || refusal is not null) return new LookReply.Refused(team, refusal ?? new Refusal.Unknown());
        if (look == FollowUpLook.Contact) return await ContactAsync(team, issue, actor, operation, cancellationToken);
        if (await issues.LoadAsync(issue, cancellationToken) is not { FollowUp: { } followUp } loaded) return new LookReply.Refused(team, new Refusal.Unknown());
        if (look == FollowUpLook.Reminder)
        {
            var reason = followUp.IsCallOpen ? FollowUpReason.CallIsDue : FollowUpReason.PromiseIsDue;
            return new LookReply.Show(new CardContent.FollowUpReminder(team, loaded.Item, reason, followUp.Owner?.Id == actor.Id, !followUp.IsOpen));
        }

        // Whether they may send the form is whether they may see it.
        var today = FollowUpDecider.DefaultPromiseDate(team, Now);
        FollowUpCommand command = look == FollowUpLook.Call ? new FollowUpCommand.Finish(ContactOutcome.Reached, null, null) : new FollowUpCommand.MovePromise(today, null);
        if (FollowUpDecider.Decide(followUp, command, actor, Now, team, MayTakeOver(team, actor)) is FollowUpDecision.Refused no) return new LookReply.Refused(team, no.Refusal);
        return new LookReply.Show(look == FollowUpLook.Call ? new CardContent.CallForm(team, loaded.Item, today) : new CardContent.MovePromiseForm(team, loaded.Item, today));
    }

    private async Task<LookReply> ContactAsync(FrontlineTeam team, IssueId issue, Actor actor, string operation, CancellationToken cancellationToken)
    {
        // The look is written down first: what is shown has been logged.
        switch (await DecideAsync(team, issue, actor, operation, new FollowUpCommand.SeeContact(), cancellationToken))
        {
            case IssueReply.Refused refused: return new LookReply.Refused(refused.Team, refused.Refusal);
            case IssueReply.Done { Item: { FollowUp: { ContactUntil: { } until } followUp } item }: return await ShowAsync(followUp, item, until);
            case IssueReply.AlreadyDone { Item: { FollowUp: { ContactUntil: { } until } followUp } item } when until > Now && followUp.Owner?.Id == actor.Id: return await ShowAsync(followUp, item, until);
            default: return new LookReply.Refused(team, new Refusal.NotNow());
        }

        async Task<LookReply> ShowAsync(FollowUp followUp, IssueWithResponse item, Instant until) =>
            (await issues.LoadAsync(followUp.ContactOf, cancellationToken))?.Response?.Customer is { MayContact: true } customer
                ? new LookReply.Show(new CardContent.CustomerContact(team, item, customer, until, ContactRow.LookOf(operation)))
                : new LookReply.Refused(team, new Refusal.NotNow());
    }

    private async Task<IssueReply> DecideAsync(FrontlineTeam team, IssueId issue, Actor actor, string operation, FollowUpCommand command, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            // The lock of the follow-up is read first: what is read after it can only be newer.
            if (await followUps.LoadAsync(issue, cancellationToken) is not { } stored || await issues.LoadAsync(issue, cancellationToken) is not { } loaded)
                return new IssueReply.Refused(team, new Refusal.Unknown());
            if (stored.Operations.Contains(operation)) return new IssueReply.AlreadyDone(team, loaded.Item);
            var now = Now;
            switch (FollowUpDecider.Decide(stored.FollowUp, command, actor, now, team, MayTakeOver(team, actor)))
            {
                case FollowUpDecision.Refused refused: return new IssueReply.Refused(team, refused.Refusal);
                case FollowUpDecision.Nothing: return new IssueReply.AlreadyDone(team, loaded.Item);
                case FollowUpDecision.Accepted { Event: var @event }:
                    var after = FollowUpHistory.Apply(stored.FollowUp, @event);
                    var message = MessageOf(issue, @event, operation);
                    var actions = await followUps.SaveAsync(team, stored, after, @event, operation, loaded, now, cancellationToken, message);
                    if (@event is FollowUpEvent.ContactSeen seen) actions.Add(TableTransactionAction.Upsert(ContactRow.ToEntity(issue, seen.By!.Id, operation, seen.Until)));
                    if (message is not null) actions.AddRange(OutboxRow.AddSlot(team.Id, sequence.Next(now), message, Urgency.Urgent, now));
                    if (await store.SubmitTransactionAsync(actions, cancellationToken) is not TransactionOutcome.Committed) continue;
                    await doorbell.RingAsync(team.Id, cancellationToken);
                    return new IssueReply.Done(team, loaded.Item with { FollowUp = after });
            }
        }

        throw new InvalidOperationException($"the follow-up of {issue} changed {Tries} times while it was being saved");
    }

    /// <summary>What shows contact data, where no dialog can be written over. Once they are taken away, the call stands in it, and goes on to be told there. Null: there is none.</summary>
    private static Slot? MessageOf(IssueId issue, FollowUpEvent @event, string operation) => @event is FollowUpEvent.ContactSeen { By: { } by } && by.Id.Platform != Platform.Slack
        ? new(ContactRow.SlotOf(issue, ContactRow.LookOf(operation)), PromiseCards.PlaceOf(by.Id), SlotKind.Contact, [issue], null, null, null, null)
        : null;

    private static bool MayTakeOver(FrontlineTeam team, Actor actor) => Authorization.MayTriage(team, actor.Id) is null;

    /// <summary>Members of the channel, and whoever decides for the team.</summary>
    private async Task<(FrontlineTeam? Team, Refusal? Refusal)> AuthorizeAsync(IssueId issue, Actor actor, TimeSpan? patience, CancellationToken cancellationToken)
    {
        if ((await directory.CurrentAsync(cancellationToken)).Find(issue.Team) is not { } team) return (null, new Refusal.Unknown());
        if (MayTakeOver(team, actor)) return (team, null);
        return (team, patience is { } limit
            ? await authorization.MayTagAsync(team, actor.Id, limit, time, cancellationToken)
            : await authorization.MayTagAsync(team, actor.Id, cancellationToken));
    }
}
