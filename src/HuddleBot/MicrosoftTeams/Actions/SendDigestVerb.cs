using HuddleBot.Core.Digests;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>Sends the digest that the person looks at, and says so to them.</summary>
internal sealed class SendDigestVerb(DigestDesk desk, TeamsConversation conversation, DigestTarget target) : ICardVerb
{
    public async Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken) =>
        new CardOutcome.Say(conversation.Compose(await desk.SendAsync(who.Person, who.Operation, target, cancellationToken)));
}
