using HuddleBot.Core.Feedback;
using HuddleBot.Core.Huddles.Words;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Core.Huddles;

/// <summary>Chooses the comments that are worth deciding on. Pure.</summary>
internal static class CommentChoice
{
    /// <summary>A comment loses half of its weight in so many days.</summary>
    private const double HalfLifeDays = 10;

    /// <summary>Left undecided so often in the last three huddles, a comment rests.</summary>
    private const int RestsAfter = 2;

    private const int LastHuddles = 3;

    /// <summary>Fewer words than these are hard to decide on.</summary>
    private const int FewWords = 4;

    /// <summary>Longer comments are hard to talk about in two minutes.</summary>
    private const int ManyCharacters = 600;

    /// <summary>More than so many others make a pattern no stronger.</summary>
    private const int ManyOthers = 5;

    /// <param name="praise">Read aloud in the same huddle: not decided on as well.</param>
    public static IReadOnlyList<AgendaComment> Of(AgendaMaterial material, HeardWords heard, IssueId? praise)
    {
        var candidates = heard.All.Where(item => item.State is IssueState.Undecided && item.Id != praise && !Rests(item.Id, material.Past)).ToList();
        var critical = candidates.Where(IsCritical).ToList();
        var ranked = (critical.Count > 0 ? critical : candidates).Select(item => Rank(item, material, heard))
            .OrderByDescending(choice => choice.Worth).ThenBy(choice => choice.Item.Id.Key, StringComparer.Ordinal);

        var chosen = new List<Choice>();
        foreach (var choice in ranked)
        {
            if (chosen.Exists(other => IsOfSamePattern(other, choice))) continue;
            chosen.Add(choice);
            if (chosen.Count == AgendaDecider.CommentsShown) break;
        }

        return [.. chosen.Select(choice => new AgendaComment(choice.Item.Id, Shown(choice), choice.Pattern.Others.Count))];
    }

    private static bool IsCritical(HeardWords.Item item) => item.Sentiment is not Sentiment.Promoter;

    private static bool Rests(IssueId issue, IReadOnlyList<PastAgenda> past) => past.Take(LastHuddles).Count(huddle => WasShown(issue, huddle)) >= RestsAfter;

    private static bool WasShown(IssueId issue, PastAgenda huddle) => huddle.Agenda.Comments.Any(comment => comment.Issue == issue);

    /// <summary>Newer before older, detractor before passive, pattern before one-off, untold before told, a pattern that nobody works on before one that is in hand.</summary>
    private static Choice Rank(HeardWords.Item item, AgendaMaterial material, HeardWords heard)
    {
        var others = heard.All.Where(other => other.Id != item.Id && (IsCritical(other) || !IsCritical(item))).ToList();
        var pattern = CommentPattern.Of(item.Words.Select(word => word.Key), [.. others.Select(other => other.Keys)], heard.Vocabulary);
        var isInHand = pattern.Others.Any(other => others[other].State is IssueState.FixingIt or IssueState.EscalatedToManager);
        var told = material.Past.Count(huddle => WasShown(item.Id, huddle));
        var worth = Math.Pow(0.5, Math.Max(0, (material.StartsAt - item.At).TotalDays) / HalfLifeDays)
            * item.Sentiment switch { Sentiment.Detractor => 1, Sentiment.Passive => 0.55, Sentiment.Promoter => 0.4, _ => 0.8 }
            * (1 + (Math.Log2(1 + Math.Min(ManyOthers, pattern.Others.Count)) * (isInHand ? 0.2 : 0.5)))
            * Math.Pow(0.7, told)
            * (item.Words.Count < FewWords ? 0.5 : item.Text.Length > ManyCharacters ? 0.8 : 1);
        return new(item, pattern, worth);
    }

    private static bool IsOfSamePattern(Choice one, Choice other) => one.Pattern.Keys.Any(other.Item.Keys.Contains) || other.Pattern.Keys.Any(one.Item.Keys.Contains);

    /// <summary>The words of the pattern as the customer wrote them; characters that stand side by side in one piece.</summary>
    private static IReadOnlyList<string> Shown(Choice choice)
    {
        var pieces = new List<(int Start, int End)>();
        foreach (var key in choice.Pattern.Keys)
        {
            var word = choice.Item.Words.First(word => word.Key == key);
            var piece = (word.Start, word.End);
            if (pieces.FindIndex(other => piece.Start < other.End && other.Start < piece.End) is var at and >= 0)
                pieces[at] = (Math.Min(pieces[at].Start, piece.Start), Math.Max(pieces[at].End, piece.End));
            else
                pieces.Add(piece);
        }

        return [.. pieces.Select(piece => choice.Item.Text[piece.Start..piece.End])];
    }

    private sealed record Choice(HeardWords.Item Item, CommentPattern Pattern, double Worth);
}
