using System.Globalization;

namespace HuddleBot.Core.Scores;

/// <summary>What somebody wants to know who says "score", and perhaps more.</summary>
/// <param name="Part">A touchpoint or a segment, as typed; null: the whole team.</param>
/// <param name="Days">Of each window.</param>
public sealed record ScoreQuestion(string? Part, int Days)
{
    /// <summary>A week, four weeks, a quarter.</summary>
    private static readonly int[] Windows = [7, ScoreMovements.Days, 90];

    /// <param name="words">"arrival", "90 days", "arrival 7", "7 arrival"; null: nothing more was said.</param>
    /// <param name="isName">Whether a touchpoint or a segment is called so. "Gate 7" may be one.</param>
    public static ScoreQuestion Read(string? words, Func<string, bool> isName)
    {
        var part = (words ?? "").Trim().Trim('"', '\'', '“', '”', '‘', '’').Trim();
        if (part.Length == 0) return new(null, ScoreMovements.Days);
        if (isName(part)) return new(part, ScoreMovements.Days);

        var said = part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var named = IsDays(said[^1]) ? said[..^1] : said;
        if (named.Length > 0 && WindowOf(named[^1]) is { } last) return new(NameOf(named[..^1]), last);
        if (WindowOf(said[0]) is { } first) return new(NameOf(said[(said.Length > 1 && IsDays(said[1]) ? 2 : 1)..]), first);
        return new(part, ScoreMovements.Days);
    }

    private static int? WindowOf(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && Windows.Contains(days) ? days : null;

    private static bool IsDays(string word) => word.Equals("days", StringComparison.OrdinalIgnoreCase);

    private static string? NameOf(string[] words) => words.Length == 0 ? null : string.Join(' ', words);
}
