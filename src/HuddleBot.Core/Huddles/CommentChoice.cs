using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Core.Huddles;

/// <summary>Chooses the comments that are worth deciding on. Pure.</summary>
internal static class CommentChoice
{
    public static IReadOnlyList<AgendaComment> Of(AgendaMaterial material, IssueId? praise) =>
        [.. material.Heard.Where(item => item.Issue.State is IssueState.Undecided && item.Words is not null && item.Issue.Id != praise)
            .OrderBy(item => item.Response?.Score?.Sentiment ?? Sentiment.Passive).ThenByDescending(item => item.Response?.AnsweredAt ?? item.Issue.CreatedAt)
            .Take(AgendaDecider.CommentsShown).Select(item => new AgendaComment(item.Issue.Id, [], 0))];
}
