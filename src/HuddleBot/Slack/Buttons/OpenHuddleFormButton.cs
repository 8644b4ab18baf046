using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Buttons;

/// <summary>Opens a form of a huddle, or says privately why not.</summary>
internal sealed class OpenHuddleFormButton(IHuddleDesk huddles, SlackConversation conversation, HuddleFormKind form) : ISlackButton
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken)
    {
        if (HuddleId.TryParse(action.Value) is not { } huddle) return conversation.Refuse(null, new Refusal.Unknown());
        var reply = await huddles.LookAsync(huddle, conversation.OnlookerOf(action.Who), form, cancellationToken);
        return await conversation.OpenAsync(reply, action.Who, action.TriggerId, cancellationToken);
    }
}
