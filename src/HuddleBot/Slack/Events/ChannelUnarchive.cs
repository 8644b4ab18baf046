using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Hosting;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Events;

/// <summary>The channel (<c>channel_unarchive</c>; a private one: <c>group_unarchive</c>) takes messages again: what waits for it goes out.</summary>
internal sealed class ChannelUnarchive(WaitingMessages waiting) : ISlackEvent
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.EventCallback happened, CancellationToken cancellationToken)
    {
        if (happened.Event.Text("channel") is { } channel) await waiting.HurryAsync(new ChannelId(Platform.Slack, happened.Workspace, channel), cancellationToken);
        return new SlackOutcome.Fine();
    }
}
