using HuddleBot.Hosting;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.Queue;

namespace HuddleBot.Slack.Events;

/// <summary>Draws the home tab: what this person has promised, and for managers what waits for their answer.</summary>
internal sealed class AppHomeOpened(HomeTab home) : ISlackEvent
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.EventCallback happened, CancellationToken cancellationToken)
    {
        if (happened.Event.Text("user") is not { } user || happened.Event.Text("tab") is not (null or "home")) return new SlackOutcome.Fine();
        await home.PublishAsync(happened.Workspace, user, null, cancellationToken);
        return new SlackOutcome.Fine();
    }
}
