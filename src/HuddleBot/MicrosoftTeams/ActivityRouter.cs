using HuddleBot.MicrosoftTeams.Actions;
using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.MicrosoftTeams.Dialogs;
using HuddleBot.MicrosoftTeams.Events;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.MicrosoftTeams.Messages;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams;

/// <summary>
/// Which handler takes what. What nobody takes is acknowledged and left alone: Microsoft Teams may send more than we know. A command was done when it was written,
/// whatever is edited afterwards.
/// </summary>
public sealed class ActivityRouter(
    ConversationReferences references, CardActions actions, CardDialogs dialogs, SendToHuddle sendToHuddle, ChatMessages messages, ThreadMessages threads, ConversationUpdates conversations, InstallationUpdates installations) : IActivityRouter
{
    private static readonly Task<ActivityOutcome> Ignored = Task.FromResult<ActivityOutcome>(new ActivityOutcome.Done());
    private static readonly Task<ActivityOutcome> NotImplemented = Task.FromResult<ActivityOutcome>(new ActivityOutcome.Answer(InvokeResponse.NotImplemented));

    public async Task<ActivityOutcome> HandleAsync(Activity activity, CancellationToken cancellationToken)
    {
        await references.NoteAsync(activity, cancellationToken);
        return await RouteAsync(activity, cancellationToken);
    }

    private Task<ActivityOutcome> RouteAsync(Activity activity, CancellationToken cancellationToken) => activity.Type switch
    {
        ActivityTypes.Invoke => InvokeAsync(activity, cancellationToken),
        ActivityTypes.Message => messages.HandleAsync(activity, cancellationToken),
        ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete => threads.HandleChangeAsync(activity, cancellationToken),
        ActivityTypes.ConversationUpdate => conversations.HandleAsync(activity, cancellationToken),
        ActivityTypes.InstallationUpdate => installations.HandleAsync(activity, cancellationToken),
        _ => Ignored,
    };

    private Task<ActivityOutcome> InvokeAsync(Activity activity, CancellationToken cancellationToken) => activity.Name switch
    {
        InvokeNames.AdaptiveCardAction => actions.HandleAsync(activity, cancellationToken),
        InvokeNames.TaskFetch => dialogs.FetchAsync(activity, cancellationToken),
        InvokeNames.TaskSubmit => dialogs.SubmitAsync(activity, cancellationToken),
        InvokeNames.ComposeExtensionFetchTask => sendToHuddle.FetchAsync(activity, cancellationToken),
        InvokeNames.ComposeExtensionSubmitAction => sendToHuddle.SubmitAsync(activity, cancellationToken),
        _ => NotImplemented,
    };
}
