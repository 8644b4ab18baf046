using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.Queue;

namespace HuddleBot.Slack.Buttons;

/// <summary>One escalation or theme of the queue, in a dialog.</summary>
internal sealed class OpenQueuedButton(SlackConversation conversation, EscalationDialog dialog, ThemeDialog themes) : ISlackButton
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken) =>
        ThemeId.TryParse(action.Value) is { } theme && await themes.OpenAsync(theme, action, cancellationToken) is { } opened ? opened

        // A team may be called "theme": then the id of an issue of theirs looks like one of a theme.
        : IssueId.TryParse(action.Value) is { } item ? await dialog.OpenAsync(item, action, cancellationToken)
        : conversation.Refuse(null, new Refusal.Unknown());
}
