using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>
/// Decides on a theme and shows its card as it stands then. Where a form is needed and no field came, it is asked for; where one did, even an empty one, it is sent.
/// </summary>
/// <param name="atOnce">What the button does without a form; null: it needs one.</param>
internal sealed class ThemeVerb(IThemeDesk themes, TeamsConversation conversation, FormsAgain again, Func<int?, ThemeCommand>? atOnce) : ICardVerb
{
    public async Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken)
    {
        if (ThemeId.TryParse(data.Item) is not { } theme) return conversation.Refuse(null, new Refusal.Unknown());
        var isForm = data.Answer.Values.Count > 0 && ThemeForms.All.Contains(data.Verb);
        if (!isForm && atOnce is null) return await ShowAsync(data, theme, who, cancellationToken);
        var owner = conversation.OwnerOf(data.Answer.Text(Verbs.Inputs.Owner), who, out var isReadable);
        var (command, refusal) = !isForm ? (atOnce!(data.Version), null)
            : isReadable ? ThemeForms.Read(data.Verb, data.Answer, owner) : (null, new Refusal.Unreadable(Verbs.Inputs.Owner));
        var reply = command is null ? new ThemeReply.Refused(null, refusal ?? new Refusal.Unknown()) : await themes.DoAsync(theme, who.Actor, who.Operation, isForm ? command with { Seen = data.Version } : command, cancellationToken);
        return reply switch
        {
            ThemeReply.Done done => new CardOutcome.DoneInHuddle(conversation.Compose(new CardContent.ThemeCard(done.View) { InPlace = new(data.CardOrUsual) })),
            ThemeReply.AlreadyDone done => new CardOutcome.DoneInHuddle(conversation.Compose(new CardContent.ThemeCard(done.View) { InPlace = new(data.CardOrUsual) })),
            ThemeReply.Refused refused when ThemeForms.Of(data.Verb) is { } form && isForm =>
                await again.AskAsync(data, refused.Team, refused.Refusal, async () => await themes.LookAsync(theme, who.Actor, form, 0, cancellationToken), who),
            ThemeReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
            _ => throw new InvalidOperationException("no such reply"),
        };
    }

    private async Task<CardOutcome> ShowAsync(CardData data, ThemeId theme, Speaker who, CancellationToken cancellationToken) =>
        await themes.LookAsync(theme, who.Actor, ThemeForms.Of(data.Verb) ?? ThemeForm.Evidence, data.Page, cancellationToken) switch
        {
            LookReply.Show show => new CardOutcome.Show(conversation.Compose(show.Content with { InPlace = new(data.CardOrUsual) })),
            LookReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
            _ => throw new InvalidOperationException("no such reply"),
        };
}
