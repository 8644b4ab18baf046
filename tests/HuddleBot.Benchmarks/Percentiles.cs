namespace HuddleBot.Benchmarks;

/// <summary>Nearest rank, of what was measured.</summary>
internal sealed class Percentiles(IEnumerable<TimeSpan> measured)
{
    private readonly TimeSpan[] sorted = [.. measured.Order()];

    public int Count => sorted.Length;

    /// <summary>In milliseconds; not a number where nothing was measured.</summary>
    public double Of(double percent) => sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Length) - 1, 0, sorted.Length - 1)].TotalMilliseconds;

    public override string ToString() => $"{Of(50):F1} / {Of(99):F1} ms (n = {Count})";
}
