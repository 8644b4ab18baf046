using HuddleBot.Core.Digests;
using HuddleBot.Core.Identity;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Buttons;

/// <summary>Sends the digest that the person looks at, and says so to them.</summary>
internal sealed class SendDigestButton(IDigestDesk desk, SlackConversation conversation, DigestTarget target) : ISlackButton
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken) => new SlackOutcome.Tell(
        conversation.Compose(await desk.SendAsync(new(Platform.Slack, action.Who.Workspace, action.Who.User), action.Value ?? OperationIds.Of(action), target, cancellationToken)));
}
