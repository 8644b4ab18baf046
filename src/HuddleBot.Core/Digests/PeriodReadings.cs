using HuddleBot.Core.Effects;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Silences;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>
/// Keeps for a moment what all reports of one period have in common, for the morning on which hundreds of managers get theirs. Of a period that is not over nothing is kept: who asks how things
/// stand now is told how they stand now.
/// </summary>
public sealed class PeriodReadings(TeamReading teams, ThemesOfPeriod themes, IEffects effects, ISilences silences)
{
    /// <summary>What has come late, or was erased, counts after it.</summary>
    private static readonly Duration Kept = Duration.FromMinutes(2);

    /// <summary>A week, a month and a quarter, of managers in two zones.</summary>
    private const int MostKept = 6;

    private readonly Lock state = new();
    private readonly Dictionary<(DigestPeriod Period, string Teams), (PeriodReading Reading, Instant At)> kept = [];

    /// <summary>Lets go of what is too old to be used.</summary>
    public void Forget(Instant now)
    {
        lock (state)
        {
            foreach (var old in kept.Where(one => one.Value.At + Kept <= now || one.Value.At > now).Select(one => one.Key).ToList()) kept.Remove(old);
        }
    }

    internal PeriodReading Of(DigestPeriod period, TeamsSnapshot snapshot, Instant now)
    {
        var reading = new PeriodReading(period, Instant.Min(period.End, now), snapshot, teams, themes, effects, silences);
        if (period.End > now) return reading;
        lock (state)
        {
            Forget(now);
            if (kept.TryGetValue((period, snapshot.Version), out var known)) return known.Reading;
            if (kept.Count >= MostKept) kept.Remove(kept.MinBy(one => one.Value.At).Key);
            kept[(period, snapshot.Version)] = (reading, now);
            return reading;
        }
    }
}
