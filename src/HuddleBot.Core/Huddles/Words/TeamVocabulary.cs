namespace HuddleBot.Core.Huddles.Words;

/// <summary>How much each word tells, learned from the team's own comments. Pure.</summary>
/// <remarks>
/// Rare words tell more than common ones (inverse document frequency), longer more than short ones. And words that carry the meaning end clauses ("a long queue,", "the
/// showers were dirty."), while the small words of a language hardly ever do: so they are recognised without a list of them, in every language that has them.
/// </remarks>
internal sealed class TeamVocabulary
{
    /// <summary>A word that stands in more than this share of the comments tells nothing.</summary>
    private const double CommonShare = 0.25;

    /// <summary>Among very few comments, a word that so many use may still be their common subject.</summary>
    private const int NeverCommon = 3;

    /// <summary>So many letters make a word whole.</summary>
    private const double WholeWord = 6;

    private readonly int comments;
    private readonly double usualEnds;
    private readonly Dictionary<string, (int Comments, int Uses, int Ends)> words = new(StringComparer.Ordinal);

    public TeamVocabulary(IReadOnlyList<IReadOnlyList<CommentWord>> learned)
    {
        comments = learned.Count;
        foreach (var comment in learned)
        {
            foreach (var uses in comment.GroupBy(word => word.Key, StringComparer.Ordinal))
            {
                var known = words.GetValueOrDefault(uses.Key);
                words[uses.Key] = (known.Comments + 1, known.Uses + uses.Count(), known.Ends + uses.Count(word => word.EndsClause));
            }
        }

        usualEnds = (words.Values.Sum(word => word.Ends) + 1.0) / (words.Values.Sum(word => word.Uses) + 2.0);
    }

    /// <summary>From 0 (tells nothing); a whole word in one of a hundred comments is about 4.6.</summary>
    public double WeightOf(string key)
    {
        var word = words.GetValueOrDefault(key);
        if (word.Comments > Math.Max(NeverCommon, CommonShare * comments)) return 0;
        var rarity = Math.Log((comments + 1.0) / Math.Max(1, word.Comments));

        // Two uses at the usual rate are added, so that one use alone proves nothing.
        var ends = (word.Ends + (2 * usualEnds)) / (word.Uses + 2) / usualEnds;
        return rarity * Length(key) * Math.Clamp(Math.Sqrt(ends), 0.4, 1.6);
    }

    /// <summary>In what share of the learned comments the word stands.</summary>
    public double ShareOf(string key) => (words.GetValueOrDefault(key).Comments + 1.0) / (comments + 2);

    private static double Length(string key) =>
        System.Text.Rune.TryGetRuneAt(key, 0, out var first) && Letters.IsUnspaced(first) ? 1 : Math.Min(1, (key.Length - 1) / (WholeWord - 1));
}
