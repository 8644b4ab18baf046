using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>Does something in a huddle at once, and shows its card as it stands then.</summary>
internal sealed class HuddleVerb(IHuddleDesk huddles, TeamsConversation conversation, HuddleCards cards, HuddleCommand command) : ICardVerb
{
    public async Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken) => HuddleId.TryParse(data.Item) is { } huddle
        ? await cards.AfterAsync(data, await huddles.DoAsync(huddle, who.Actor, who.Operation, command, cancellationToken), who, cancellationToken)
        : conversation.Refuse(null, new Refusal.Unknown());
}
