using System.Globalization;
using HuddleBot.Core.Feedback;

namespace HuddleBot.Core.Scores;

/// <summary>How often one score was given.</summary>
/// <param name="Count">Not 0. Below 0 only in what is taken off a count.</param>
public readonly record struct ScoreCount(Score Score, int Count);

/// <summary>
/// How often each score was given, in whole numbers: NPS, shares, mean and variance all follow from it, and adding and taking off in any order leaves the same, bit for bit.
/// A row has room for some 18,000 different scores of one day; whole numbers, and stars in halves, need a few.
/// </summary>
public sealed class ScoreHistogram : IEquatable<ScoreHistogram>
{
    private ScoreHistogram(IReadOnlyList<ScoreCount> counts) => Counts = counts;

    public static ScoreHistogram Empty { get; } = new([]);

    /// <summary>By scale, then value; each score once.</summary>
    public IReadOnlyList<ScoreCount> Counts { get; }

    public int Answers => Counts.Sum(one => one.Count);

    public bool IsEmpty => Counts.Count == 0;

    public static ScoreHistogram Of(IEnumerable<Score> scores) => Of(scores.Select(score => new ScoreCount(score, 1)));

    /// <param name="counts">The same score may stand in it several times.</param>
    public static ScoreHistogram Of(IEnumerable<ScoreCount> counts)
    {
        var sums = new Dictionary<Score, int>();
        foreach (var (score, count) in counts) sums[score] = sums.GetValueOrDefault(score) + count;
        return new([.. sums.Where(sum => sum.Value != 0).Select(sum => new ScoreCount(sum.Key, sum.Value))
            .OrderBy(one => one.Score.Scale.Min).ThenBy(one => one.Score.Scale.Max).ThenBy(one => one.Score.Value)]);
    }

    public static ScoreHistogram Sum(IEnumerable<ScoreHistogram> histograms) => Of(histograms.SelectMany(one => one.Counts));

    /// <summary>The storage form: value, scale and count of each, such as <c>3/0..10:2 9/0..10:5</c>.</summary>
    public override string ToString() => string.Join(' ', Counts.Select(one =>
        string.Create(CultureInfo.InvariantCulture, $"{one.Score.Value:R}/{one.Score.Scale.Min}..{one.Score.Scale.Max}:{one.Count}")));

    /// <exception cref="FormatException">Not of the form that <see cref="ToString"/> writes, or a score that there cannot be.</exception>
    public static ScoreHistogram Parse(Metric metric, string text) => Of(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => ParseOne(metric, one)));

    public bool Equals(ScoreHistogram? other) => other is not null && Counts.SequenceEqual(other.Counts);

    public override bool Equals(object? obj) => Equals(obj as ScoreHistogram);

    public override int GetHashCode() => Counts.Aggregate(0, HashCode.Combine);

    private static ScoreCount ParseOne(Metric metric, string text)
    {
        var parts = text.Split(["/", "..", ":"], StringSplitOptions.None);
        if (parts.Length == 4
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var min)
            && int.TryParse(parts[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var max)
            && int.TryParse(parts[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            && Scale.TryCreate(min, max) is { } scale && Score.Create(metric, value, scale).Score is { } score) return new(score, count);
        throw new FormatException($"'{text}' is no count of a score of {metric}");
    }
}
