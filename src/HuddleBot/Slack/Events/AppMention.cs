using HuddleBot.Core.Issues;
using HuddleBot.Hosting;
using HuddleBot.Slack.Commands;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Events;

/// <summary>Somebody calls the bot by name: what stands behind the name is done as the command does it, and they, and nobody else, are answered.</summary>
internal sealed class AppMention(HuddleCommand huddle, SlackConversation conversation, ThreadMessages threads) : ISlackEvent
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.EventCallback happened, CancellationToken cancellationToken)
    {
        // Other bots mention us too; they have nothing to read.
        var mention = happened.Event;
        if (mention.Text("bot_id") is not null) return new SlackOutcome.Fine();
        if (mention.Text("user") is not { } user || mention.Text("channel") is not { } channel) return new SlackOutcome.Fine();
        var who = new PersonInPlace(happened.Workspace, user, user, channel, mention.Text("thread_ts"), null);
        var words = SlackText.SaidTo(mention.Text("text") ?? "", happened.BotUser);

        // In the thread of a huddle people answer, and some call the bot where they do.
        if (HuddleRequest.TryRead(words) is null && await threads.HearMentionAsync(happened, cancellationToken)) return new SlackOutcome.Fine();

        // There is no trigger in an event, so it opens no form.
        var outcome = await huddle.DoAsync(words, who, OperationIds.Of(happened), null, cancellationToken);
        if (outcome is SlackOutcome.Tell tell) await conversation.TellAsync(who, tell.Note, cancellationToken);
        return new SlackOutcome.Fine();
    }
}
