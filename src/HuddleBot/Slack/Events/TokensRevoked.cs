using HuddleBot.Hosting;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Events;

/// <summary>Revoking the bot's token ends the installation; users' tokens are none of ours.</summary>
internal sealed class TokensRevoked(AppUninstalled uninstalled) : ISlackEvent
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.EventCallback happened, CancellationToken cancellationToken) =>
        happened.Event.At("tokens") is { } tokens && tokens.Items("bot").Any() ? await uninstalled.HandleAsync(happened, cancellationToken) : new SlackOutcome.Fine();
}
