using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.Installation;
using NodaTime;

namespace HuddleBot.Slack.Events;

/// <summary>The workspace does not want us any more: its token is forgotten. Messages for it wait, and are seen by the operator.</summary>
public sealed partial class AppUninstalled(SlackInstallations? installations, SlackTokens tokens, ILogger<AppUninstalled> logger) : ISlackEvent
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.EventCallback happened, CancellationToken cancellationToken)
    {
        LogUninstalled(happened.Workspace);
        if (installations is not null) await installations.RemoveAsync(happened.Workspace, Instant.FromUnixTimeSeconds(happened.EventTime), cancellationToken);
        tokens.Forget(happened.Workspace);
        return new SlackOutcome.Fine();
    }

    [LoggerMessage(LogLevel.Warning, "Slack: workspace {Workspace} has uninstalled the bot or revoked its token")]
    private partial void LogUninstalled(string workspace);
}
