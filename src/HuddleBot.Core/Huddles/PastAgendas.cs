using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>Reads the agendas of huddles from their histories: the first event of each.</summary>
public sealed class PastAgendas(ITableStore store, HuddleStore huddles) : IPastAgendas
{
    /// <summary>Two a day for four weeks, and some.</summary>
    private const int Most = 60;

    public async Task<IReadOnlyList<PastAgenda>> BetweenAsync(TeamId team, Instant since, Instant until, CancellationToken cancellationToken)
    {
        // The day that a huddle belongs to may be another than that of its start: a zone's, and of a night shift the one before.
        var held = await huddles.SinceAsync(team, since.InUtc().Date.PlusDays(-2), cancellationToken);
        var latest = held.Where(huddle => huddle.Phase != HuddlePhase.Skipped && huddle.StartsAt >= since && huddle.StartsAt < until).OrderByDescending(huddle => huddle.StartsAt).Take(Most);
        var agendas = await Task.WhenAll(latest.Select(async huddle => (huddle.StartsAt, Agenda: await AgendaOfAsync(huddle.Id, cancellationToken))));
        return [.. agendas.Where(past => past.Agenda is not null).Select(past => new PastAgenda(past.StartsAt, past.Agenda!))];
    }

    private async Task<Agenda?> AgendaOfAsync(HuddleId id, CancellationToken cancellationToken) =>
        await store.GetAsync(TeamRows.PartitionOf(id.Team), $"{HuddleEventRow.PrefixOf(id)}{1:D6}", cancellationToken) is { } row
        && HuddleEventRow.FromEntity(row).Event is HuddleEvent.Announced announced ? announced.Agenda : null;
}
