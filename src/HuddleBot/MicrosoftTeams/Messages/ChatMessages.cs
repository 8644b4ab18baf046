using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Actions;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Messages;

/// <summary>A message that somebody wrote: a command where it calls us, or a button of an old client. Other bots have nothing to say to us.</summary>
public sealed class ChatMessages(TeamsConversation conversation, ChatCommands commands, SubmittedCards cards)
{
    public async Task<ActivityOutcome> HandleAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (conversation.SpeakerOf(activity) is not { } who) return new ActivityOutcome.Done();
        if (activity.Value.Text("verb") is not null) return await cards.HandleAsync(activity, who, cancellationToken);

        // With some permissions a bot hears everything that is said in a channel; only what is said to it concerns it.
        var said = SpokenText.Of(activity);
        var isPersonal = activity.Conversation?.ConversationType is "personal";
        return isPersonal || said.CallsUs ? await commands.DoAsync(said.Words, activity, who, cancellationToken) : new ActivityOutcome.Done();
    }
}
