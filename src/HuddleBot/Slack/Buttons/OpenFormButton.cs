using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Buttons;

/// <summary>Opens the form in which a decision is made, or says privately why not.</summary>
internal sealed class OpenFormButton(IIssueDesk desk, SlackConversation conversation, FormKind form) : ISlackButton
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken)
    {
        if (IssueId.TryParse(action.Value) is not { } item) return conversation.Refuse(null, new Refusal.Unknown());
        var actor = conversation.OnlookerOf(action.Who);
        return await conversation.OpenAsync(await desk.LookAsync(item, actor, form, 0, cancellationToken), action.Who, action.TriggerId, cancellationToken, action.ViewId);
    }
}
