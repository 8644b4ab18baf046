using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Posting;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Feedback;

/// <summary>
/// Stores responses once, each in its team's partition. A row of whereabouts per (source, id), written before the response, sees to it that an
/// answer stays with the team that it came to first, whatever later routes or attributes say.
/// </summary>
public sealed class FeedbackIntake(
    ITableStore store, IssueStore issues, ITeamDirectory directory, IQuarantine quarantine, IDoorbell doorbell, RowSequence sequence, TimeProvider time) : IFeedbackIntake
{
    // A response that waits to be posted takes three actions of the 100 of a transaction.
    private const int ResponsesATransaction = 30;
    private const int Tries = 50;

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
            var places = await ClaimWhereaboutsAsync(source, round, snapshot, cancellationToken);
            var parts = await Task.WhenAll(round.GroupBy(response => places[response.Id]).SelectMany(place =>
                place.Chunk(ResponsesATransaction).Select(chunk => StoreAsync(place.Key, chunk, snapshot, post, cancellationToken))));
            summary = parts.Aggregate(summary, (sum, part) => sum + part);
        }

        return summary;
    }

    public async Task<int> RouteWaitingAsync(PostChoice post, CancellationToken cancellationToken)
    {
        var snapshot = await directory.CurrentAsync(cancellationToken);
        var routed = 0;
        await foreach (var row in store.QueryAsync(TeamRows.Unrouted, TeamRows.Response, null, cancellationToken))
        {
            var response = ResponseRow.FromEntity(row);
            if (Routing.TeamOf(response, snapshot.Teams) is not { } team) continue;

            // In this order, a stop in between leaves the response in both places, and the next run ends it.
            await StoreAsync(team.Id.Value, [response], snapshot, post, cancellationToken);
            await MoveWhereaboutsAsync(response, team.Id, cancellationToken);
            await store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], cancellationToken);
            routed++;
        }

        return routed;
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

    /// <summary>Where each response lies or is to lie: a team's id, or "" for unrouted.</summary>
    private async Task<Dictionary<string, string>> ClaimWhereaboutsAsync(
        string source, IReadOnlyList<Response> responses, TeamsSnapshot snapshot, CancellationToken cancellationToken)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var chunk in responses.Chunk(TableLimits.ActionsPerTransaction))
        {
            var wanted = chunk.Select(response => Whereabouts(source, response.Id, Routing.TeamOf(response, snapshot.Teams)?.Id.Value ?? "")).ToList();
            var outcome = await store.SubmitTransactionAsync([.. wanted.Select(TableTransactionAction.Add)], cancellationToken);
            IReadOnlyList<TableEntity> known = outcome is TransactionOutcome.Committed ? wanted : await Task.WhenAll(wanted.Select(row => ClaimOneAsync(row, cancellationToken)));
            for (var i = 0; i < chunk.Length; i++) places[chunk[i].Id] = known[i].GetString("Team") ?? "";
        }

        return places;
    }

    private async Task<TableEntity> ClaimOneAsync(TableEntity wanted, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(wanted.PartitionKey, wanted.RowKey, cancellationToken) is not { } known)
        {
            if (await store.SubmitTransactionAsync([TableTransactionAction.Add(wanted)], cancellationToken) is TransactionOutcome.Committed) return wanted;
            known = await store.GetAsync(wanted.PartitionKey, wanted.RowKey, cancellationToken) ?? wanted;
        }

        // What waited unrouted goes to the team that now wants it; where it is moved is done by RouteWaiting or right here.
        if (known.GetString("Team") is "" or null && wanted.GetString("Team") is { Length: > 0 } team)
        {
            var moved = new TableEntity(known.PartitionKey, known.RowKey, known.ETag) { ["Team"] = team };
            if (await store.SubmitTransactionAsync([TableTransactionAction.Replace(moved)], cancellationToken) is TransactionOutcome.Committed)
            {
                if (await store.GetAsync(TeamRows.Unrouted, TeamRows.Response + wanted.RowKey, cancellationToken) is { } waiting)
                    await store.SubmitTransactionAsync([TableTransactionAction.Delete(waiting)], cancellationToken);
                return moved;
            }

            known = await store.GetAsync(wanted.PartitionKey, wanted.RowKey, cancellationToken) ?? wanted;
        }

        return known;
    }

    private async Task MoveWhereaboutsAsync(Response response, TeamId team, CancellationToken cancellationToken)
    {
        var row = Whereabouts(response.Source, response.Id, team.Value);
        await store.SubmitTransactionAsync([TableTransactionAction.Upsert(row)], cancellationToken);
    }

    private static TableEntity Whereabouts(string source, string id, string team) =>
        new(TeamRows.WhereaboutsOf(source), StableHash.Of("response", source, id)) { ["Team"] = team };

    private async Task<IntakeSummary> StoreAsync(
        string place, IReadOnlyList<Response> responses, TeamsSnapshot snapshot, PostChoice post, CancellationToken cancellationToken)
    {
        var team = place.Length > 0 ? new TeamId(place) : null;
        var (open, summary) = (responses, IntakeSummary.None);
        for (var tries = 0; tries < Tries; tries++)
        {
            var now = Now;
            var plans = await Task.WhenAll(open.Select(response => team is null
                ? PlanUnroutedAsync(response, cancellationToken)
                : PlanInTeamAsync(team, snapshot.Find(team), response, post, now, cancellationToken)));
            var stored = await CommitAsync(plans, cancellationToken);
            if (team is not null && stored.Any(plan => plan.Actions.Count > 0)) await doorbell.RingAsync(team, cancellationToken);

            summary = stored.Aggregate(summary, (sum, plan) => sum + plan.Summary);
            open = [.. plans.Except(stored).Select(plan => plan.Response)];
            if (open.Count == 0) return summary;
        }

        throw new InvalidOperationException($"the responses of {place} changed {Tries} times while they were being stored");
    }

    /// <summary>As few transactions as the limits allow, up to the first conflict. Returns what is safe; the rest is to be looked at anew.</summary>
    private async Task<IReadOnlyList<StoringPlan>> CommitAsync(IReadOnlyList<StoringPlan> plans, CancellationToken cancellationToken)
    {
        var stored = plans.Where(plan => plan.Actions.Count == 0).ToList();
        foreach (var (group, actions) in TransactionPacking.Pack(plans.Where(plan => plan.Actions.Count > 0), plan => plan.Actions))
        {
            if (await store.SubmitTransactionAsync(actions, cancellationToken) is TransactionOutcome.Conflict) break;
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

    private async Task<StoringPlan> PlanInTeamAsync(
        TeamId team, FrontlineTeam? rules, Response response, PostChoice post, Instant now, CancellationToken cancellationToken)
    {
        // Before the first wait: plans are made side by side, and cards are posted in the order of the delivery.
        var turn = sequence.Next(now);
        var id = IssueId.OfResponse(team, response.Source, response.Id);
        var partition = TeamRows.PartitionOf(team);
        var issueRow = await store.GetAsync(partition, TeamRows.Issue + id.Key, cancellationToken);
        var old = await store.GetAsync(partition, TeamRows.Response + id.Key, cancellationToken);

        var queuedBefore = old?.GetBoolean("Queued") ?? false;
        var queue = !queuedBefore && IssueRow.SlotsOf(issueRow).Count == 0 && rules is not null && PostingDecider.IsToBePosted(response, rules.Posting, post, now);
        var row = ResponseRow.ToEntity(partition, TeamRows.Response + id.Key, response, queuedBefore || queue, old?.ETag);
        if (old is not null && IsSame(old, row)) return Duplicate(response);

        List<TableTransactionAction> actions = [TableTransactionAction.Save(row)];
        if (old is not null) actions.AddRange(await TouchAsync(id, issueRow, old, rules, now, cancellationToken));
        if (queue)
        {
            actions.Add(PostingDesk.Wait(id, turn));
            var createdAt = issueRow?.RequireInstant("CreatedAt") ?? old?.RequireInstant("AnsweredAt") ?? response.AnsweredAt;
            actions.Add(TableTransactionAction.Upsert(IssueChange.OpenRow(Issue.Fresh(id, createdAt))));
        }

        return new(response, actions, old is null ? IntakeSummary.None with { Accepted = 1 } : IntakeSummary.None with { Updated = 1 });
    }

    /// <summary>Saves the issue's lock, so that a card that is being made at this moment is seen, and has every posted card drawn anew.</summary>
    private async Task<IEnumerable<TableTransactionAction>> TouchAsync(
        IssueId id, TableEntity? issueRow, TableEntity oldResponse, FrontlineTeam? rules, Instant now, CancellationToken cancellationToken)
    {
        var slots = IssueRow.SlotsOf(issueRow);
        var touched = issueRow is null ? IssueRow.ToEntity(Issue.Fresh(id, oldResponse.RequireInstant("AnsweredAt")), [], null) : IssueRow.WithSlots(issueRow, slots);
        var loaded = rules is null || slots.Count == 0 ? null : await issues.LoadAsync(id, cancellationToken);
        return
        [
            TableTransactionAction.Save(touched),
            .. slots.Where(_ => loaded is not null).Select(slot =>
            {
                var next = sequence.Next(now);
                return OutboxRow.Add(id.Team, next, $"{id}/content/{next}/{slot}", rules!.Channel, Urgency.Routine, new OutgoingContent.Redraw(slot), now);
            }),
        ];
    }

    private static StoringPlan Duplicate(Response response) => new(response, [], IntakeSummary.None with { Duplicates = 1 });

    private static bool IsSame(TableEntity old, TableEntity @new) => old.GetString("Content") == @new.GetString("Content");

    /// <summary>What storing one response takes, and how it counts once that is done.</summary>
    private sealed record StoringPlan(Response Response, IReadOnlyList<TableTransactionAction> Actions, IntakeSummary Summary);
}
