using System.Globalization;

namespace HuddleBot.Core.Digests;

/// <summary>Which message of a digest: the card, or one of those in its thread.</summary>
public enum DigestPartKind
{
    /// <summary>One screen.</summary>
    Card,

    /// <summary>The units, a page at a time: what moved first.</summary>
    Units,

    /// <summary>What waits longest, and what came back.</summary>
    Loops,

    /// <summary>The themes, with customers' words.</summary>
    Themes,

    /// <summary>The month that has ended, on one screen.</summary>
    Month,

    /// <summary>The quarter that has ended, on one screen.</summary>
    Quarter,
}

/// <param name="Page">From 0; of units alone more than one.</param>
public sealed record DigestPart(DigestPartKind Kind, int Page = 0)
{
    public static DigestPart Card { get; } = new(DigestPartKind.Card);

    /// <summary>As it stands in ids: <c>card</c>, <c>units-1</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Kind.ToString().ToLowerInvariant()}{(Page > 0 ? $"-{Page}" : "")}");

    /// <summary>Null: there is no such part.</summary>
    public static DigestPart? TryParse(string name)
    {
        var (kind, page) = name.Split('-') switch { [var only] => (only, 0), [var paged, var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) => (paged, value), _ => ("", 0) };
        return Enum.TryParse<DigestPartKind>(kind, ignoreCase: true, out var known) && new DigestPart(known, page) is var part && part.Name == name ? part : null;
    }
}
