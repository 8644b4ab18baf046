namespace HuddleBot.Core.Huddles.Words;

/// <summary>What a comment has in common with others.</summary>
/// <param name="Keys">The words that make the pattern, the most telling first; empty: it stands alone.</param>
/// <param name="Others">Which of the others wrote of the same, by their index.</param>
internal sealed record CommentPattern(IReadOnlyList<string> Keys, IReadOnlyList<int> Others)
{
    /// <summary>As many words as explain a choice on a phone.</summary>
    public const int WordsShown = 3;

    private const int WordsAShared = 5;

    public static CommentPattern Alone { get; } = new([], []);

    /// <summary>
    /// The pattern hangs on one word of the comment: a telling one, of complaints rather than of praise, that many others use. What those others have in common with the
    /// comment besides goes with it. One other alone must share two such words, of a long comment a fifth of them: by chance, long ones share some.
    /// </summary>
    public static CommentPattern Of(IEnumerable<string> comment, IReadOnlyList<IReadOnlySet<string>> others, TeamVocabulary vocabulary)
    {
        var telling = comment.Distinct(StringComparer.Ordinal).Select(key => (Key: key, Strength: StrengthOf(key, vocabulary))).Where(word => word.Strength > 0).ToList();
        var shared = telling.Select(word => (word.Key, word.Strength, Others: Using(word.Key, others))).Where(word => word.Others.Count > 0)
            .OrderByDescending(word => word.Strength * Math.Log2(1 + word.Others.Count)).ThenBy(word => word.Key, StringComparer.Ordinal);
        foreach (var (anchor, _, group) in shared)
        {
            var beside = telling.Where(word => word.Key != anchor)
                .Select(word => (word.Key, word.Strength, Uses: group.Count(other => others[other].Contains(word.Key))))
                .Where(word => word.Uses > 0 && word.Uses * 3 >= group.Count)
                .OrderByDescending(word => word.Strength * Math.Log2(1 + word.Uses)).ThenBy(word => word.Key, StringComparer.Ordinal).Select(word => word.Key).ToList();
            if (group.Count > 1 || beside.Count + 1 >= Math.Max(2, telling.Count / WordsAShared)) return new([anchor, .. beside.Take(WordsShown - 1)], group);
        }

        return Alone;
    }

    private static List<int> Using(string key, IReadOnlyList<IReadOnlySet<string>> others) => [.. Enumerable.Range(0, others.Count).Where(other => others[other].Contains(key))];

    /// <summary>How much the word tells, times 1 (a word of praise and complaints alike) to 2 (one of complaints); 0 where it makes no pattern.</summary>
    private static double StrengthOf(string key, TeamVocabulary vocabulary)
    {
        var (weight, complaint) = (vocabulary.WeightOf(key), vocabulary.ComplaintOf(key));
        return weight < vocabulary.TellingFrom || complaint < 0 ? 0 : weight * 2 / (1 + Math.Exp(-complaint));
    }
}
