using System.Text;

namespace HuddleBot.Core.Huddles.Words;

/// <summary>How much each word tells, learned from the team's own comments. Pure.</summary>
/// <remarks>
/// Rare words tell more than common ones (inverse document frequency), longer more than short ones. And words that carry the meaning end clauses ("a long queue,", "the
/// showers were dirty."), while the small words of a language hardly ever do: so they are recognised without a list of them, in every language that has them.
/// </remarks>
internal sealed class TeamVocabulary
{
    /// <summary>A word that stands in more than a quarter of the comments tells nothing; where comments are long, and share more words by chance, in more than a tenth.</summary>
    private const double CommonInShort = 0.25, CommonInLong = 0.1;

    /// <summary>Different words of a comment that is long, times the share that is common among such comments.</summary>
    private const double LongWords = 6;

    /// <summary>With fewer comments on either side, praise and complaint cannot be told apart.</summary>
    private const int LeastOfEach = 10;

    /// <summary>Among very few comments, a word that so many use may still be their common subject.</summary>
    private const int NeverCommon = 3;

    /// <summary>Fewer comments than these say nothing of how rare a word is: it is weighed as if there were so many.</summary>
    private const int LeastComments = 20;

    private const int UsesAdded = 6;

    private readonly int comments;
    private readonly int praising;
    private readonly double usualEnds;
    private readonly double common;
    private readonly Dictionary<string, Word> words = new(StringComparer.Ordinal);

    /// <param name="learned">Comments, each with whether a promoter wrote it.</param>
    public TeamVocabulary(IReadOnlyList<(IReadOnlyList<CommentWord> Words, bool IsPraising)> learned)
    {
        (comments, praising) = (learned.Count, learned.Count(comment => comment.IsPraising));
        foreach (var (text, isPraising) in learned)
        {
            foreach (var uses in text.GroupBy(word => word.Key, StringComparer.Ordinal))
            {
                var known = words.GetValueOrDefault(uses.Key);
                words[uses.Key] = new(known.Comments + 1, known.Praising + (isPraising ? 1 : 0), known.Uses + uses.Count(), known.Ends + uses.Count(word => word.EndsClause));
            }
        }

        usualEnds = (words.Values.Sum(word => word.Ends) + 1.0) / (words.Values.Sum(word => word.Uses) + 2.0);
        common = Math.Max(NeverCommon, comments * Math.Clamp(LongWords * comments / Math.Max(1, words.Values.Sum(word => word.Comments)), CommonInLong, CommonInShort));
    }

    /// <summary>From 0 (tells nothing); a whole word in one of a hundred comments is about 4.6.</summary>
    public double WeightOf(string key)
    {
        var word = words.GetValueOrDefault(key);
        if (word.Comments > common) return 0;
        var rarity = Math.Log(Weighed / Math.Max(1, word.Comments));

        return rarity * (IsUnspaced(key) ? 1 : Length(key) * Math.Clamp(Math.Sqrt(Ends(word)), 0.4, 1.6));
    }

    /// <summary>The least weight of a word that makes a pattern: half of what a whole word weighs that stands in one comment.</summary>
    public double TellingFrom => 0.5 * Math.Log(Weighed);

    private double Weighed => Math.Max(LeastComments, comments) + 1;

    /// <summary>
    /// How surely the word is one of complaints rather than of praise: the log odds ratio of the two in standard errors, about 0 for a word that both use alike or that is
    /// hardly known, 2 for one that praise hardly uses. (Monroe, Colaresi and Quinn, "Fightin' Words", 2008.)
    /// </summary>
    public double ComplaintOf(string key)
    {
        var word = words.GetValueOrDefault(key);
        var (praise, complaint) = (word.Praising, word.Comments - word.Praising);
        if (praising < LeastOfEach || comments - praising < LeastOfEach) return 0;

        // One use is added in all, shared out by the sizes of the two sides, so that a word that nobody used speaks for neither.
        var (addedToPraise, addedToComplaint) = ((double)praising / comments, (double)(comments - praising) / comments);
        return (LogOdds(complaint + addedToComplaint, comments - praising + 1) - LogOdds(praise + addedToPraise, praising + 1))
            / Math.Sqrt((1 / (complaint + addedToComplaint)) + (1 / (praise + addedToPraise)));

        static double LogOdds(double uses, double of) => Math.Log(uses / (of - uses));
    }

    /// <summary>
    /// How a promoter's comment sounds beside the team's other praise and its complaints: above 0 like praise (naive Bayes, the comment itself left out, per word). Null
    /// where there is too little of either to tell.
    /// </summary>
    public double? ToneOf(IReadOnlySet<string> promotersWords)
    {
        var (praise, complaint) = (praising - 1, comments - praising);
        if (praise < LeastOfEach || complaint < LeastOfEach) return null;
        var (addedToPraise, addedToComplaint) = ((double)praise / (praise + complaint), (double)complaint / (praise + complaint));
        return promotersWords.Average(key =>
        {
            var word = words.GetValueOrDefault(key);
            return Math.Log((Math.Max(0, word.Praising - 1) + addedToPraise) / (praise + 1)) - Math.Log((word.Comments - word.Praising + addedToComplaint) / (complaint + 1));
        });
    }

    private record struct Word(int Comments, int Praising, int Uses, int Ends);

    /// <summary>How often the word ends a clause, in times of the usual. Some uses at the usual rate are added, so that a few alone prove nothing.</summary>
    private double Ends(Word word) => (word.Ends + (UsesAdded * usualEnds)) / (word.Uses + UsesAdded) / usualEnds;

    private static bool IsUnspaced(string key) => Rune.TryGetRuneAt(key, 0, out var first) && Letters.IsUnspaced(first);

    private static double Length(string key) => key.Length switch
    {
        1 => 0,
        2 => 0.2,
        3 => 0.7,
        4 => 0.85,
        5 => 0.95,
        _ => 1,
    };
}
