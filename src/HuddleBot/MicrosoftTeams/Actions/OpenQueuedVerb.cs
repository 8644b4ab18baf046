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
        if (ThemeId.TryParse(data.Item) is not { } theme) return await forms.ShowAsync(data with { Card = CardKinds.Queue }, FormKind.EscalationCard, who, cancellationToken);
        return await themes.LookAsync(theme, who.Actor, ThemeForm.Card, 0, cancellationToken) switch
        {
            LookReply.Show show => new CardOutcome.Show(conversation.Compose(show.Content)),
            LookReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
            _ => throw new InvalidOperationException("no such reply"),
        };
    }
}
