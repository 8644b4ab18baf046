using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.Queue;

namespace HuddleBot.Slack.Buttons;

/// <summary>One escalation of the queue, in a dialog.</summary>
internal sealed class OpenQueuedButton(SlackConversation conversation, EscalationDialog dialog) : ISlackButton
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken) => IssueId.TryParse(action.Value) is { } item
        ? await dialog.OpenAsync(item, action, cancellationToken)
        : conversation.Refuse(null, new Refusal.Unknown());
}
