using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>Chooses the comment that is read aloud as praise. Pure.</summary>
internal static class PraiseChoice
{
    private static readonly Duration Week = Duration.FromDays(7);

    /// <summary>So many characters are read aloud in a quarter of a minute.</summary>
    private const double ReadAloud = 200;

    private const int TooLong = 500;

    /// <summary>What did not get the highest score must sound like praise beyond doubt where praise and complaints can be told apart.</summary>
    private const double ToneOfPraise = 0.1;

    /// <summary>Shorter than this ("Great!"), it says too little.</summary>
    private const double SaysSomething = 30;

    /// <summary>A promoter's from since the last huddle, else from the last week; never the same twice. Null: there is none.</summary>
    public static IssueId? Of(AgendaMaterial material, HeardWords heard)
    {
        var said = material.Past.Select(past => past.Agenda.Praise).OfType<IssueId>().ToHashSet();
        var candidates = heard.All.Where(item => item.Sentiment is Sentiment.Promoter && IsPraise(item, heard) && !said.Contains(item.Id)).ToList();
        var fresh = candidates.Where(item => item.At >= material.Since).ToList();
        var from = fresh.Count > 0 ? fresh : candidates.Where(item => item.At >= material.StartsAt - Week);
        return from.OrderByDescending(item => Worth(item, heard)).ThenBy(item => item.Id.Key, StringComparer.Ordinal).FirstOrDefault()?.Id;
    }

    /// <summary>Not what the team found something to mend in, or nothing in at all; not a complaint that came with a high score; nothing that takes a minute to read.</summary>
    private static bool IsPraise(HeardWords.Item item, HeardWords heard) =>
        item.State is IssueState.Undecided or IssueState.Celebrated && item.Text.Length <= TooLong && !(heard.Vocabulary.ToneOf(item.Keys) < (IsFull(item) ? 0 : ToneOfPraise));

    /// <summary>Concrete (its three most telling words), short enough to be read aloud, and without a reservation in the score.</summary>
    private static double Worth(HeardWords.Item item, HeardWords heard)
    {
        var telling = item.Keys.Select(heard.Vocabulary.WeightOf).OrderDescending().Take(3).Sum();
        var length = Math.Min(1, item.Text.Length / SaysSomething) * Math.Min(1, ReadAloud / item.Text.Length);
        return (1 + telling) * length * (IsFull(item) ? 1 : 0.7);
    }

    /// <summary>The highest score there is.</summary>
    private static bool IsFull(HeardWords.Item item) => item.Score!.Value >= item.Score.Scale.Max;
}
