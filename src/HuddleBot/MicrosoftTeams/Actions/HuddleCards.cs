using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>Shows people the card of a huddle and its forms, or tells them why not. What it is about is a <see cref="HuddleId"/>.</summary>
public sealed class HuddleCards(IHuddleDesk huddles, TeamsConversation conversation, FormsAgain again)
{
    /// <summary>The card as it stands now.</summary>
    public async Task<CardOutcome> ShowAsync(HuddleId huddle, Speaker who, CancellationToken cancellationToken) => await huddles.ShowAsync(huddle, who.Actor, cancellationToken) switch
    {
        LookReply.Show show => new CardOutcome.Refreshed(conversation.Compose(show.Content)),
        LookReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
        _ => throw new InvalidOperationException("no such reply"),
    };

    public async Task<CardOutcome> ShowFormAsync(CardData data, HuddleFormKind form, Speaker who, CancellationToken cancellationToken) => await LookAsync(data, form, who, cancellationToken) switch
    {
        LookReply.Show show => new CardOutcome.Show(conversation.Compose(show.Content with { InPlace = new(data.CardOrUsual) })),
        LookReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
        _ => conversation.Refuse(null, new Refusal.Unknown()),
    };

    /// <summary>After something was done: the card. After a "no" that the person can mend: the form, with what they have entered.</summary>
    public async Task<CardOutcome> AfterAsync(CardData data, HuddleReply reply, Speaker who, CancellationToken cancellationToken) => reply switch
    {
        HuddleReply.Refused refused when ButtonMeaning.ByVerb.GetValueOrDefault(data.Verb) is ButtonMeaning.OpenHuddleForm open =>
            await again.AskAsync(data, refused.Team, refused.Refusal, () => LookAsync(data, open.Form, who, cancellationToken), who),
        HuddleReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
        HuddleReply.Done { Huddle.Id: var huddle } => Decided(await ShowAsync(huddle, who, cancellationToken)),
        HuddleReply.AlreadyDone { Huddle.Id: var huddle } => Decided(await ShowAsync(huddle, who, cancellationToken)),
        _ => throw new InvalidOperationException("no such reply"),
    };

    private static CardOutcome Decided(CardOutcome shown) => shown is CardOutcome.Refreshed { Card: var card } ? new CardOutcome.DoneInHuddle(card) : shown;

    private async Task<LookReply?> LookAsync(CardData data, HuddleFormKind form, Speaker who, CancellationToken cancellationToken) =>
        HuddleId.TryParse(data.Item) is { } huddle ? await huddles.LookAsync(huddle, who.Actor, form, cancellationToken) : null;
}
