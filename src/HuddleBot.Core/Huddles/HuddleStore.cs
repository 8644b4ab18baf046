using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>A huddle as it was read: its row, which locks it, and the operations behind its events, oldest first.</summary>
internal sealed record LoadedHuddle(Huddle Huddle, TableEntity Row, HuddleNotes Notes, IReadOnlyList<string> Operations);

/// <summary>Reads huddles.</summary>
public sealed class HuddleStore(ITableStore store, IssueStore issues) : IPastAgendas
{
    /// <summary>Null: there is no such huddle.</summary>
    public async Task<Huddle?> FindAsync(HuddleId id, CancellationToken cancellationToken) => (await LoadAsync(id, cancellationToken))?.Huddle;

    /// <summary>The issues that the huddle's card and receipt show, as they stand now.</summary>
    public async Task<HuddleItems> ItemsAsync(Huddle huddle, CancellationToken cancellationToken)
    {
        var outcomes = (await HuddleOutcomes.OfAsync(store, huddle.Id, cancellationToken)).ToDictionary(outcome => outcome.Issue, outcome => outcome.At);
        var read = await issues.LoadAsync(IssuesOf(huddle.Agenda).Union(outcomes.Keys), cancellationToken);
        var loaded = read.ToDictionary(item => item.Issue.Id, item => item.Item);

        // What stands on its agenda is decided on there, whether it runs or not: before it starts, or by those who read the thread afterwards.
        var decided = read
            .Select(item => (item.Issue.Id, At: outcomes.TryGetValue(item.Issue.Id, out var at) ? at : DecidedAt(item, huddle.AnnouncedAt)))
            .Where(one => one.At is not null).OrderBy(one => one.At).Select(one => one.Id);

        // What was decided and taken back again is as it was before, save for what was raised there.
        return new(
            IssuesOf(huddle.Agenda).Where(loaded.ContainsKey).ToDictionary(id => id, id => loaded[id]),
            [.. decided.Select(id => loaded[id]).Where(item => item.Issue.State is not IssueState.Undecided || item.Issue.RaisedBy is not null)]);
    }

    /// <summary>The team's huddles of these days and later, oldest first.</summary>
    public async Task<IReadOnlyList<PastHuddle>> SinceAsync(TeamId team, LocalDate first, CancellationToken cancellationToken) =>
        [.. (await RowsSinceAsync(team, first, cancellationToken)).Select(HuddleRow.PastOf)];

    public async Task<IReadOnlyList<PastAgenda>> BetweenAsync(TeamId team, Instant since, Instant until, CancellationToken cancellationToken)
    {
        // Two days more: a huddle belongs to a day of its team's zone, or to the day before it.
        var rows = await RowsSinceAsync(team, since.InUtc().Date.PlusDays(-2), cancellationToken);
        var past = rows.Select(HuddleRow.PastOf).Where(one => one.Phase is not (HuddlePhase.Skipped or HuddlePhase.CalledOff) && one.StartsAt >= since && one.StartsAt < until);
        var first = await Task.WhenAll(past.Select(one => store.GetAsync(TeamRows.PartitionOf(team), HuddleEventRow.RowOf(one.Id, 1), cancellationToken)));
        return
        [
            .. first.OfType<TableEntity>().Select(row => HuddleEventRow.FromEntity(row).Event).OfType<HuddleEvent.Announced>()
                .Select(announced => new PastAgenda(announced.StartsAt, announced.Agenda)).OrderByDescending(agenda => agenda.StartsAt),
        ];
    }

    internal async Task<IReadOnlyList<TableEntity>> RowsSinceAsync(TeamId team, LocalDate first, CancellationToken cancellationToken) =>
        await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Huddle, HuddleRow.FirstOf(first), cancellationToken).ToListAsync(cancellationToken);

    /// <summary>Its card and those of its thread, as far as they were not sent. One that is being sent this moment is drawn anew afterwards.</summary>
    internal async Task<IReadOnlyList<(TableEntity Row, OutboxMessage Message)>> UnsentAsync(HuddleId id, CancellationToken cancellationToken) =>
        await store.QueryAsync(TeamRows.PartitionOf(id.Team), TeamRows.Outbox, null, cancellationToken).Select(row => (Row: row, Message: OutboxRow.FromEntity(row)))
            .Where(one => one.Message is { ClaimedAt: null, Content: OutgoingContent.Post post } && SlotRow.HuddleIn(id.Team, post.Slot) == id).ToListAsync(cancellationToken);

    /// <summary>The huddle whose card this message is; null: none.</summary>
    internal async Task<HuddleId?> OfThreadAsync(TeamId team, string messageId, CancellationToken cancellationToken) =>
        await store.GetAsync(TeamRows.PartitionOf(team), TeamRows.ThreadRow(messageId), cancellationToken) is { } row ? HuddleId.TryParse(row.GetString("Huddle")) : null;

    /// <summary>This message is the huddle's card.</summary>
    internal static TableTransactionAction NoteThread(HuddleId huddle, string messageId) =>
        TableTransactionAction.Upsert(new(TeamRows.PartitionOf(huddle.Team), TeamRows.ThreadRow(messageId)) { ["Huddle"] = huddle.ToString() });

    internal async Task<LoadedHuddle?> LoadAsync(HuddleId id, CancellationToken cancellationToken)
    {
        // The lock is read first: whatever is read after it can only be newer, and a commit on top of the older lock is then refused.
        if (await store.GetAsync(TeamRows.PartitionOf(id.Team), TeamRows.Huddle + id.Key, cancellationToken) is not { } row) return null;

        Huddle? huddle = null;
        var operations = new List<string>();
        await foreach (var entity in store.QueryAsync(TeamRows.PartitionOf(id.Team), HuddleEventRow.PrefixOf(id), null, cancellationToken))
        {
            var (@event, operation) = HuddleEventRow.FromEntity(entity);
            huddle = huddle is null ? HuddleHistory.Begin(id, @event) : HuddleHistory.Apply(huddle, @event);
            operations.Add(operation);
        }

        return huddle is null ? throw new InvalidDataException($"huddle {id} has no history") : new(huddle, row, HuddleRow.NotesOf(row), operations);
    }

    /// <summary>Those that the agenda names, in the order of the usual agenda.</summary>
    internal static IEnumerable<IssueId> IssuesOf(Agenda agenda) =>
        agenda.Promises.Concat(agenda.Praise is { } praise ? [praise] : []).Concat(agenda.Comments.Select(comment => comment.Issue)).Concat(agenda.Answers).Distinct();

    /// <summary>When the team decided on it last; null: not since then, or it took that back.</summary>
    private static Instant? DecidedAt(LoadedIssue item, Instant since) =>
        item.Issue.State is IssueState.Undecided ? null : item.Events.LastOrDefault(@event => @event.At >= since && HuddleOutcomes.IsOfTheTeam(@event))?.At;
}
