namespace HuddleBot.Core.Scores.Drops;

/// <summary>How many answers lie on each level of a metric; fractions where older answers are half forgotten.</summary>
public sealed class Tally : IEquatable<Tally>
{
    private readonly double[] counts;

    private Tally(double[] counts)
    {
        this.counts = counts;
        foreach (var count in counts) Total += count;
    }

    /// <summary>As many as the metric has levels, from the worst up.</summary>
    public IReadOnlyList<double> Counts => counts;

    public double Total { get; }

    internal ReadOnlySpan<double> Span => counts;

    /// <param name="counts">From the worst level up; none below zero.</param>
    public static Tally Of(params IReadOnlyList<double> counts) =>
        counts.All(count => count >= 0 && double.IsFinite(count)) ? new([.. counts]) : throw new ArgumentException("a count is a number from zero up", nameof(counts));

    /// <summary>Both together, of the older answers (these) only a part.</summary>
    /// <param name="kept">0 to 1.</param>
    public Tally Plus(Tally other, double kept = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.counts.Length, counts.Length);
        var sum = new double[counts.Length];
        for (var level = 0; level < sum.Length; level++) sum[level] = (kept * counts[level]) + other.counts[level];
        return new(sum);
    }

    /// <param name="part">0 to 1.</param>
    internal Tally Times(double part) => part == 1 ? this : new([.. counts.Select(count => part * count)]);

    public bool Equals(Tally? other) => other is not null && counts.AsSpan().SequenceEqual(other.counts);

    public override bool Equals(object? obj) => Equals(obj as Tally);

    public override int GetHashCode() => HashCode.Combine(counts.Length, Total);

    public override string ToString() => string.Join(' ', counts);
}
