using NodaTime;

namespace HuddleBot.Core.Silences;

/// <summary>The hours in which there was a sign of life: whole hours since 1970, ascending, each once.</summary>
/// <param name="Given">When something happened: a customer answered, somebody in the team decided.</param>
/// <param name="Arrived">When something came in that was newer than all before it. A file on Mondays brings the answers of a week. Empty where both are the same.</param>
public sealed record Signs(IReadOnlyList<int> Given, IReadOnlyList<int> Arrived)
{
    public static Signs None { get; } = new([], []);

    public static int HourOf(Instant moment) => (int)Math.Floor(moment.ToUnixTimeTicks() / (double)NodaConstants.TicksPerHour);

    public static Instant StartOf(int hour) => NodaConstants.UnixEpoch + Duration.FromHours(hour);

    /// <summary>What was known of it at that moment, of the time that is looked back on.</summary>
    public Signs AsOf(Instant now) => new(Within(Given, now), Within(Arrived, now));

    private static List<int> Within(IReadOnlyList<int> hours, Instant now)
    {
        var (first, last) = (HourOf(now - SilenceDecider.LooksBack), HourOf(now));
        return [.. hours.Where(hour => hour >= first && hour <= last)];
    }
}
