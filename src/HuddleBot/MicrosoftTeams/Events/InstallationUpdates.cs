using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Events;

/// <summary><c>installationUpdate</c>: the bot was added to a team or for a person, updated, or removed.</summary>
public sealed class InstallationUpdates(ConversationReferences references, Hello hello)
{
    public async Task<ActivityOutcome> HandleAsync(Activity activity, CancellationToken cancellationToken)
    {
        switch (activity.Action?.ToUpperInvariant())
        {
            case "ADD":
                await references.InstalledAsync(activity, cancellationToken);
                await hello.SayAsync(activity, cancellationToken);
                break;
            case "ADD-UPGRADE": await references.InstalledAsync(activity, cancellationToken); break;
            case "REMOVE":
                await references.RemovedAsync(activity, cancellationToken);
                await hello.ForgetAsync(activity, cancellationToken);
                break;

            // "remove-upgrade" is the first half of an update: the second half says that the bot is there.
        }

        return new ActivityOutcome.Done();
    }
}
