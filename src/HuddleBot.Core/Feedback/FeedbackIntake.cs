using HuddleBot.Core.Delivery;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Posting;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Silences;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Feedback;

/// <summary>Stores responses once, each in its team's partition; where an answer lies already, <see cref="ResponseWhereabouts"/> knows.</summary>
public sealed class FeedbackIntake(
    ITableStore store, IssueStore issues, ITeamDirectory directory, IQuarantine quarantine, IDoorbell doorbell, RowSequence sequence, IEnumerable<INewsReader> readers,
    TimeProvider time) : IFeedbackIntake
{
    // A response takes two actions of the 100 of a transaction, of which one counts them all, or up to five where it waits to be posted: then packing makes two or three
    // transactions of them.
    private const int ResponsesAtOnce = 49;
    private const int Tries = 50;

    private readonly ResponseWhereabouts whereabouts = new(store);
    private readonly CustomerThreads threads = new(store, issues);
    private readonly FollowUpStore followUps = new(store, sequence);
    private readonly SignLog signs = new(store);
    private readonly bool tellsFreshIssues = readers.Any(reader => reader.ReadsFreshIssues);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<IntakeSummary> AcceptAsync(string source, IReadOnlyList<ReadResponse> items, PostChoice post, CancellationToken cancellationToken)
    {
        var unreadable = items.OfType<ReadResponse.Unreadable>().ToList();
        if (unreadable.Count > 0) await quarantine.PutAsync(source, unreadable, cancellationToken);

        var snapshot = await directory.CurrentAsync(cancellationToken);
        var summary = IntakeSummary.None with { Quarantined = unreadable.Count };

        // The same id twice in one delivery is an update of itself: such rounds come one after the other, everything else side by side.
        foreach (var round in Rounds(items.OfType<ReadResponse.Read>().Select(item => item.Response)))
        {
            // Each step is made ready for all before the first is stored: what is stored at the same moment shares a commit.
            var claims = round.Chunk(TableLimits.ActionsPerTransaction).Select(chunk => ResponseWhereabouts.Claims(source, chunk, snapshot)).ToList();
            var places = (await Task.WhenAll(claims.Select(claim => whereabouts.ClaimAsync(claim, cancellationToken)))).SelectMany(some => some).ToList();
            var storings = places.GroupBy(place => place.Team).SelectMany(team => team.Chunk(ResponsesAtOnce).Select(chunk => new Storing(
                team.Key, [.. chunk.Select(place => place.Response)], snapshot, post, Array.TrueForAll(chunk, place => place.IsNew) ? Known.IsNew : Known.IsUpdated))).ToList();
            var plans = await Task.WhenAll(storings.Select(storing => PlanAsync(storing, storing.Responses, storing.Known, cancellationToken)));
            var parts = await Task.WhenAll(storings.Zip(plans, (storing, first) => StoreAsync(storing, first, cancellationToken)));
            summary = parts.Aggregate(summary, (sum, part) => sum + part);
            foreach (var row in places.Select(place => place.Waiting).OfType<TableEntity>()) await store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], cancellationToken);
        }

        // After they are safe: where this is cut off, the source is not answered and sends them again.
        await NoteSignsAsync(new SignOf.Feed(source), items.OfType<ReadResponse.Read>().Select(item => item.Response), cancellationToken);
        await quarantine.SettleAsync(source, IdsThatCameRight(items), cancellationToken);
        return summary;
    }

    private Task NoteSignsAsync(SignOf of, IEnumerable<Response> responses, CancellationToken cancellationToken)
    {
        var now = Now;
        return signs.NoteAsync(of, responses.Select(response => response.AnsweredAt), now, now, cancellationToken);
    }

    /// <summary>Where the same id is unreadable later in the delivery, that is what counts.</summary>
    private static HashSet<string> IdsThatCameRight(IReadOnlyList<ReadResponse> items)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item is ReadResponse.Read { Response.Id: var id }) ids.Add(id);
            else if (item is ReadResponse.Unreadable { Id: { } unreadable }) ids.Remove(unreadable);
        }

        return ids;
    }

    public async Task<int> RouteWaitingAsync(PostChoice post, CancellationToken cancellationToken)
    {
        var snapshot = await directory.CurrentAsync(cancellationToken);
        var routed = 0;
        await foreach (var row in store.QueryAsync(TeamRows.Unrouted, TeamRows.Response, null, cancellationToken))
        {
            if (await MoveAsync(row, snapshot, post, cancellationToken)) routed++;
        }

        return routed;
    }

    /// <summary>
    /// Moves a response that waits to its team. Marked first, stored next, deleted last: a stop anywhere leaves a row from which the next run goes on, and a marked row
    /// never replaces what came to the team after it. What changes meanwhile keeps waiting for the next run.
    /// </summary>
    private async Task<bool> MoveAsync(TableEntity row, TeamsSnapshot snapshot, PostChoice post, CancellationToken cancellationToken)
    {
        if (await whereabouts.MoveAsync(row, snapshot, cancellationToken) is not { Waiting: { } waiting } place) return false;

        // An unmarked row of a response that is with a team already came after it: an update.
        var storing = new Storing(place.Team, [place.Response], snapshot, post, ResponseWhereabouts.IsMoving(waiting) ? Known.IsKept : Known.IsUpdated);
        await StoreAsync(storing, await PlanAsync(storing, storing.Responses, storing.Known, cancellationToken), cancellationToken);
        return await store.SubmitTransactionAsync([TableTransactionAction.Delete(waiting)], cancellationToken) is TransactionOutcome.Committed;
    }

    public async Task<int> CountUnroutedAsync(CancellationToken cancellationToken) =>
        await store.QueryAsync(TeamRows.Unrouted, TeamRows.Response, null, cancellationToken).CountAsync(cancellationToken);

    private static IEnumerable<IReadOnlyList<Response>> Rounds(IEnumerable<Response> responses)
    {
        var rounds = new List<Dictionary<string, Response>>();
        foreach (var response in responses)
        {
            var round = rounds.FirstOrDefault(round => !round.ContainsKey(response.Id));
            if (round is null) rounds.Add(round = new(StringComparer.Ordinal));
            round.Add(response.Id, response);
        }

        return rounds.Select(round => round.Values.ToList());
    }

    /// <param name="first">How all of it is to be stored; made anew where something has changed since.</param>
    private async Task<IntakeSummary> StoreAsync(Storing storing, Plans first, CancellationToken cancellationToken)
    {
        var (plans, summary) = (first, IntakeSummary.None);
        for (var tries = 0; tries < Tries; tries++)
        {
            var stored = await CommitAsync(storing.Team, plans, cancellationToken);

            // For what was stored already, too: whoever stored it may have died before its bell, and then it is sent again.
            if (storing.Team is { } rung && stored.Count > 0) await doorbell.RingAsync(rung, cancellationToken);

            summary = stored.Aggregate(summary, (sum, plan) => sum + plan.Summary);
            IReadOnlyList<Response> open = [.. plans.All.Except(stored).Select(plan => plan.Response)];
            if (open.Count > 0)
            {
                plans = await PlanAsync(storing, open, storing.Known == Known.IsNew ? Known.IsUpdated : storing.Known, cancellationToken);
                continue;
            }

            if (storing.Team is { } team) await NoteSignsAsync(new SignOf.Comments(team), storing.Responses, cancellationToken);
            return summary;
        }

        throw new InvalidOperationException($"the responses of {storing.Place} changed {Tries} times while they were being stored");
    }

    private async Task<Plans> PlanAsync(Storing storing, IReadOnlyList<Response> responses, Known known, CancellationToken cancellationToken)
    {
        var now = Now;
        return new(now, await Task.WhenAll(responses.Select(response => storing.Team is { } team
            ? PlanInTeamAsync(team, storing.Teams.Find(team), response, storing.Post, known, now, sequence.Next(now), cancellationToken)
            : PlanUnroutedAsync(response, cancellationToken))));
    }

    /// <summary>As few transactions as the limits allow, up to the first conflict. Returns what is safe; the rest is to be looked at anew.</summary>
    private async Task<IReadOnlyList<StoringPlan>> CommitAsync(TeamId? team, Plans plans, CancellationToken cancellationToken)
    {
        var stored = plans.All.Where(plan => plan.Actions.Count == 0).ToList();
        foreach (var (group, actions) in TransactionPacking.Pack(plans.All.Where(plan => plan.Actions.Count > 0), plan => plan.Actions, actionsLeft: 1, ScoreChangeRow.MostBytes))
        {
            var changes = group.Select(plan => plan.Counted).OfType<ScoreChange>().ToList();
            IEnumerable<TableTransactionAction> counted = team is null || changes.Count == 0 ? [] : [ScoreChangeRow.Add(team, sequence.Next(plans.MadeAt), changes)];
            if (await store.SubmitTransactionAsync([.. actions, .. counted], cancellationToken) is TransactionOutcome.Conflict) break;
            stored.AddRange(group);
        }

        return stored;
    }

    private async Task<StoringPlan> PlanUnroutedAsync(Response response, CancellationToken cancellationToken)
    {
        var key = TeamRows.Response + StableHash.Of("response", response.Source, response.Id);
        var old = await store.GetAsync(TeamRows.Unrouted, key, cancellationToken);
        var row = ResponseRow.ToEntity(TeamRows.Unrouted, key, response, queued: false, old?.ETag);
        if (old is null) return new(response, [TableTransactionAction.Add(row)], IntakeSummary.None with { Accepted = 1, Unrouted = 1 });
        return IsSame(old, row) ? Duplicate(response) : new(response, [TableTransactionAction.Replace(row)], IntakeSummary.None with { Updated = 1 });
    }

    /// <param name="turn">Drawn in the order of the delivery, which is the order of the cards.</param>
    private async Task<StoringPlan> PlanInTeamAsync(
        TeamId team, FrontlineTeam? rules, Response response, PostChoice post, Known known, Instant now, string turn, CancellationToken cancellationToken)
    {
        var id = IssueId.OfResponse(team, response.Source, response.Id);
        var partition = TeamRows.PartitionOf(team);

        // Of what has just been claimed there is no response, and so nothing that was made of one; should there be one all the same, the transaction meets it, and the next try looks.
        var issueRow = known == Known.IsNew ? null : await store.GetAsync(partition, TeamRows.Issue + id.Key, cancellationToken);
        var old = known == Known.IsNew ? null : await store.GetAsync(partition, TeamRows.Response + id.Key, cancellationToken);

        var queuedBefore = old?.GetBoolean("Queued") ?? false;
        var queue = !queuedBefore && IssueRow.SlotsOf(issueRow).All(PromiseSlots.IsToOwner) && rules is not null && PostingDecider.IsToBePosted(response, rules.Posting, post, now);
        var thread = ResponseMarks.AttachedToOf(old);
        if (old is null && rules is not null && PostingDecider.IsFresh(response, rules.Posting, post, now)) thread = await threads.ThreadOfAsync(response, id, begins: queue, now, cancellationToken);
        queue &= thread is null;
        var row = ResponseRow.ToEntity(partition, TeamRows.Response + id.Key, response, queuedBefore || queue, old?.ETag);
        ResponseMarks.Keep(row, old);
        if (old is not null && (known == Known.IsKept || IsSame(old, row))) return Duplicate(response);

        List<TableTransactionAction> actions = [TableTransactionAction.Save(row), TableTransactionAction.Upsert(AnsweredIndex.RowOf(id, response))];
        if (old is not null && await AnsweredIndex.OutdatedAsync(store, id, old, response, cancellationToken) is { } outdated) actions.Add(TableTransactionAction.Delete(outdated));
        if (old is not null) actions.AddRange(await TouchAsync(id, issueRow, old, rules, now, cancellationToken));
        // Before what follows from it, so that it is told first.
        if (old is null && tellsFreshIssues) actions.Add(NewsRow.Add(id, 0, sequence.Next(now)));
        if (thread is not null)
        {
            ResponseMarks.Attach(row, thread);
            actions.Add(TableTransactionAction.Upsert(CustomerAttachments.RowOf(id, thread, now)));
        }
        else if (rules is not null && (queue || queuedBefore || IssueRow.SlotsOf(issueRow).Count > 0))
        {
            actions.AddRange(await CallBackAsync(rules, id, response, row, now, turn, cancellationToken));
        }

        if (queue)
        {
            actions.Add(PostingDesk.Wait(id, turn));
            var createdAt = issueRow?.RequireInstant("CreatedAt") ?? old?.RequireInstant("AnsweredAt") ?? response.AnsweredAt;
            actions.Add(TableTransactionAction.Upsert(IssueChange.OpenRow(Issue.Fresh(id, createdAt))));
        }

        return new(response, actions, old is null ? IntakeSummary.None with { Accepted = 1 } : IntakeSummary.None with { Updated = 1 })
        {
            Counted = ScoreChange.Between(id.Key, old is null ? null : ResponseRow.FromEntity(old), response),
        };
    }

    /// <summary>An unhappy customer who may be contacted is called back; one who may not any more is not. The card is drawn by whoever posts or touches it.</summary>
    private async Task<IReadOnlyList<TableTransactionAction>> CallBackAsync(
        FrontlineTeam rules, IssueId id, Response response, TableEntity row, Instant now, string turn, CancellationToken cancellationToken)
    {
        var known = row.GetBoolean(ResponseMarks.HasFollowUp) == true ? await followUps.LoadAsync(id, cancellationToken) : null;
        if (FollowUpOpening.After(known?.FollowUp, response, id, rules, now) is not { } @event) return [.. followUps.TouchSent(known, $"response-{turn}", now)];
        row[ResponseMarks.HasFollowUp] = true;
        var after = known is null ? FollowUpHistory.Begin(id, (FollowUpEvent.Opened)@event) : FollowUpHistory.Apply(known.FollowUp, @event);
        return await followUps.SaveAsync(rules, known, after, @event, $"response-{turn}", null, now, cancellationToken);
    }

    /// <summary>Saves the issue's lock, so that a card that is being made at this moment is seen, and has every posted card drawn anew.</summary>
    private async Task<IEnumerable<TableTransactionAction>> TouchAsync(
        IssueId id, TableEntity? issueRow, TableEntity oldResponse, FrontlineTeam? rules, Instant now, CancellationToken cancellationToken)
    {
        var slots = IssueRow.SlotsOf(issueRow);
        var touched = issueRow is null ? IssueRow.ToEntity(Issue.Fresh(id, oldResponse.RequireInstant("AnsweredAt")), [], null) : IssueRow.WithSlots(issueRow, slots);
        var loaded = rules is null || slots.Count == 0 ? null : await issues.LoadAsync(id, cancellationToken);
        var toOwners = await PromiseSlots.PlacesAsync(store, id.Team, slots, cancellationToken);
        return
        [
            TableTransactionAction.Save(touched),
            .. loaded?.Issue.State is IssueState.EscalatedToManager ? [NewsRow.Add(id, loaded.Issue.Version, sequence.Next(now))] : Array.Empty<TableTransactionAction>(),
            .. slots.Where(_ => loaded is not null).Select(slot =>
            {
                var next = sequence.Next(now);
                return OutboxRow.Add(id.Team, next, $"{id}/content/{next}/{slot}", IssueChange.ChannelOf(rules!, slot, toOwners), Urgency.Routine, new OutgoingContent.Redraw(slot), now);
            }),
        ];
    }

    private static StoringPlan Duplicate(Response response) => new(response, [], IntakeSummary.None with { Duplicates = 1 });

    private static bool IsSame(TableEntity old, TableEntity @new) => old.GetString("Content") == @new.GetString("Content");

    /// <summary>Responses that are stored together.</summary>
    /// <param name="Place">The id of the team with which they lie or are to lie; "" for unrouted.</param>
    /// <param name="Known">What is known of each of them.</param>
    private sealed record Storing(string Place, IReadOnlyList<Response> Responses, TeamsSnapshot Teams, PostChoice Post, Known Known)
    {
        public TeamId? Team { get; } = Place.Length > 0 ? new TeamId(Place) : null;
    }

    private sealed record Plans(Instant MadeAt, IReadOnlyList<StoringPlan> All);

    /// <summary>What storing one response takes, and how it counts once that is done.</summary>
    private sealed record StoringPlan(Response Response, IReadOnlyList<TableTransactionAction> Actions, IntakeSummary Summary)
    {
        /// <summary>What it changes in its team's counters, to be committed with it; null: nothing.</summary>
        public ScoreChange? Counted { get; init; }
    }

    /// <summary>What is done with a response that the team has already.</summary>
    private enum Known
    {
        /// <summary>It has none: its id has just been claimed.</summary>
        IsNew,
        IsUpdated,
        IsKept,
    }
}
