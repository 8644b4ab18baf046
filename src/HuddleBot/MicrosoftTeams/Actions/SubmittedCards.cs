using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>
/// A button of a client that knows no <c>Action.Execute</c>: its fallback sends the verb in a message, which no card can answer. It does the same, and tells the
/// person privately only what they need to know; what was decided, the posted card shows.
/// </summary>
public sealed class SubmittedCards(CardVerbs verbs, TeamsConversation conversation, TeamsReplies replies)
{
    public async Task<ActivityOutcome> HandleAsync(Activity activity, Speaker who, CancellationToken cancellationToken)
    {
        var data = CardData.Read(null, activity.Value);
        if ((IssueId.TryParse(data.Item)?.Team ?? HuddleId.TryParse(data.Item)?.Team) is { } team) await conversation.MeetAsync(team, who, cancellationToken);
        var outcome = await verbs.DoAsync(data, who, cancellationToken);
        switch (outcome)
        {
            case CardOutcome.Raised raised: await TellAsync(raised.Note, raised.Note); break;
            case CardOutcome.Show show: await TellAsync(show.Card, null); break;
            case CardOutcome.Mend mend: await TellAsync(mend.Form, mend.Note); break;
            case CardOutcome.Say say: await TellAsync(say.Note, say.Note); break;
            case CardOutcome.Decided or CardOutcome.DoneInHuddle or CardOutcome.Refreshed: break;
        }

        return new ActivityOutcome.Done { MayRepeat = outcome is CardOutcome.Say { MayRepeat: true } };

        // What stands in the thread is for everybody: no form, and nobody's whole comment.
        async Task TellAsync(RenderedCard card, RenderedCard? inThread)
        {
            if (await replies.TellAsync(who.Person, card, cancellationToken)) return;
            await replies.ReplyAsync(activity, inThread ?? conversation.Compose(new CardContent.TryAgainNote()), cancellationToken);
        }
    }
}
