using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.Queue;

namespace HuddleBot.Slack.Buttons;

/// <summary>Opens the form in which a decision is made, or says privately why not.</summary>
internal sealed class OpenFormButton(IIssueDesk desk, SlackConversation conversation, EscalationDialog dialog, FormKind form) : ISlackButton
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken)
    {
        if (IssueId.TryParse(action.Value) is not { } item) return conversation.Refuse(null, new Refusal.Unknown());
        var actor = conversation.OnlookerOf(action.Who);
        var reply = await desk.LookAsync(item, actor, form, 0, cancellationToken, ButtonRow.SeenVersion(action.BlockId, item));
        if (reply is LookReply.Refused { Refusal: Refusal.DecidedBefore why } && action.ViewId is { } shown
            && await dialog.RedrawAsItStandsAsync(shown, item, why, unsaid: null, actor, action.Who, cancellationToken)) return new SlackOutcome.Fine();
        return await conversation.OpenAsync(reply, action.Who, action.TriggerId, cancellationToken, action.ViewId);
    }
}
