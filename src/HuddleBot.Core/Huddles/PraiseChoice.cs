using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>Chooses the comment that is read aloud as praise. Pure.</summary>
internal static class PraiseChoice
{
    private static readonly Duration Week = Duration.FromDays(7);

    /// <summary>A promoter's from since the last huddle, else from the last week; never the same twice. Null: there is none.</summary>
    public static IssueId? Of(AgendaMaterial material)
    {
        var said = material.Past.Select(past => past.Agenda.Praise).OfType<IssueId>().ToHashSet();
        var candidates = material.Heard.Where(item => item.Response is { Score.Sentiment: Sentiment.Promoter, Comment: not null } && IsPraise(item.Issue.State) && !said.Contains(item.Issue.Id)).ToList();
        var fresh = candidates.Where(item => item.Response!.AnsweredAt >= material.Since).ToList();
        var from = fresh.Count > 0 ? fresh : candidates.Where(item => item.Response!.AnsweredAt >= material.StartsAt - Week);
        return from.OrderBy(item => item.Words!.Length).ThenBy(item => item.Issue.Id.Key, StringComparer.Ordinal).FirstOrDefault()?.Issue.Id;
    }

    /// <summary>What the team found something to mend in, or nothing in at all, is not held up as praise.</summary>
    private static bool IsPraise(IssueState state) => state is IssueState.Undecided or IssueState.Celebrated;
}
