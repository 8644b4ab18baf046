using System.Globalization;
using HuddleBot.Core.Themes.Likeness;

namespace HuddleBot.Core.Tests.Themes;

/// <summary>How well a method finds what is alike.</summary>
/// <param name="Asked">For how many comments of a group it was asked.</param>
/// <param name="Precision">Of what was shown, at most three each, the part that is right.</param>
/// <param name="Recall">Of what could have been shown right, at most three each, the part that was.</param>
/// <param name="Hit">The part of comments with at least one right one shown.</param>
/// <param name="Silent">The part of comments for which nothing was shown.</param>
/// <param name="FalseAlarm">Of the comments that are like no other, the part for which something was shown.</param>
internal sealed record LikenessFigures(int Asked, double Precision, double Recall, double Hit, double Silent, double FalseAlarm)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Asked} asked: precision@3 {Precision:F3}, recall@3 {Recall:F3}, hit@3 {Hit:F3}, silent {Silent:F3}, false alarms {FalseAlarm:F3}");
}

/// <summary>Finds comments: what to look for, and among which ids.</summary>
internal delegate IReadOnlyList<string> Finder(LabelledComment asked);

internal static class Measuring
{
    private const int Shown = 3;

    /// <summary>Single comments: each is asked about with all others in the index.</summary>
    public static LikenessFigures Comments(IReadOnlyList<LabelledComment> asked, Finder find)
    {
        var byId = LabelledComments.All.ToDictionary(comment => comment.Id);
        return Of(asked, comment => [.. find(comment).Take(Shown).Select(id => byId[id].Group)], comment => Math.Min(Shown, LabelledComments.All.Count(other => other.Group == comment.Group) - 1));
    }

    /// <summary>Themes: all groups are themes, without the comment that is asked about; what is like no other stands in the index too.</summary>
    public static LikenessFigures Themes(IReadOnlyList<LabelledComment> asked, LikenessRules rules)
    {
        var index = new LikenessIndex<string>(rules);
        var groups = LabelledComments.All.Where(comment => comment.Group is not null).ToLookup(comment => comment.Group!);
        foreach (var group in groups) index.Set(group.Key, [.. group.Select(comment => comment.Text)]);
        foreach (var lone in LabelledComments.All.Where(comment => comment.Group is null)) index.Set(lone.Id, [lone.Text]);
        return Of(asked, Find, _ => 1);

        IReadOnlyList<string?> Find(LabelledComment comment)
        {
            if (comment.Group is { } group) index.Set(group, [.. groups[group].Where(other => other != comment).Select(other => other.Text)]);
            var found = index.Find(comment.Text, Shown, groups.Contains);
            if (comment.Group is { } whole) index.Set(whole, [.. groups[whole].Select(other => other.Text)]);
            return [.. found.Select(one => one.Key)];
        }
    }

    /// <summary>The method that the bot uses, over single comments.</summary>
    public static Finder ByLikeness(LikenessRules rules)
    {
        var index = new LikenessIndex<string>(rules);
        foreach (var comment in LabelledComments.All) index.Set(comment.Id, [comment.Text]);
        return asked => [.. index.Find(asked.Text, Shown, id => id != asked.Id).Select(one => one.Key)];
    }

    /// <summary>What one would write first: the part of words, as they stand there, that both have.</summary>
    public static Finder ByWordOverlap(double threshold)
    {
        var words = LabelledComments.All.ToDictionary(comment => comment.Id, comment => WordsOf(comment.Words + " " + comment.Ask));
        return asked =>
        [
            .. words.Where(other => other.Key != asked.Id).Select(other => (other.Key, Overlap: Overlap(words[asked.Id], other.Value)))
                .Where(one => one.Overlap >= threshold).OrderByDescending(one => one.Overlap).ThenBy(one => one.Key, StringComparer.Ordinal).Take(Shown).Select(one => one.Key),
        ];
    }

    private static HashSet<string> WordsOf(string text) =>
        [.. new string([.. text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static double Overlap(HashSet<string> a, HashSet<string> b) => (double)a.Count(b.Contains) / a.Union(b).Count();

    private static LikenessFigures Of(IReadOnlyList<LabelledComment> asked, Func<LabelledComment, IReadOnlyList<string?>> find, Func<LabelledComment, int> possible)
    {
        var grouped = asked.Where(comment => comment.Group is not null).Select(comment => (comment, Found: find(comment), Possible: possible(comment))).ToList();
        var lone = asked.Where(comment => comment.Group is null).Select(find).ToList();
        var shown = grouped.Sum(one => one.Found.Count);
        var right = grouped.Sum(one => one.Found.Count(group => group == one.comment.Group));
        return new(
            grouped.Count, shown == 0 ? 0 : (double)right / shown, (double)right / grouped.Sum(one => one.Possible),
            grouped.Count(one => one.Found.Contains(one.comment.Group)) / (double)grouped.Count, grouped.Count(one => one.Found.Count == 0) / (double)grouped.Count,
            lone.Count == 0 ? 0 : lone.Count(found => found.Count > 0) / (double)lone.Count);
    }
}
