using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>Puts one comment of a gathered message into its thread as a card of its own.</summary>
internal sealed class OpenGatheredVerb(IIssueDesk desk, TeamsConversation conversation) : ICardVerb
{
    public async Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken)
    {
        if (IssueId.TryParse(data.Item) is not { } item) return conversation.Refuse(null, new Refusal.Unknown());
        return await desk.OpenAsync(item, who.Actor, cancellationToken) switch
        {
            IssueReply.Done done => new CardOutcome.Say(conversation.Compose(new CardContent.OpenedNote(done.Team, done.Item))),
            IssueReply.AlreadyDone already => new CardOutcome.Say(conversation.Compose(new CardContent.OpenedNote(already.Team, already.Item))),
            IssueReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
            _ => throw new InvalidOperationException("no such reply"),
        };
    }
}
