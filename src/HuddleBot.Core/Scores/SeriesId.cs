using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Scores;

/// <summary>Which of a team's answers a series has. Parts are never crossed.</summary>
public abstract record SeriesPart
{
    private SeriesPart() { }

    /// <summary>All of them.</summary>
    public sealed record Whole : SeriesPart;

    /// <param name="Name">As the source spells it, without surrounding space.</param>
    public sealed record Touchpoint(string Name) : SeriesPart;

    /// <param name="Name">As the source spells it, without surrounding space.</param>
    public sealed record Segment(string Name) : SeriesPart;
}

/// <summary>One metric of one team, of all its answers or of a part of them.</summary>
/// <param name="Scale">Of stars, which are averaged on their own scale. Null for the others: they are counted in boxes, whatever the scale.</param>
public sealed record SeriesId(Metric Metric, Scale? Scale, SeriesPart Part)
{
    /// <summary>What names it in keys: 16 characters of a stable hash.</summary>
    public string Key => StableHash.Of(Metric.ToString(), Scale?.ToString() ?? "", KindOf(Part), NameOf(Part) ?? "");

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

    /// <summary>Null: of the whole.</summary>
    public static string? NameOf(SeriesPart part) => part switch
    {
        SeriesPart.Touchpoint touchpoint => touchpoint.Name,
        SeriesPart.Segment segment => segment.Name,
        _ => null,
    };
}
