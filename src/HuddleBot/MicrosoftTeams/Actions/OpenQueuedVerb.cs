using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>One escalation or theme of the queue with its buttons, in the queue's place; for this person only.</summary>
internal sealed class OpenQueuedVerb(CardForms forms, IThemeDesk themes, TeamsConversation conversation) : ICardVerb
{
    public async Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken)
    {
        var theme = ThemeId.TryParse(data.Item) is { } id ? await themes.LookAsync(id, who.Actor, ThemeForm.Card, 0, cancellationToken) : null;
        return theme switch
        {
            LookReply.Show show => new CardOutcome.Show(conversation.Compose(show.Content with { InPlace = new(CardKinds.Queue) })),
            LookReply.Refused { Refusal: not Refusal.Unknown } refused => conversation.Refuse(refused.Team, refused.Refusal),

            // A team may be called "theme": then the id of an issue of theirs looks like one of a theme.
            _ => await forms.ShowAsync(data with { Card = CardKinds.Queue }, FormKind.EscalationCard, who, cancellationToken),
        };
    }
}
