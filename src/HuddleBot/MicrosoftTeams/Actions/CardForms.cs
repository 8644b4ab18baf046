using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>Shows people the form behind a verb, or tells them why not.</summary>
public sealed class CardForms(IIssueDesk desk, TeamsConversation conversation, FormsAgain again)
{
    /// <summary>Null: no form belongs to this verb.</summary>
    public static FormKind? Of(string verb, bool isChange) => (verb, isChange) switch
    {
        (Verbs.TriageAccept, _) => isChange ? FormKind.TriageChange : FormKind.Accept,
        (Verbs.Fix or Verbs.Escalate or Verbs.Celebrate or Verbs.Dismiss, true) => FormKind.Change,
        (Verbs.Celebrate, false) => FormKind.Celebrate,
        _ => ButtonMeaning.ByVerb.GetValueOrDefault(verb) is ButtonMeaning.OpenForm open ? open.Form : null,
    };

    /// <summary>The card itself, as it stands now.</summary>
    /// <param name="card">One of <see cref="CardKinds"/>; null: not said.</param>
    public static FormKind CardOf(string? card) => card switch
    {
        CardKinds.Escalation or CardKinds.EscalationReminder or CardKinds.Queue => FormKind.EscalationCard,
        CardKinds.Promise => FormKind.PromiseReminder,
        CardKinds.DidItWork => FormKind.DidItWork,
        CardKinds.ScoreDrop => FormKind.ScoreDrop,
        _ => FormKind.IssueCard,
    };

    public async Task<CardOutcome> ShowAsync(CardData data, FormKind form, Speaker who, CancellationToken cancellationToken) => IssueId.TryParse(data.Item) is { } item
        ? await ShowAsync(data, await desk.LookAsync(item, who.Actor, form, data.Page, cancellationToken, data.Version), who, cancellationToken)
        : conversation.Refuse(null, new Refusal.Unknown());

    public async Task<CardOutcome> ShowToAddAsync(TeamId team, string? words, Speaker who, CancellationToken cancellationToken) =>
        Show(await desk.LookToAddAsync(team, who.Actor, words, cancellationToken), null);

    /// <summary>A "no" that the person can mend brings the form back, with what they have entered; any other is said.</summary>
    public async Task<CardOutcome> RefuseAsync(CardData data, IssueReply.Refused refused, Speaker who, CancellationToken cancellationToken) =>
        await OvertakenAsync(data, refused.Refusal, who, cancellationToken) ?? await again.AskAsync(data, refused.Team, refused.Refusal, () => FormOfAsync(data, refused, who, cancellationToken), who);

    /// <summary>
    /// On its own card, who decides on what stands differently by now sees how, and why not. Null: it is another refusal or card, or nothing that the person may look at.
    /// </summary>
    private async Task<CardOutcome?> OvertakenAsync(CardData data, Refusal refusal, Speaker who, CancellationToken cancellationToken) =>
        refusal is Refusal.DecidedBefore && CardOf(data.CardOrUsual) == FormKind.EscalationCard && IssueId.TryParse(data.Item) is { } item
        && await desk.LookAsync(item, who.Actor, FormKind.EscalationCard, 0, cancellationToken) is LookReply.Show { Content: CardContent.EscalationCard card }
            ? new CardOutcome.Show(conversation.Compose(card with { Overtaken = refusal, Unsaid = data.Answer.ManagersWords }))
            : null;

    private async Task<CardOutcome> ShowAsync(CardData data, LookReply reply, Speaker who, CancellationToken cancellationToken) =>
        reply is LookReply.Refused refused && await OvertakenAsync(data, refused.Refusal, who, cancellationToken) is { } overtaken ? overtaken : Show(reply, new(data.CardOrUsual));

    private async Task<LookReply?> FormOfAsync(CardData data, IssueReply.Refused refused, Speaker who, CancellationToken cancellationToken)
    {
        if (data.Verb == Verbs.Add) return refused.Team is { } team ? await desk.LookToAddAsync(team.Id, who.Actor, null, cancellationToken) : null;
        return Of(data.Verb, data.IsChange) is { } kind && IssueId.TryParse(data.Item) is { } item ? await desk.LookAsync(item, who.Actor, kind, 0, cancellationToken) : null;
    }

    private CardOutcome Show(LookReply reply, InPlace? place) => reply switch
    {
        LookReply.Show show => new CardOutcome.Show(conversation.Compose(show.Content with { InPlace = place })),
        LookReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
        _ => throw new InvalidOperationException("no such reply"),
    };
}
