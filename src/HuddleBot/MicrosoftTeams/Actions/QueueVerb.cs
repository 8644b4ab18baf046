using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Triage;
using HuddleBot.Triage;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>Another part of the person's queue, in the place of what they look at; or one escalation of it, with its buttons. For their eyes only.</summary>
internal sealed class QueueVerb(ManagersQueue queue, TeamsConversation conversation, CardForms forms) : ICardVerb
{
    public async Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken)
    {
        if (IssueId.TryParse(data.Item) is not null) return await forms.ShowAsync(data with { Card = CardKinds.Queue }, FormKind.EscalationCard, who, cancellationToken);
        return QueueQuery.TryParse(data.Item) is { } query
            ? new CardOutcome.Show(conversation.Compose(await queue.ShowAsync(who.Person, query, cancellationToken)))
            : conversation.Refuse(null, new Refusal.Unknown());
    }
}
