using HuddleBot.Core.Issues;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>Shows a form, or the whole comment, in place of the card; for this person only.</summary>
internal sealed class OpenFormVerb(CardForms forms, FormKind form) : ICardVerb
{
    public Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken) => forms.ShowAsync(data, form, who, cancellationToken);
}
