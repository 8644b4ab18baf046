using System.Diagnostics;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Tracing;
using NodaTime;

namespace HuddleBot.Core.Posting;

/// <summary>Turns responses that wait into messages of the outbox, as <see cref="PostingDecider"/> plans it.</summary>
public sealed class PostingDesk(ITableStore store, IssueStore issues, RowSequence sequence, TimeProvider time)
{
    // A card of its own takes four actions, a line of a gathered message two: both stay below the 100 of a transaction.
    private const int SinglesATransaction = 20;
    private const int ReadAtOnce = 200;

    /// <summary>A response's turn is waited for by this row; committed with the response.</summary>
    public static TableTransactionAction Wait(IssueId issue, string sequence) => TableTransactionAction.Add(
        new(TeamRows.PartitionOf(issue.Team), TeamRows.Waiting + sequence) { ["Issue"] = issue.ToString(), ["Trace"] = Traces.Current });

    /// <summary>Posts what may be posted now. Returns when to look again; null: nothing waits.</summary>
    public async Task<Instant?> PostWaitingAsync(FrontlineTeam team, CancellationToken cancellationToken)
    {
        while (true)
        {
            var log = await PostingLog.ReadAsync(store, team.Id, cancellationToken);
            var now = Instant.FromDateTimeOffset(time.GetUtcNow());

            // Where nothing may be posted now, it does not matter how many wait; where feedback streams in, hundreds do.
            var mayPost = PostingDecider.Plan(team.Posting, team.TimeZone, log.Posted, ReadAtOnce, log.Gathering, now) is { Singles: > 0 } or { Gathered: > 0 };
            var waiting = await ReadWaitingAsync(team.Id, mayPost ? ReadAtOnce : 1, cancellationToken);
            var plan = PostingDecider.Plan(team.Posting, team.TimeZone, log.Posted, waiting.Count, log.Gathering, now);
            if (plan.Singles > 0) await PostAsync(team, log, plan, [.. waiting.Take(Math.Min(plan.Singles, SinglesATransaction))], SlotKind.Issue, now, cancellationToken);
            else if (plan.Gathered > 0) await PostAsync(team, log, plan, [.. waiting.Take(plan.Gathered)], SlotKind.Gathered, now, cancellationToken);
            else if (waiting.Count > 0 && plan.Gathering != log.Gathering) await store.SubmitTransactionAsync([log.Save(plan.Gathering, 0, now)], cancellationToken);
            else return plan.LookAgain;
        }
    }

    private async Task<List<TableEntity>> ReadWaitingAsync(TeamId team, int most, CancellationToken cancellationToken)
    {
        var waiting = new List<TableEntity>();
        await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Waiting, null, cancellationToken))
        {
            waiting.Add(row);
            if (waiting.Count == most) break;
        }

        return waiting;
    }

    /// <summary>One transaction; where somebody else was faster it changes nothing, and the caller plans anew.</summary>
    private async Task PostAsync(
        FrontlineTeam team, PostingLog log, PostingPlan plan, IReadOnlyList<TableEntity> waiting, SlotKind kind, Instant now, CancellationToken cancellationToken)
    {
        var ids = waiting.Select(row => IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.RowKey} names no issue")).ToList();

        // Several in one message are one trace for each: the message goes on in that of the first.
        var causes = waiting.DistinctBy(row => row.RequireString("Issue")).ToDictionary(row => row.RequireString("Issue"), StringComparer.Ordinal);
        using var step = Traces.Continue("post", ActivityKind.Consumer, waiting.Select(row => row.GetString("Trace")).FirstOrDefault(trace => trace is not null));

        // What is on a card already, or is gone, only leaves the queue.
        var loaded = (await issues.LoadAsync(ids.Distinct(), cancellationToken)).Where(item => item.Slots.All(PromiseSlots.IsToOwner)).ToDictionary(item => item.Issue.Id);
        ids = [.. ids.Distinct().Where(loaded.ContainsKey)];
        var slots = kind == SlotKind.Issue ? ids.Select(id => NewSlot(team, SlotRow.CardOf(id), kind, [id])).ToList()
            : ids.Count == 0 ? []
            : [NewSlot(team, SlotRow.GatheredOf(ids), kind, ids)];

        var isLast = waiting.Count == (kind == SlotKind.Gathered ? plan.Gathered : plan.Singles);
        List<TableTransactionAction> actions = [log.Save(isLast && plan.Gathering, slots.Count, now), .. waiting.Select(TableTransactionAction.Delete)];
        foreach (var slot in slots)
        {
            actions.Add(TableTransactionAction.Add(SlotRow.ToEntity(team.Id, slot, null)));
            var cause = causes[slot.Issues[0].ToString()];
            actions.Add(OutboxRow.Add(
                team.Id, sequence.Next(now), $"{team.Id}/{slot.Id}", slot.Channel, Urgency.Routine, new OutgoingContent.Post(slot.Id), now,
                trace: cause.GetString("Trace"), receivedAt: RowSequence.InstantOf(cause.RowKey[TeamRows.Waiting.Length..])));
            actions.AddRange(slot.Issues.Select(id => TableTransactionAction.Save(WithSlot(loaded[id], slot.Id))));
        }

        await store.SubmitTransactionAsync(actions, cancellationToken);
    }

    private static Slot NewSlot(FrontlineTeam team, string id, SlotKind kind, IReadOnlyList<IssueId> issues) => new(id, team.Channel, kind, issues, null, null, null, null);

    private static TableEntity WithSlot(LoadedIssue loaded, string slot) => loaded.Row is { } row
        ? IssueRow.WithSlots(row, [.. loaded.Slots, slot])
        : IssueRow.ToEntity(loaded.Issue, [slot], null);
}
