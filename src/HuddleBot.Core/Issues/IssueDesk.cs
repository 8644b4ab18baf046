using HuddleBot.Core.Cards;
using HuddleBot.Core.Charts;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.News;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Scores.Drops;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using HuddleBot.Core.Tracing;
using NodaTime;

namespace HuddleBot.Core.Issues;

/// <summary>The thin shell around <see cref="IssueDecider"/>: authorize, load, decide, save with what is to be said, announce.</summary>
public sealed partial class IssueDesk(
    ITableStore store, IssueStore issues, ITeamDirectory directory, Authorization authorization, IEnumerable<IChatDirectory> people, IDoorbell doorbell, RowSequence sequence,
    TimeProvider time, IThemeSuggestions? themes = null, ICardSuggestions? alike = null, IScoreTrends? trends = null) : IIssueDesk
{
    // Each try that fails means that somebody else succeeded; so many in a row on one issue do not happen.
    private const int Tries = 50;
    private const int Listed = 15;

    /// <summary>So long a form may wait for the platform to say who is a member: the moment in which it can be opened passes (Slack's after three seconds).</summary>
    private static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(1.5);

    /// <summary>So long it may then wait for what looks alike: a process that has just started reads all texts first. Without it the form still begins a theme.</summary>
    private static readonly TimeSpan AlikePatience = TimeSpan.FromSeconds(0.8);

    private readonly FollowUps.FollowUpIndex calls = new(store);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public Task<IssueReply> DoAsync(IssueId item, Actor actor, string operation, IssueCommand command, CancellationToken cancellationToken) =>
        DoAsync(item, actor, operation, command, isSaidInTheChannel: false, cancellationToken);

    /// <param name="isSaidInTheChannel">Whoever writes there is a member, as long as the platform does not say otherwise.</param>
    private async Task<IssueReply> DoAsync(IssueId item, Actor actor, string operation, IssueCommand command, bool isSaidInTheChannel, CancellationToken cancellationToken)
    {
        using var step = Traces.StartWithin("decide " + command.GetType().Name);
        if (await directory.FindAsync(item.Team, cancellationToken) is not { } team) return new IssueReply.Refused(null, new Refusal.Unknown());
        var wanted = await NameTheThemeAsync(await NameTheLeadAsync(team, actor, command, cancellationToken), cancellationToken);
        if (wanted is null) return new IssueReply.Refused(team, new Refusal.Unknown());
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await issues.LoadAsync(item, cancellationToken) is not { } loaded) return new IssueReply.Refused(team, new Refusal.Unknown());
            if (loaded.Operations.Contains(operation)) return new IssueReply.AlreadyDone(team, loaded.Item);

            var refusal = await authorization.MayAsync(team, loaded.Issue, actor.Id, command, cancellationToken);
            if (refusal is not null && !(isSaidInTheChannel && refusal is Refusal.CannotCheck)) return new IssueReply.Refused(team, WhyNot(team, loaded.Issue, actor, command, refusal));

            var now = Now;
            var decision = IssueDecider.Decide(loaded.Issue, loaded.Events, wanted, actor, now, team);
            if (decision is IssueDecision.Unchanged) return new IssueReply.AlreadyDone(team, loaded.Item);
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
        using var step = Traces.StartWithin("decide " + nameof(IssueCommand.Raise));
        var (found, refusal) = await AuthorizeAsync(team, actor, cancellationToken);
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

    public async Task<LookReply> LookAsync(IssueId item, Actor actor, FormKind form, int page, CancellationToken cancellationToken, int? seen = null)
    {
        if (await directory.FindAsync(item.Team, cancellationToken) is not { } team) return new LookReply.Refused(null, new Refusal.Unknown());
        if (await issues.LoadAsync(item, cancellationToken) is not { } loaded) return new LookReply.Refused(team, new Refusal.Unknown());
        if (await authorization.MayAsync(team, loaded.Issue, actor.Id, Rights.Of(form), LookPatience, time, cancellationToken) is { } refusal) return new LookReply.Refused(team, refusal);
        if (IssueForms.Decides(form) && WhatWasSeen.WhyNot(loaded.Issue, loaded.Events, seen, actor.Id) is { } overtaken) return new LookReply.Refused(team, overtaken);

        if (IssueForms.Of(form, team, loaded.Item, loaded.Slots, actor, page, Now) is not { } content)
        {
            var isDecided = loaded.Issue.LastEvent is not (null or IssueEvent.Undone or IssueEvent.TriageUndone or IssueEvent.Raised);
            return new LookReply.Refused(team, isDecided ? Refusal.DecidedBefore.For(actor, loaded.Issue.LastEvent!) : new Refusal.NotNow());
        }

        return new LookReply.Show(content is CardContent.ScoreDropCard card ? await DropCards.WithTrendAsync(card, trends, cancellationToken) : await WithWhatLooksAlikeAsync(content, cancellationToken));
    }

    private async Task<CardContent> WithWhatLooksAlikeAsync(CardContent content, CancellationToken cancellationToken)
    {
        if (content is CardContent.EscalationCard card && alike is not null) return card with { Suggestion = await alike.ForAsync(card.Item, cancellationToken) };
        if (content is not CardContent.MergeForm form || themes is null) return content;
        var found = await FindAlikeAsync(themes, form.Item, cancellationToken);
        return form with { Suggestions = [.. found.Themes, .. found.OtherThemes], Others = found.Others, OtherWords = found.OtherWords };
    }

    /// <remarks>The search goes on, and the next one finds what it has read.</remarks>
    private Task<LooksLike> FindAlikeAsync(IThemeSuggestions themes, IssueWithResponse item, CancellationToken cancellationToken) =>
        Task.Run(() => themes.FindAsync(item, cancellationToken), cancellationToken).WithinAsync(AlikePatience, LooksLike.Nothing, time, cancellationToken);

    public async Task<LookReply> LookToAddAsync(TeamId team, Actor actor, string? words, CancellationToken cancellationToken)
    {
        var (found, refusal) = await AuthorizeAsync(team, actor, cancellationToken, LookPatience);
        if (found is null || refusal is not null) return new LookReply.Refused(found, refusal ?? new Refusal.Unknown());
        return new LookReply.Show(new CardContent.AddForm(found, words));
    }

    public async Task<IssueReply> OpenAsync(IssueId item, Actor actor, CancellationToken cancellationToken)
    {
        var (team, refusal) = await AuthorizeAsync(item.Team, actor, cancellationToken);
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
        var (found, refusal) = await AuthorizeAsync(team, actor, cancellationToken);
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
        var snapshot = await directory.CurrentAsync(cancellationToken);
        var promises = await Task.WhenAll(TeamsAround(person, snapshot).Select(async team =>
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
        return [.. (await issues.LoadAsync(soonest, cancellationToken)).Select(loaded => AsPromisedBy(person, loaded.Item, snapshot))];
    }

    /// <summary>Of the call to its customer only what is the person's own.</summary>
    private static IssueWithResponse AsPromisedBy(PersonId person, IssueWithResponse item, TeamsSnapshot snapshot)
    {
        var (calls, promised) = (item.FollowUp?.State is FollowUps.FollowUpState.Claimed { By.Id: var caller } && caller == person, item.FollowUp?.Promise?.Owner.Id == person);
        return item with
        {
            FollowUp = promised ? item.FollowUp : calls ? item.FollowUp! with { Promise = null } : null,
            CallDueOn = calls ? item.FollowUp!.DueAt.InZone(snapshot.Find(item.Issue.Id.Team)?.TimeZone ?? DateTimeZone.Utc).Date : null,
        };
    }

    /// <summary>Those in whose channel the person may sit, and those they manage: a manager may sit on another platform than the team.</summary>
    private static IEnumerable<FrontlineTeam> TeamsAround(PersonId person, TeamsSnapshot snapshot) =>
        snapshot.Teams.Where(team => (team.Channel.Platform == person.Platform && team.Channel.Workspace == person.Workspace) || team.Managers.Contains(person));

    /// <summary>A second tap on the same button before the card has changed: the person has what they wanted. A form has words of its own and is never dropped.</summary>
    private static bool IsTappedTwice(IssueCommand command, Actor actor, Refusal refusal) =>
        refusal is Refusal.DecidedBefore { First: var first } && first.By.Id == actor.Id && (command, first) switch
        {
            (IssueCommand.Celebrate { Thanks: null }, IssueEvent.Celebrated { Thanks: null }) => true,
            (IssueCommand.TriageAccept { Owner: null, Date: null, Group: null }, IssueEvent.TriageAccepted) => true,
            (IssueCommand.TriageSnooze { Until: null }, IssueEvent.TriageSnoozed) => true,
            (IssueCommand.TriageSplit, IssueEvent.TriageSplit) => true,
            (IssueCommand.TriageUndo, IssueEvent.TriageUndone) => true,
            (IssueCommand.SayHelped said, IssueEvent.AnswerHelped helped) => said.Outcome == helped.Outcome,
            (IssueCommand.Undo, IssueEvent.Undone) => true,
            (IssueCommand.Finish { WhatHappened: null } finish, IssueEvent.Finished { WhatHappened: null } finished) => finish.Outcome == finished.Outcome,
            _ => false,
        };

    /// <summary>Somebody who might have decided until a moment ago is told who was first, not that it is none of their business.</summary>
    private static Refusal WhyNot(FrontlineTeam team, Issue issue, Actor actor, IssueCommand command, Refusal refusal)
    {
        var before = issue.State switch
        {
            IssueState.EscalatedToManager escalated => escalated.BeforeTriage,
            IssueState.FixingIt fixing => fixing.Guidance?.Escalation,
            _ => null,
        };
        return refusal is Refusal.NotAManager && before is not null && issue.LastEvent is { } first && Authorization.MayDecide(team, issue with { State = before }, actor.Id, command) is null
            ? Refusal.DecidedBefore.For(actor, first)
            : refusal;
    }

    /// <summary>A group is accountable by its lead, who has a name.</summary>
    private async Task<IssueCommand> NameTheLeadAsync(FrontlineTeam team, Actor actor, IssueCommand command, CancellationToken cancellationToken)
    {
        if (command is IssueCommand.Change { Decision: IssueCommand.TriageAccept } change)
            return change with { Decision = await NameTheLeadAsync(team, actor, change.Decision, cancellationToken) };
        if (command is not IssueCommand.TriageAccept { Owner: null, Group: { } id } accept || team.Company.FindGroup(id.Trim()) is not { } group) return command;
        return accept with { Owner = await GroupLeads.NameAsync(people, group, actor, cancellationToken) };
    }

    private async Task<(FrontlineTeam? Team, Refusal? Refusal)> AuthorizeAsync(
        TeamId id, Actor actor, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        var team = await directory.FindAsync(id, cancellationToken);
        if (team is null) return (null, new Refusal.Unknown());
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
            NewsRow.Add(after.Id, after.Version, sequence.Next(now)),
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
        return new(after, before.Response) { Drop = before.Drop };
    }
}
