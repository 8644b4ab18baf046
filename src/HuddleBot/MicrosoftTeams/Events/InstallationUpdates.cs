using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Events;

/// <summary><c>installationUpdate</c>: the bot was added to a team or for a person, updated, or removed.</summary>
public sealed partial class InstallationUpdates(ConversationReferences references, Hello hello, ILogger<InstallationUpdates> logger)
{
    public async Task<ActivityOutcome> HandleAsync(Activity activity, CancellationToken cancellationToken)
    {
        switch (activity.Action?.ToUpperInvariant())
        {
            case "ADD":
                LogAdded(PlaceOf(activity), activity.TenantId);
                await references.InstalledAsync(activity, cancellationToken);
                await hello.SayAsync(activity, cancellationToken);
                break;
            case "ADD-UPGRADE":
                LogUpdated(PlaceOf(activity), activity.TenantId);
                await references.InstalledAsync(activity, cancellationToken);
                break;
            case "REMOVE":
                LogRemoved(PlaceOf(activity), activity.TenantId);
                await references.RemovedAsync(activity, cancellationToken);
                await hello.ForgetAsync(activity, cancellationToken);
                break;

            // "remove-upgrade" is the first half of an update: the second half says that the bot is there.
        }

        return new ActivityOutcome.Done();
    }

    private static string PlaceOf(Activity activity) => activity.ChannelData?.Team?.Id ?? activity.Conversation?.Id ?? "";

    [LoggerMessage(LogLevel.Information, "Microsoft Teams: the bot was added to {Place} in tenant {Tenant}")]
    private partial void LogAdded(string place, string? tenant);

    [LoggerMessage(LogLevel.Information, "Microsoft Teams: the app was updated in {Place} in tenant {Tenant}")]
    private partial void LogUpdated(string place, string? tenant);

    [LoggerMessage(LogLevel.Warning, "Microsoft Teams: the bot was removed from {Place} in tenant {Tenant}; what is for it waits")]
    private partial void LogRemoved(string place, string? tenant);
}
