using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>The card as it stands now, for whoever asks: a manager's client by itself, anybody by "Back".</summary>
internal sealed class RefreshVerb(CardForms forms, HuddleCards huddles, FollowUpCards calls, IThemeDesk themes, TeamsConversation conversation) : ICardVerb
{
    public async Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken)
    {
        if (HuddleId.TryParse(data.Item) is { } huddle) return await huddles.ShowAsync(huddle, who, cancellationToken);
        if (data.Card == CardKinds.FollowUp) return await calls.RefreshAsync(data, who, cancellationToken);
        var theme = ThemeId.TryParse(data.Item) is { } id ? await themes.LookAsync(id, who.Actor, ThemeForm.Card, 0, cancellationToken) : null;
        if (theme is LookReply.Show shown) return new CardOutcome.Refreshed(conversation.Compose(shown.Content with { InPlace = new(data.Card ?? CardKinds.Theme) }));

        // A team may be called "theme": then the id of an issue of theirs looks like one of a theme.
        if (theme is LookReply.Refused { Refusal: not Refusal.Unknown } refusal) return conversation.Refuse(refusal.Team, refusal.Refusal);
        return await forms.ShowAsync(data, CardForms.CardOf(data.Card), who, cancellationToken) switch
        {
            CardOutcome.Show show => new CardOutcome.Refreshed(show.Card),
            var refused => refused,
        };
    }
}
