using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>One escalation of the queue with its buttons, in the queue's place; for this person only.</summary>
internal sealed class OpenQueuedVerb(CardForms forms) : ICardVerb
{
    public Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken) =>
        forms.ShowAsync(data with { Card = CardKinds.Queue }, FormKind.EscalationCard, who, cancellationToken);
}
