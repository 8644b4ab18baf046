using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary><c>adaptiveCard/action</c>: a button or form of a card, done and answered in its place (universal action model).</summary>
public sealed class CardActions(CardVerbs verbs, CardForms forms, TeamsConversation conversation)
{
    public async Task<ActivityOutcome> HandleAsync(Activity activity, CancellationToken cancellationToken)
    {
        var action = activity.Value.At("action");
        var data = CardData.Read(action.Text("verb") ?? "", action.At("data"));
        if (conversation.SpeakerOf(activity) is not { } who) return Answer(conversation.Refuse(null, new Refusal.NotAMember()), data, null);
        var outcome = await verbs.DoAsync(data, who, cancellationToken);
        return Answer(outcome is CardOutcome.Decided && IsDrawnByItself(data) ? await forms.ShowAsync(data, CardForms.CardOf(data.Card), who, cancellationToken) : outcome, data, who);
    }

    /// <summary>What a card to the owner of a promise says depends on when it was sent, and that of a fall on the scores: not on the issue alone.</summary>
    private static bool IsDrawnByItself(CardData data) => data.Card is CardKinds.Promise or CardKinds.DidItWork or CardKinds.ScoreDrop;

    private ActivityOutcome.Answer Answer(CardOutcome outcome, CardData data, Speaker? who) => outcome switch
    {
        CardOutcome.Decided decided => new(Decided(decided, data, who!)),
        CardOutcome.DoneInHuddle done => new(Card(done.Card, who!)),
        CardOutcome.Raised raised => new(InvokeResponse.Card(CardJson.Read(raised.Note))),
        CardOutcome.Show show => new(Card(show.Card, who!)),
        CardOutcome.Refreshed refreshed => new(Card(refreshed.Card, who!)),
        CardOutcome.Mend mend => new(InvokeResponse.Card(CardJson.Read(mend.Form))),
        CardOutcome.Say say => new(InvokeResponse.Message(say.Note.Summary)) { MayRepeat = say.MayRepeat },
        _ => throw new InvalidOperationException("no such outcome"),
    };

    /// <summary>The card that the click came from, as it stands now, for whoever clicked.</summary>
    private InvokeResponse Decided(CardOutcome.Decided decided, CardData data, Speaker who)
    {
        var audience = Audiences.Of(decided.Team, who.Actor);
        return data.CardOrUsual switch
        {
            CardKinds.Issue => Card(conversation.Compose(new CardContent.IssueCard(decided.Team, decided.Item, audience)), who),
            CardKinds.Escalation or CardKinds.EscalationReminder or CardKinds.Queue =>
                Card(conversation.Compose(new CardContent.EscalationCard(decided.Team, decided.Item, audience) { Zone = decided.Team.WorkingTimeOf(who.Person).Zone, InPlace = new(data.CardOrUsual) }), who),
            _ => InvokeResponse.Message(conversation.Compose(new CardContent.EventNote(decided.Team, decided.Item, decided.Item.Issue.LastEvent!)).Summary),
        };
    }

    /// <summary>A card for one person is drawn anew for that person only; whoever else asks sees the posted one.</summary>
    private static InvokeResponse Card(RenderedCard drawn, Speaker who)
    {
        var card = CardJson.Read(drawn);
        if (card["refresh"] is JsonObject refresh && who.Mri is { } mri && refresh["userIds"] is JsonArray known && known.Any(user => IsWho(user, who)))
            refresh["userIds"] = new JsonArray(mri);
        else card.Remove("refresh");
        return InvokeResponse.Card(card);
    }

    private static bool IsWho(JsonNode? user, Speaker who) => user is JsonValue value && value.TryGetValue<string>(out var id) && Speaker.IdOf(id) == who.Person.User;
}
