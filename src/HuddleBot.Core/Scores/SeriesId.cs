using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Scores;

/// <summary>Which of a team's answers a series has. Parts are never crossed. Names that routing takes for the same (whatever their case, without surrounding space) are one part, and so are those that differ in runs of space.</summary>
public abstract record SeriesPart
{
    private SeriesPart(string? name) => (Spelling, Folded) = (name, name is null ? "" : Fold(name));

    /// <summary>To be shown; null: the whole has no name.</summary>
    public string? Spelling { get; }

    /// <summary>To be compared.</summary>
    internal string Folded { get; }

    public virtual bool Equals(SeriesPart? other) => other is not null && EqualityContract == other.EqualityContract && Folded == other.Folded;

    public override int GetHashCode() => HashCode.Combine(EqualityContract, Folded);

    /// <returns>A name as it is compared; not for reading.</returns>
    internal static string Fold(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    /// <summary>All of them.</summary>
    public sealed record Whole() : SeriesPart(name: null);

    /// <param name="Name">As the source spells it, without surrounding space. What is read from the counters has it as most of the answers spell it.</param>
    public sealed record Touchpoint(string Name) : SeriesPart(Name)
    {
        public string Name => Spelling!;
    }

    /// <inheritdoc cref="Touchpoint"/>
    public sealed record Segment(string Name) : SeriesPart(Name)
    {
        public string Name => Spelling!;
    }
}

/// <summary>One metric of one team, of all its answers or of a part of them.</summary>
/// <param name="Scale">Of stars, which are averaged on their own scale. Null for the others: they are counted in boxes, whatever the scale.</param>
public sealed record SeriesId(Metric Metric, Scale? Scale, SeriesPart Part)
{
    /// <summary>What names it in keys: 16 characters of a stable hash.</summary>
    public string Key => StableHash.Of(Metric.ToString(), Scale?.ToString() ?? "", KindOf(Part), Part.Folded);

    /// <summary>Every series that has an answer with this score: the whole, and one each of its touchpoint and its segment.</summary>
    internal static IEnumerable<SeriesId> Of(Score score, string? touchpoint, string? segment)
    {
        var scale = score.Metric == Metric.Stars ? score.Scale : (Scale?)null;
        yield return new(score.Metric, scale, new SeriesPart.Whole());
        if (touchpoint is not null) yield return new(score.Metric, scale, new SeriesPart.Touchpoint(touchpoint));
        if (segment is not null) yield return new(score.Metric, scale, new SeriesPart.Segment(segment));
    }

    internal static string KindOf(SeriesPart part) => part switch
    {
        SeriesPart.Whole => "whole",
        SeriesPart.Touchpoint => "touchpoint",
        SeriesPart.Segment => "segment",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "no such part"),
    };

    /// <param name="kind">As <see cref="KindOf"/> says it.</param>
    /// <param name="name">Null of the whole.</param>
    internal static SeriesPart PartOf(string kind, string? name) => (kind, name) switch
    {
        ("whole", _) => new SeriesPart.Whole(),
        ("touchpoint", { } touchpoint) => new SeriesPart.Touchpoint(touchpoint),
        ("segment", { } segment) => new SeriesPart.Segment(segment),
        _ => throw new InvalidDataException($"there is no part of a series that is a '{kind}' called '{name}'"),
    };
}

/// <summary>A series in one spelling: its answers are counted together, and how often each spelling is used is known, whatever comes and goes in whichever order.</summary>
internal readonly record struct SpelledSeries(SeriesId Series, string? Spelling)
{
    public static SpelledSeries Of(SeriesId series) => new(series, series.Part.Spelling);
}
