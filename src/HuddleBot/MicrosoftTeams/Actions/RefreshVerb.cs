using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>The card as it stands now, for whoever asks: a manager's client by itself, anybody by "Back".</summary>
internal sealed class RefreshVerb(CardForms forms) : ICardVerb
{
    public async Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken)
    {
        var kind = data.Card == CardKinds.Escalation ? FormKind.EscalationCard : FormKind.IssueCard;
        return await forms.ShowAsync(data, kind, who, cancellationToken) switch
        {
            CardOutcome.Show show => new CardOutcome.Refreshed(show.Card),
            var refused => refused,
        };
    }
}
