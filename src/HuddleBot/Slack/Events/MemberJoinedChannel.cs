using HuddleBot.Core.Identity;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Events;

/// <summary>A new member may tag at once.</summary>
internal sealed class MemberJoinedChannel(SlackDirectory directory) : ISlackEvent
{
    public Task<SlackOutcome> HandleAsync(SlackPayload.EventCallback happened, CancellationToken cancellationToken)
    {
        if (happened.Event.Text("channel") is { } channel) directory.Forget(new(Platform.Slack, happened.Workspace, channel));
        return Task.FromResult<SlackOutcome>(new SlackOutcome.Fine());
    }
}
