using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Hosting;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Events;

/// <summary>A new member may tag at once. Where the new member is this bot, what waits for the channel goes out.</summary>
internal sealed class MemberJoinedChannel(SlackDirectory directory, WaitingMessages waiting) : ISlackEvent
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.EventCallback happened, CancellationToken cancellationToken)
    {
        if (happened.Event.Text("channel") is not { } id) return new SlackOutcome.Fine();
        var channel = new ChannelId(Platform.Slack, happened.Workspace, id);
        directory.Forget(channel);
        if (happened.BotUser is { } bot && happened.Event.Text("user") == bot) await waiting.HurryAsync(channel, cancellationToken);
        return new SlackOutcome.Fine();
    }
}
