using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>Huddles that somebody asks for, whatever the schedule says.</summary>
public sealed class UnplannedHuddles(ITableStore store, HuddleStore huddles, HuddleAnnouncing announcing)
{
    private const int Tries = 20;
    private static readonly Duration AtHand = Duration.FromHours(1);

    private readonly KnownSchedules schedules = new(store);

    /// <summary>The huddle that is announced or runs within the hour; else a new one, which the person leads.</summary>
    internal async Task<HuddleId> AtHandOrNewAsync(FrontlineTeam team, Actor asker, Instant now, CancellationToken cancellationToken)
    {
        var local = now.InZone(team.TimeZone).LocalDateTime;
        for (var tries = 0; tries < Tries; tries++)
        {
            var rows = await huddles.RowsSinceAsync(team.Id, local.Date.PlusDays(-1), cancellationToken);
            var open = rows.Where(row => row.GetString("Phase") is nameof(HuddlePhase.Announced) or nameof(HuddlePhase.Running))
                .Where(row => row.RequireInstant("StartsAt") is var start && start > now - AtHand && start < now + AtHand)
                .MinBy(row => row.RequireInstant("StartsAt"));
            if (open is not null) return HuddleRow.IdOf(open);

            var (counted, number) = await schedules.UnplannedAsync(team.Id, cancellationToken);
            await announcing.AnnounceAsync(team, OccurrenceAt(team, local, now), counted, number, now, cancellationToken, asker);
        }

        throw new InvalidOperationException($"the huddles of team {team.Id} changed {Tries} times while one was being begun");
    }

    /// <summary>One a minute: who asks twice within it asks for the same.</summary>
    private static HuddleOccurrence OccurrenceAt(FrontlineTeam team, LocalDateTime local, Instant now)
    {
        var usual = team.Huddles.Count > 0 ? team.Huddles[0] : HuddleSchedule.Usual(local.TimeOfDay);
        var schedule = usual with { Id = $"{HuddleSchedule.UnplannedPrefix}{local:HHmm}", Name = null, PostBefore = Duration.Zero };
        return new(new(team.Id, local.Date, schedule.Id), schedule, now, ClockShift.None);
    }
}
