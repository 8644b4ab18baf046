namespace HuddleBot.Core.Huddles.Words;

/// <summary>What a comment has in common with others.</summary>
/// <param name="Keys">The words that make the pattern, the most telling first; empty: it stands alone.</param>
/// <param name="Others">Which of the others wrote of the same, by their index.</param>
internal sealed record CommentPattern(IReadOnlyList<string> Keys, IReadOnlyList<int> Others)
{
    /// <summary>As many words as explain a choice on a phone.</summary>
    public const int WordsShown = 3;

    /// <summary>A word that tells less than this makes no pattern.</summary>
    private const double LeastWeight = 1;

    public static CommentPattern Alone { get; } = new([], []);

    /// <summary>
    /// The pattern hangs on one word, the comment's most telling one that most others use; what those others have in common with the comment besides goes with it. One
    /// other alone must share two telling words: one is no pattern.
    /// </summary>
    public static CommentPattern Of(IEnumerable<string> comment, IReadOnlyList<IReadOnlySet<string>> others, TeamVocabulary vocabulary)
    {
        var telling = comment.Distinct(StringComparer.Ordinal).Select(key => (Key: key, Weight: vocabulary.WeightOf(key))).Where(word => word.Weight >= LeastWeight).ToList();
        var shared = telling.Select(word => (word.Key, word.Weight, Others: Using(word.Key, others))).Where(word => word.Others.Count > 0)
            .Select(word => (word.Key, word.Others, Strength: word.Weight * Math.Log2(1 + word.Others.Count) * Contrast(word.Key, word.Others.Count, others.Count, vocabulary)))
            .OrderByDescending(word => word.Strength).ThenBy(word => word.Key, StringComparer.Ordinal).ToList();
        foreach (var (anchor, group, _) in shared)
        {
            var beside = telling.Where(word => word.Key != anchor)
                .Select(word => (word.Key, word.Weight, Uses: group.Count(other => others[other].Contains(word.Key))))
                .Where(word => word.Uses > 0 && word.Uses * 3 >= group.Count)
                .OrderByDescending(word => word.Weight * Math.Log2(1 + word.Uses)).ThenBy(word => word.Key, StringComparer.Ordinal).Select(word => word.Key).ToList();
            if (group.Count > 1 || beside.Count > 0) return new([anchor, .. beside.Take(WordsShown - 1)], group);
        }

        return Alone;
    }

    private static List<int> Using(string key, IReadOnlyList<IReadOnlySet<string>> others) => [.. Enumerable.Range(0, others.Count).Where(other => others[other].Contains(key))];

    /// <summary>More where unhappy customers use the word more than the team's customers do at all.</summary>
    private static double Contrast(string key, int uses, int others, TeamVocabulary vocabulary) => Math.Clamp((uses + 1.0) / (others + 2) / vocabulary.ShareOf(key), 0.5, 2);
}
