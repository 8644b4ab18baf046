using HuddleBot.Core.Digests;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>Sends the digest that the person looks at, and says so to them.</summary>
internal sealed class SendDigestVerb(IDigestDesk desk, TeamsConversation conversation, DigestTarget target) : ICardVerb
{
    public async Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken) =>
        new CardOutcome.Say(conversation.Compose(await desk.SendAsync(who.Person, data.Item ?? who.Operation, target, cancellationToken)));
}
