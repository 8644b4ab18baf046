using HuddleBot.Core.Cards;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>The call to a customer: done at once, or by a form; and the contact data, in a message to one person that is written over.</summary>
public sealed class FollowUpCards(IFollowUpDesk desk, TeamsConversation conversation, FormsAgain again)
{
    public async Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken)
    {
        if (IssueId.TryParse(data.Item) is not { } item) return conversation.Refuse(null, new Refusal.Unknown());
        switch (ButtonMeaning.ByVerb.GetValueOrDefault(data.Verb))
        {
            case ButtonMeaning.ForCustomer { Command: var command }: return await AfterAsync(data, await desk.DoAsync(item, who.Actor, who.Operation, command, cancellationToken), who, cancellationToken);

            // Where no field came with it, it is asked for; where one did, even an empty one, it is sent.
            case ButtonMeaning.LookAtFollowUp { Look: var look } when data.Answer.Values.Count == 0 || look == FollowUpLook.Contact: return await ShowAsync(data, look, who, cancellationToken);
        }

        if (FollowUpForms.Read(data.Verb, data.Answer) is not { } reading) return conversation.Refuse(null, new Refusal.Unknown());
        var reply = reading.Command is { } sent ? await desk.DoAsync(item, who.Actor, who.Operation, sent, cancellationToken) : new IssueReply.Refused(null, reading.Refusal!);
        return await AfterAsync(data, reply, who, cancellationToken);
    }

    /// <summary>The form, or the contact data.</summary>
    public async Task<CardOutcome> ShowAsync(CardData data, FollowUpLook look, Speaker who, CancellationToken cancellationToken) => await LookAsync(data, look, who, cancellationToken) switch
    {
        // A card in this place could not be taken away again; the message to the person can.
        LookReply.Show { Content: CardContent.CustomerContact contact } => conversation.Refuse(contact.Team, new Refusal.OnlyInYourChat()),
        LookReply.Show show => new CardOutcome.Show(conversation.Compose(show.Content with { InPlace = new(data.CardOrUsual) })),
        LookReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
        _ => conversation.Refuse(null, new Refusal.Unknown()),
    };

    /// <summary>What somebody was sent directly, as it stands now.</summary>
    public async Task<CardOutcome> RefreshAsync(CardData data, Speaker who, CancellationToken cancellationToken) => await LookAsync(data, FollowUpLook.Reminder, who, cancellationToken) switch
    {
        LookReply.Show show => new CardOutcome.Refreshed(conversation.Compose(show.Content)),
        LookReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
        _ => conversation.Refuse(null, new Refusal.Unknown()),
    };

    private async Task<CardOutcome> AfterAsync(CardData data, IssueReply reply, Speaker who, CancellationToken cancellationToken) => reply switch
    {
        IssueReply.Refused refused when ButtonMeaning.ByVerb.GetValueOrDefault(data.Verb) is ButtonMeaning.LookAtFollowUp { Look: var look } =>
            await again.AskAsync(data, refused.Team, refused.Refusal, () => LookAsync(data, look, who, cancellationToken), who),
        IssueReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
        _ when data.Card == CardKinds.FollowUp => await RefreshAsync(data, who, cancellationToken),
        IssueReply.Done done => new CardOutcome.Decided(done.Team, done.Item),
        IssueReply.AlreadyDone already => new CardOutcome.Decided(already.Team, already.Item),
        _ => throw new InvalidOperationException("no such reply"),
    };

    private async Task<LookReply?> LookAsync(CardData data, FollowUpLook look, Speaker who, CancellationToken cancellationToken) =>
        IssueId.TryParse(data.Item) is { } item ? await desk.LookAsync(item, who.Actor, who.Operation, look, cancellationToken) : null;
}
