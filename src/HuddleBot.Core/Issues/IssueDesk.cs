using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Issues;

/// <summary>The thin shell around <see cref="IssueDecider"/>: authorize, load, decide, save with what is to be said, announce.</summary>
public sealed class IssueDesk(
    ITableStore store, IssueStore issues, ITeamDirectory directory, Authorization authorization, IDoorbell doorbell, RowSequence sequence, TimeProvider time) : IIssueDesk
{
    // Each try that fails means that somebody else succeeded; so many in a row on one issue do not happen.
    private const int Tries = 50;
    private const int Listed = 15;

    /// <summary>So long a form may wait for the platform to say who is a member: the moment in which it can be opened passes (Slack's after three seconds).</summary>
    private static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(1.5);

    private readonly EscalationIndex escalations = new(store, issues);
    private readonly FollowUps.FollowUpIndex calls = new(store);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<IssueReply> DoAsync(IssueId item, Actor actor, string operation, IssueCommand command, CancellationToken cancellationToken)
    {
        var (team, refusal) = await AuthorizeAsync(item.Team, actor, IsTriage(command), cancellationToken);
        if (refusal is Refusal.NotAMember or Refusal.CannotCheck && IsAboutOnesPromise(command) && await IsOwnerAsync(item, actor, cancellationToken)) refusal = null;
        if (team is null || refusal is not null) return new IssueReply.Refused(team, refusal ?? new Refusal.Unknown());

        for (var tries = 0; tries < Tries; tries++)
        {
            if (await issues.LoadAsync(item, cancellationToken) is not { } loaded) return new IssueReply.Refused(team, new Refusal.Unknown());
            if (loaded.Operations.Contains(operation)) return new IssueReply.AlreadyDone(team, loaded.Item);

            var now = Now;
            var decision = IssueDecider.Decide(loaded.Issue, command, actor, now, team);
            if (decision is not IssueDecision.Accepted { Event: var @event })
            {
                var reason = ((IssueDecision.Refused)decision).Refusal;
                return IsTappedTwice(command, actor, reason) ? new IssueReply.AlreadyDone(team, loaded.Item) : new IssueReply.Refused(team, reason);
            }

            if (await SaveAsync(team, loaded, @event, operation, now, cancellationToken) is { } saved) return new IssueReply.Done(team, saved);
        }

        throw new InvalidOperationException($"issue {item} changed {Tries} times while it was being saved");
    }

    public async Task<IssueReply> RaiseAsync(TeamId team, Actor actor, string operation, string words, CancellationToken cancellationToken)
    {
        var (found, refusal) = await AuthorizeAsync(team, actor, triage: false, cancellationToken);
        if (found is null || refusal is not null) return new IssueReply.Refused(found, refusal ?? new Refusal.Unknown());

        var id = IssueId.Raised(team, operation);
        for (var tries = 0; tries < Tries; tries++)
        {
            var now = Now;
            var known = await issues.LoadAsync(id, cancellationToken);
            if (known is { Issue.Version: > 0 }) return new IssueReply.AlreadyDone(found, known.Item);

            var decision = IssueDecider.Decide(Issue.Fresh(id, now), new IssueCommand.Raise(words), actor, now, found);
            if (decision is not IssueDecision.Accepted { Event: var @event }) return new IssueReply.Refused(found, ((IssueDecision.Refused)decision).Refusal);

            var fresh = new LoadedIssue(Issue.Fresh(id, now), null, null, [], []);
            if (await SaveAsync(found, fresh, @event, operation, now, cancellationToken) is { } saved) return new IssueReply.Done(found, saved);
        }

        throw new InvalidOperationException($"issue {id} changed {Tries} times while it was being raised");
    }

    public async Task<LookReply> LookAsync(IssueId item, Actor actor, FormKind form, int page, CancellationToken cancellationToken)
    {
        var triage = form is FormKind.Accept or FormKind.TriageChange or FormKind.Decline or FormKind.Resolve;
        var (team, refusal) = await AuthorizeAsync(item.Team, actor, triage, cancellationToken, LookPatience);
        if (refusal is Refusal.NotAMember or Refusal.CannotCheck && IsAboutOnesPromise(form) && await IsOwnerAsync(item, actor, cancellationToken)) refusal = null;
        if (team is null || refusal is not null) return new LookReply.Refused(team, refusal ?? new Refusal.Unknown());
        if (await issues.LoadAsync(item, cancellationToken) is not { } loaded) return new LookReply.Refused(team, new Refusal.Unknown());

        return IssueForms.Of(form, team, loaded.Item, loaded.Slots, actor, page, Now) is { } content
            ? new LookReply.Show(content)
            : new LookReply.Refused(team, loaded.Issue.LastEvent is { } first and not IssueEvent.Undone and not IssueEvent.Raised ? Refusal.DecidedBefore.For(actor, first) : new Refusal.NotNow());
    }

    public async Task<LookReply> LookToAddAsync(TeamId team, Actor actor, string? words, CancellationToken cancellationToken)
    {
        var (found, refusal) = await AuthorizeAsync(team, actor, triage: false, cancellationToken, LookPatience);
        if (found is null || refusal is not null) return new LookReply.Refused(found, refusal ?? new Refusal.Unknown());
        return new LookReply.Show(new CardContent.AddForm(found, words));
    }

    public async Task<IssueReply> OpenAsync(IssueId item, Actor actor, CancellationToken cancellationToken)
    {
        var (team, refusal) = await AuthorizeAsync(item.Team, actor, triage: false, cancellationToken);
        if (team is null || refusal is not null) return new IssueReply.Refused(team, refusal ?? new Refusal.Unknown());

        for (var tries = 0; tries < Tries; tries++)
        {
            if (await issues.LoadAsync(item, cancellationToken) is not { Row: { } row } loaded) return new IssueReply.Refused(team, new Refusal.Unknown());
            var card = SlotRow.CardOf(item);
            if (loaded.Slots.Contains(card)) return new IssueReply.AlreadyDone(team, loaded.Item);

            // What is not posted yet has no line to open.
            if (IssueChange.ThreadOf(loaded.Slots) is not { } thread) return new IssueReply.Refused(team, new Refusal.Unknown());
            var now = Now;
            var outcome = await store.SubmitTransactionAsync(
                [
                    TableTransactionAction.Replace(IssueRow.WithSlots(row, [.. loaded.Slots, card])),
                    .. OutboxRow.AddSlot(team.Id, sequence.Next(now), new(card, team.Channel, SlotKind.Issue, [item], thread, null, null, null), Urgency.Urgent, now),
                ],
                cancellationToken);
            if (outcome is not TransactionOutcome.Committed) continue;
            await doorbell.RingAsync(team.Id, cancellationToken);
            return new IssueReply.Done(team, loaded.Item);
        }

        throw new InvalidOperationException($"issue {item} changed {Tries} times while it was being opened");
    }

    public async Task<LookReply> ListAsync(TeamId team, Actor actor, CancellationToken cancellationToken)
    {
        var (found, refusal) = await AuthorizeAsync(team, actor, triage: false, cancellationToken);
        if (found is null || refusal is not null) return new LookReply.Refused(found, refusal ?? new Refusal.Unknown());

        var keys = new List<IssueId>();
        var more = 0;
        await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Open, null, cancellationToken))
        {
            if (keys.Count < Listed) keys.Add(IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.RowKey} names no issue"));
            else more++;
        }

        var items = await issues.LoadAsync(keys, cancellationToken);
        return new LookReply.Show(new CardContent.IssuesList(found, [.. items.Select(item => item.Item)], more));
    }

    public async Task<IReadOnlyList<IssueWithResponse>> PromisesOfAsync(PersonId person, CancellationToken cancellationToken)
    {
        var teams = TeamsAround(person, await directory.CurrentAsync(cancellationToken));
        var promises = await Task.WhenAll(teams.Select(async team =>
        {
            var found = new List<(string Date, IssueId Issue)>();
            await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(team.Id), TeamRows.PromisesOf(person), null, cancellationToken))
            {
                if (IssueId.TryParse(row.GetString("Issue")) is { } issue) found.Add((row.RequireString("Date"), issue));
            }

            found.AddRange(await calls.OfPersonAsync(team.Id, person, cancellationToken));

            return found;
        }));
        var soonest = promises.SelectMany(found => found).OrderBy(promise => promise.Date, StringComparer.Ordinal).Select(promise => promise.Issue).Distinct().Take(Listed);
        return [.. (await issues.LoadAsync(soonest, cancellationToken)).Select(loaded => loaded.Item)];
    }

    public async Task<WaitingEscalations?> QueueOfAsync(PersonId person, CancellationToken cancellationToken)
    {
        var snapshot = await directory.CurrentAsync(cancellationToken);
        var found = await Task.WhenAll(TeamsAround(person, snapshot).Select(team => escalations.WaitingForAsync(person, team, cancellationToken)));
        var waiting = found.SelectMany(team => team).OrderBy(entry => entry.Due).ThenBy(entry => entry.AskedAt).ToList();
        if (waiting.Count == 0 && !snapshot.Teams.Any(team => team.Managers.Contains(person))) return null;

        // What was answered since the index was read waits no more.
        var loaded = await issues.LoadAsync(waiting.Take(Listed).Select(entry => entry.Issue), cancellationToken);
        var items = loaded.Where(item => IssueChange.EscalationRow(item.Issue) is not null).Select(item => new QueuedEscalation(snapshot.Find(item.Issue.Id.Team)!, item.Item));
        return new([.. items], Math.Max(0, waiting.Count - Listed));
    }

    /// <summary>Those in whose channel the person may sit, and those they manage: a manager may sit on another platform than the team.</summary>
    private static IEnumerable<FrontlineTeam> TeamsAround(PersonId person, TeamsSnapshot snapshot) =>
        snapshot.Teams.Where(team => (team.Channel.Platform == person.Platform && team.Channel.Workspace == person.Workspace) || team.Managers.Contains(person));

    /// <summary>A second tap on the same button before the card has changed: the person has what they wanted. A form has words of its own and is never dropped.</summary>
    private static bool IsTappedTwice(IssueCommand command, Actor actor, Refusal refusal) =>
        refusal is Refusal.DecidedBefore { First: var first } && first.By.Id == actor.Id && (command, first) switch
        {
            (IssueCommand.Celebrate { Thanks: null }, IssueEvent.Celebrated { Thanks: null }) => true,
            (IssueCommand.TriageAccept { Owner: null, Date: null }, IssueEvent.TriageAccepted) => true,
            (IssueCommand.Undo, IssueEvent.Undone) => true,
            (IssueCommand.Finish { WhatHappened: null } finish, IssueEvent.Finished { WhatHappened: null } finished) => finish.Outcome == finished.Outcome,
            _ => false,
        };

    /// <summary>
    /// A promise can be given to somebody who is not in the channel, and in the morning nobody may have been asked yet who is: what their reminder asks of its owner, they may do.
    /// </summary>
    private static bool IsAboutOnesPromise(IssueCommand command) => command is IssueCommand.Finish or IssueCommand.Drop or IssueCommand.Change { Decision: IssueCommand.Fix };

    private static bool IsAboutOnesPromise(FormKind form) =>
        form is FormKind.Done or FormKind.Drop or FormKind.Change or FormKind.PromiseReminder or FormKind.DidItWork or FormKind.FullComment;

    private async Task<bool> IsOwnerAsync(IssueId item, Actor person, CancellationToken cancellationToken) =>
        (await issues.LoadAsync(item, cancellationToken))?.Issue.State switch
        {
            IssueState.FixingIt fixing => fixing.Owner.Id == person.Id,
            IssueState.Done done => done.Fix.Owner.Id == person.Id,
            IssueState.Dropped dropped => dropped.Fix.Owner.Id == person.Id,
            _ => false,
        };

    private static bool IsTriage(IssueCommand command) => command switch
    {
        IssueCommand.Change change => IsTriage(change.Decision),
        _ => command is IssueCommand.TriageAccept or IssueCommand.TriageDecline or IssueCommand.TriageResolve,
    };

    private async Task<(FrontlineTeam? Team, Refusal? Refusal)> AuthorizeAsync(
        TeamId id, Actor actor, bool triage, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        var team = (await directory.CurrentAsync(cancellationToken)).Find(id);
        if (team is null) return (null, new Refusal.Unknown());
        if (triage) return (team, Authorization.MayTriage(team, actor.Id));
        return (team, patience is { } limit
            ? await authorization.MayTagAsync(team, actor.Id, limit, time, cancellationToken)
            : await authorization.MayTagAsync(team, actor.Id, cancellationToken));
    }

    /// <summary>Null: somebody else was faster, decide again.</summary>
    private async Task<IssueWithResponse?> SaveAsync(
        FrontlineTeam team, LoadedIssue before, IssueEvent @event, string operation, Instant now, CancellationToken cancellationToken)
    {
        var after = IssueHistory.Apply(before.Issue, @event);
        var toOwners = await PromiseSlots.PlacesAsync(store, team.Id, before.Slots, cancellationToken);
        var running = HuddleOutcomes.IsOfTheTeam(@event) ? await HuddleOutcomes.RunningAsync(store, team.Id, cancellationToken) : null;
        var change = new IssueChange(team, before, after, @event, toOwners, running);
        List<TableTransactionAction> actions =
        [
            TableTransactionAction.Save(IssueRow.ToEntity(after, change.SlotsAfter, before.Row?.ETag)),
            TableTransactionAction.Add(IssueEventRow.ToEntity(after.Id, after.Version, @event, operation)),
            .. change.IndexRows.Select(TableTransactionAction.Upsert),
        ];
        if (running is not null) actions.Add(HuddleOutcomes.Note(running, after, now));
        foreach (var ended in change.EndedIndexRows)
        {
            // The lock of the issue makes this row ours: no other writer touches it between this look and the commit.
            if (await store.GetAsync(TeamRows.PartitionOf(team.Id), ended, cancellationToken) is { } row) actions.Add(TableTransactionAction.Delete(row));
        }

        foreach (var slot in change.NewSlots) actions.AddRange(OutboxRow.AddSlot(team.Id, sequence.Next(now), slot, Urgency.Urgent, now));
        foreach (var (key, channel, content) in change.Messages)
            actions.Add(OutboxRow.Add(team.Id, sequence.Next(now), key, channel, Urgency.Urgent, content, now));

        if (await store.SubmitTransactionAsync(actions, cancellationToken) is not TransactionOutcome.Committed) return null;
        await doorbell.RingAsync(team.Id, cancellationToken);
        return new(after, before.Response);
    }
}
