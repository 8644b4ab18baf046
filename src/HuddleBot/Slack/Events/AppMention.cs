using HuddleBot.Core.Cards;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Events;

/// <summary>Somebody calls the bot by name: they, and nobody else, are told what it can do.</summary>
internal sealed class AppMention(SlackConversation conversation) : ISlackEvent
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.EventCallback happened, CancellationToken cancellationToken)
    {
        // Other bots mention us too; they have nothing to read.
        var mention = happened.Event;
        if (mention.Text("bot_id") is not null) return new SlackOutcome.Fine();
        if (mention.Text("user") is not { } user || mention.Text("channel") is not { } channel) return new SlackOutcome.Fine();
        var team = await conversation.TeamOfAsync(happened.Workspace, channel, cancellationToken);
        var who = new PersonInPlace(happened.Workspace, user, user, channel, mention.Text("thread_ts"), null);
        await conversation.TellAsync(who, conversation.Compose(new CardContent.Help(team)), cancellationToken);
        return new SlackOutcome.Fine();
    }
}
