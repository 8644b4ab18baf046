using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>Huddles that somebody asks for, whatever the schedule says.</summary>
public sealed class UnplannedHuddles(ITableStore store, HuddleStore huddles, HuddleAnnouncing announcing, HuddlePauses pauses)
{
    private const int Tries = 20;
    private static readonly Duration AtHand = Duration.FromHours(1);

    private readonly KnownSchedules schedules = new(store);

    /// <summary>
    /// The huddle that is announced, runs or is planned within the hour, which is posted now if it was not; else a new one, which the person leads.
    /// </summary>
    internal async Task<HuddleId> AtHandOrNewAsync(FrontlineTeam team, Actor asker, Instant now, CancellationToken cancellationToken)
    {
        var local = now.InZone(team.TimeZone).LocalDateTime;
        for (var tries = 0; tries < Tries; tries++)
        {
            var rows = await huddles.RowsSinceAsync(team.Id, local.Date.PlusDays(-1), cancellationToken);
            var open = rows.Where(row => row.GetString("Phase") is nameof(HuddlePhase.Announced) or nameof(HuddlePhase.Running))
                .Where(row => row.RequireInstant("StartsAt") is var start && start > now - AtHand && start < now + AtHand)
                .MinBy(row => row.RequireInstant("StartsAt"));
            if (open is not null)
            {
                await PostNowAsync(HuddleRow.IdOf(open), cancellationToken);
                return HuddleRow.IdOf(open);
            }

            var (counted, number) = await schedules.UnplannedAsync(team.Id, cancellationToken);
            var asked = await pauses.LoadAsync(team.Id, cancellationToken);
            var made = rows.Select(HuddleRow.IdOf).ToHashSet();
            if (HuddleCalendar.Between(team, asked.Pause, now, now + AtHand).FirstOrDefault(occurrence => !made.Contains(occurrence.Id)) is not { } planned)
                await announcing.AnnounceAsync(team, OccurrenceAt(team, local, now), counted, number, now, cancellationToken, asker);
            else if ((await schedules.OfAsync(team, now, cancellationToken)).GetValueOrDefault(planned.Schedule.Id) is { } known)
                await announcing.AnnounceAsync(team, planned with { Schedule = planned.Schedule with { PostBefore = AtHand } }, known, number, now, cancellationToken);
        }

        throw new InvalidOperationException($"the huddles of team {team.Id} changed {Tries} times while one was being begun");
    }

    /// <summary>What was prepared for later goes out now. A conflict: it goes out this moment, or has followed its schedule.</summary>
    private async Task PostNowAsync(HuddleId id, CancellationToken cancellationToken)
    {
        foreach (var (row, message) in await huddles.UnsentAsync(id, cancellationToken))
        {
            if (message.IsAheadOfItsTime)
                await store.SubmitTransactionAsync([TableTransactionAction.Replace(OutboxRow.ToEntity(id.Team, message with { NotBefore = null }, row.ETag))], cancellationToken);
        }
    }

    /// <summary>One a minute: who asks twice within it asks for the same.</summary>
    private static HuddleOccurrence OccurrenceAt(FrontlineTeam team, LocalDateTime local, Instant now)
    {
        var usual = team.Huddles.Count > 0 ? team.Huddles[0] : HuddleSchedule.Usual(local.TimeOfDay);
        var schedule = usual with { Id = $"{HuddleSchedule.UnplannedPrefix}{local:HHmm}", Name = null, PostBefore = Duration.Zero };
        return new(new(team.Id, local.Date, schedule.Id), schedule, now, ClockShift.None);
    }
}
