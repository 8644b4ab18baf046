using HuddleBot.Core.FrontlineTeams;
using NodaTime;

namespace HuddleBot.Core.Silences;

/// <summary>A clock that stands still on days on which nothing is expected: a team's weekends and holidays. Pure.</summary>
public sealed class RunningDays
{
    private readonly Instant[] midnights;
    private readonly double[] runBefore;

    private RunningDays(Instant[] midnights, double[] runBefore) => (this.midnights, this.runBefore) = (midnights, runBefore);

    /// <summary>It never stands still.</summary>
    public static RunningDays Always { get; } = new([Instant.FromUnixTimeTicks(0)], [0, 1]);

    /// <param name="isOff">Whether the clock stands still on that day.</param>
    /// <param name="from">What was before it counts from here.</param>
    /// <param name="until">What is after it runs on.</param>
    public static RunningDays Of(DateTimeZone zone, Func<LocalDate, bool> isOff, Instant from, Instant until)
    {
        var (midnights, run) = (new List<Instant>(), new List<double> { 0 });
        for (var day = from.InZone(zone).Date; ; day = day.PlusDays(1))
        {
            var (begins, ends) = (zone.AtStartOfDay(day).ToInstant(), zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
            midnights.Add(begins);
            run.Add(run[^1] + (isOff(day) ? 0 : (ends - begins).TotalDays));
            if (ends > until) return new([.. midnights], [.. run]);
        }
    }

    /// <summary>The team's working days.</summary>
    /// <inheritdoc cref="Of"/>
    public static RunningDays OfWork(FrontlineTeam team, Instant from, Instant until) => Of(team.TimeZone, day => !team.Calendar.IsWorkingDay(day), from, until);

    /// <summary>How many days it has run when this moment comes; only differences mean something.</summary>
    public double At(Instant moment)
    {
        if (ReferenceEquals(this, Always)) return (moment - NodaConstants.UnixEpoch).TotalDays;
        var found = Array.BinarySearch(midnights, moment);
        var day = Math.Max(0, found >= 0 ? found : ~found - 1);
        var into = Math.Max(0, (moment - midnights[day]).TotalDays);
        var length = runBefore[day + 1] - runBefore[day];
        return runBefore[day] + (day == midnights.Length - 1 && length > 0 ? into : Math.Min(into, length));
    }
}
