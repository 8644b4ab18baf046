using System.Runtime.CompilerServices;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Audit;

/// <summary>A huddle with everything that happened in it.</summary>
/// <param name="History">Oldest first, with the name of each event and who did it; null: the clock.</param>
/// <param name="Decided">Issues that were decided while it ran, by when, with the state that they got (as <see cref="IssueFacts.StateOf"/> has it).</param>
/// <param name="Promised">How many of them became promises; null: it is not over.</param>
public sealed record AuditedHuddle(
    Huddle Huddle, IReadOnlyList<(int Version, Instant At, Actor? By, string Event)> History, IReadOnlyList<(IssueId Issue, string State, Instant At)> Decided, int? Promised);

/// <summary>Reads every huddle of every team, one day of a team at a time.</summary>
public sealed class HuddleAudit(ITableStore store)
{
    /// <summary>Ordered by team, day and schedule.</summary>
    /// <exception cref="InvalidDataException">A history is damaged; the message names the huddle.</exception>
    public async IAsyncEnumerable<AuditedHuddle> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DayReading? day = null;
        try
        {
            await foreach (var row in store.ScanAsync(TeamRows.TeamPartitions, cancellationToken))
            {
                if (!row.RowKey.StartsWith(TeamRows.Huddle, StringComparison.Ordinal)) continue;
                if (day?.Partition != row.PartitionKey)
                {
                    if (day is not null) await day.DisposeAsync();
                    day = new(store, row.PartitionKey, cancellationToken);
                }

                var id = HuddleRow.IdOf(row);
                var (events, outcomes) = await day.OfAsync(id);
                yield return Read(id, events, outcomes, HuddleRow.NotesOf(row).Promised);
            }
        }
        finally
        {
            if (day is not null) await day.DisposeAsync();
        }
    }

    private static AuditedHuddle Read(HuddleId id, IReadOnlyList<TableEntity> events, IReadOnlyList<TableEntity> outcomes, int? promised)
    {
        Huddle? huddle = null;
        var history = new List<(int, Instant, Actor?, string)>();
        foreach (var row in events)
        {
            var @event = HuddleEventRow.FromEntity(row).Event;
            huddle = After(id, huddle, @event);
            history.Add((huddle.Version, @event.At, HuddleEventRow.FindActor(row, "By"), row.RequireString("Event")));
        }

        var decided = outcomes.Select(row => (
            Issue: IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no issue"),
            State: row.RequireString("State"), At: row.RequireInstant("At"))).OrderBy(one => one.At).ThenBy(one => one.Issue.Key, StringComparer.Ordinal);
        return new(huddle ?? throw new InvalidDataException($"huddle {id} has no history"), history, [.. decided.Select(one => (one.Issue, IssueFacts.NameOfState(one.State), one.At))], promised);
    }

    private static Huddle After(HuddleId id, Huddle? huddle, HuddleEvent @event)
    {
        try
        {
            return huddle is null ? HuddleHistory.Begin(id, @event) : HuddleHistory.Apply(huddle, @event);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"the history of huddle {id} is damaged: {e.Message}", e);
        }
    }

    /// <summary>What happened on one day of a team: several schedules of a day do not lie in the same order everywhere.</summary>
    private sealed class DayReading(ITableStore store, string partition, CancellationToken cancellationToken) : IAsyncDisposable
    {
        private readonly RowCursor histories = new(store, partition, TeamRows.HuddleHistory, cancellationToken);
        private readonly RowCursor outcomes = new(store, partition, TeamRows.HuddleOutcome, cancellationToken);
        private LocalDate? date;
        private IReadOnlyList<TableEntity> eventsOfDay = [];
        private IReadOnlyList<TableEntity> outcomesOfDay = [];

        public string Partition { get; } = partition;

        public async Task<(IReadOnlyList<TableEntity> Events, IReadOnlyList<TableEntity> Outcomes)> OfAsync(HuddleId id)
        {
            if (date != id.Date)
            {
                var day = LocalDatePattern.Iso.Format(id.Date);
                (date, eventsOfDay, outcomesOfDay) = (id.Date, await histories.TakeAsync($"{TeamRows.HuddleHistory}{day}-"), await outcomes.TakeAsync($"{TeamRows.HuddleOutcome}{day}-"));
            }

            return (Of(eventsOfDay, TeamRows.HuddleHistory, id), Of(outcomesOfDay, TeamRows.HuddleOutcome, id));
        }

        public async ValueTask DisposeAsync()
        {
            await histories.DisposeAsync();
            await outcomes.DisposeAsync();
        }

        /// <summary>No schedule's id has a dot in it.</summary>
        private static IReadOnlyList<TableEntity> Of(IReadOnlyList<TableEntity> rows, string prefix, HuddleId id) =>
            [.. rows.Where(row => row.RowKey.StartsWith($"{prefix}{id.Key}.", StringComparison.Ordinal))];
    }
}
