using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>The card as it stands now, for whoever asks: a manager's client by itself, anybody by "Back".</summary>
internal sealed class RefreshVerb(CardForms forms, HuddleCards huddles, FollowUpCards calls) : ICardVerb
{
    public async Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken)
    {
        if (HuddleId.TryParse(data.Item) is { } huddle) return await huddles.ShowAsync(huddle, who, cancellationToken);
        if (data.Card == CardKinds.FollowUp) return await calls.RefreshAsync(data, who, cancellationToken);
        return await forms.ShowAsync(data, CardForms.CardOf(data.Card), who, cancellationToken) switch
        {
            CardOutcome.Show show => new CardOutcome.Refreshed(show.Card),
            var refused => refused,
        };
    }
}
