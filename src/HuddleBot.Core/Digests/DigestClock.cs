using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Digests;

/// <summary>
/// Makes each digest when it is due. One transaction adds the note of the day and the messages: however many processes look at the same moment, and wherever one of them stops,
/// each digest is made once.
/// </summary>
public sealed class DigestClock(ITableStore store, DigestMaking making, ITeamDirectory directory, TimeProvider time)
{
    /// <summary>What this process knows to be made. Notes never go, so it stays true.</summary>
    private readonly HashSet<(string Addressee, Instant At)> made = [];
    private readonly Dictionary<string, (string Schedule, Instant Since)> since = new(StringComparer.Ordinal);

    /// <summary>One caller at a time. Returns when the next digest is due; null: none is planned.</summary>
    /// <param name="failed">Whose digest could not be made: it is tried again, and nobody else's waits for it.</param>
    public async Task<Instant?> RunDueAsync(Action<string, Exception> failed, CancellationToken cancellationToken)
    {
        var teams = await directory.CurrentAsync(cancellationToken);
        if (teams.Company.Digest is not { } schedule) return null;
        Instant? next = null;
        foreach (var to in DigestAddressee.Of(teams))
        {
            var now = Instant.FromDateTimeOffset(time.GetUtcNow());
            var (last, coming) = DigestCalendar.Around(schedule, to.Zone, now);
            next = next is { } soonest ? Instant.Min(soonest, coming.At) : coming.At;
            if (made.Contains((to.Key, last.At))) continue;
            try
            {
                if (await KnownSinceAsync(schedule, to, now, cancellationToken) is var known && last.At >= known) await making.MakeAsync(schedule, to, last, known, cancellationToken);
                made.Add((to.Key, last.At));
            }
            catch (Exception e) when (e is not (OperationCanceledException or StorageUnavailableException))
            {
                failed(to.Key, e);
            }
        }

        return next;
    }

    /// <summary>
    /// What would have been before the schedule was known was not missed. Another day, time or zone is another schedule, also one that held before; a clock that goes back takes the time with it.
    /// </summary>
    private async Task<Instant> KnownSinceAsync(DigestSchedule schedule, DigestAddressee to, Instant now, CancellationToken cancellationToken)
    {
        var print = StableHash.Of(schedule.Day.ToString(), LocalTimePattern.ExtendedIso.Format(schedule.At), to.Zone.Id);
        if (since.TryGetValue(to.Key, out var known) && known.Schedule == print && known.Since <= now) return known.Since;
        var row = await store.GetAsync(TeamRows.Company, TeamRows.DigestSince + to.Key, cancellationToken);
        if (row is null || row.RequireString("Schedule") != print || row.RequireInstant("Since") > now)
        {
            // A conflict: somebody else has noted it this moment, which is as good.
            await store.SubmitTransactionAsync(
                [TableTransactionAction.Save(new(TeamRows.Company, TeamRows.DigestSince + to.Key, row?.ETag) { ["Schedule"] = print, ["Since"] = now })], cancellationToken);
            return (since[to.Key] = (print, now)).Since;
        }

        return (since[to.Key] = (print, row.RequireInstant("Since"))).Since;
    }
}
