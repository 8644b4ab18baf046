using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Actions;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Messages;

/// <summary>
/// A message that somebody wrote: a command where it calls us, a button of an old client, or a word in the thread of a huddle or of a question. Other bots have nothing to say to us.
/// </summary>
public sealed class ChatMessages(TeamsConversation conversation, ChatCommands commands, ThreadMessages threads, SubmittedCards cards)
{
    public async Task<ActivityOutcome> HandleAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (conversation.SpeakerOf(activity) is not { } who) return new ActivityOutcome.Done();
        if (activity.Value.Text("verb") is not null) return await cards.HandleAsync(activity, who, cancellationToken);

        // In the threads of huddles and questions people answer, and some call the bot where they do; elsewhere only what is said to the bot concerns it.
        var said = SpokenText.Of(activity);
        if (!said.IsCommand && await threads.HearAsync(activity, who, said.Whole, cancellationToken)) return new ActivityOutcome.Done();
        return said.CallsUs || activity.Conversation?.ConversationType is "personal" ? await commands.DoAsync(said.Words, activity, who, cancellationToken) : new ActivityOutcome.Done();
    }
}
