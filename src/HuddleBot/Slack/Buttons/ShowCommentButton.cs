using System.Globalization;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.WebApi;

namespace HuddleBot.Slack.Buttons;

/// <summary>The whole comment in a dialog; a button within the dialog turns the page. The value is <c>issue</c> or <c>issue:page</c>, pages from 0.</summary>
internal sealed class ShowCommentButton(IIssueDesk desk, SlackConversation conversation, SlackWebApiClient client) : ISlackButton
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken)
    {
        var parts = (action.Value ?? "").Split(':', 2);
        var page = parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (IssueId.TryParse(parts[0]) is not { } item) return conversation.Refuse(null, new Refusal.Unknown());
        var actor = conversation.OnlookerOf(action.Who);
        var reply = await desk.LookAsync(item, actor, FormKind.FullComment, page, cancellationToken);
        if (action.ViewId is not { } viewId || parts.Length == 1 || reply is not LookReply.Show show)
            return await conversation.OpenAsync(reply, action.Who, action.TriggerId, cancellationToken, action.ViewId);

        // The hash lets only one of two quick taps turn the page; the other has nothing to be told.
        var view = SlackConversation.ViewOf(conversation.Compose(show.Content), action.Who.Channel);
        await client.ViewsUpdateAsync(action.Who.Workspace, new(viewId, view, action.ViewHash), cancellationToken);
        return new SlackOutcome.Fine();
    }
}
