using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>An escalation before the managers.</summary>
/// <param name="Request">What the team asks, of whom it comes, and by when.</param>
/// <param name="Triage">Where it stands.</param>
internal sealed record EscalationCardView(
    string Heading, IReadOnlyList<LineView> Request, string Headline, string? Words, string Context, IReadOnlyList<LineView> Triage, string ActionsId,
    IReadOnlyList<ButtonView> Buttons) : CardView
{
    public static EscalationCardView From(CardContent.EscalationCard card, CardWriter write)
    {
        var (item, team) = (card.Item, card.Team);
        var escalated = item.Issue.State as IssueState.EscalatedToManager;
        var heading = HeadingOf(escalated?.Escalation, team, write);
        var words = IssueWords.Words(item, CardLengths.Comment);
        return new(
            heading,
            escalated is null ? [] : [.. RequestOf(escalated, team, write)],
            write.Headline(item),
            words,
            write.Context(item, team),
            [new(TriageOf(escalated?.Escalation, team, write), Strong: true)],
            ButtonRow.IdOf("triage", item.Issue),
            [.. ButtonsOf(item, escalated?.Escalation.Triage, write)])
        {
            Summary = write.Say(Phrases.Lines.Sentence, heading, write.Notice(item)),
        };
    }

    private static string HeadingOf(Escalation? escalation, FrontlineTeam team, CardWriter write)
    {
        if (escalation is null) return write.Say(Phrases.Escalations.WithdrawnHeading, CardWriter.Name(team));
        var isUrgent = escalation.Triage is TriageState.Accepted { Priority: Priority.High };
        return write.Say(
            isUrgent ? Phrases.Escalations.UrgentHeading : Phrases.Escalations.Heading, CardWriter.Name(team), DisplayText.Line(escalation.Category, CardLengths.Category));
    }

    private static string TriageOf(Escalation? escalation, FrontlineTeam team, CardWriter write) => escalation switch
    {
        null => write.Say(Phrases.Escalations.Withdrawn),
        { Triage: TriageState.Waiting } => write.Say(Phrases.Escalations.AnswerBy, write.Moment(escalation.AnswerBy, team)),
        _ => write.Triage(escalation, team, CardLengths.Letter),
    };

    private static IEnumerable<LineView> RequestOf(IssueState.EscalatedToManager escalated, FrontlineTeam team, CardWriter write)
    {
        var escalation = escalated.Escalation;
        foreach (var ask in write.Optional(Phrases.States.Ask, escalation.Ask, CardLengths.Letter)) yield return new(ask, Strong: false);
        foreach (var hurt in write.Optional(Phrases.States.AlsoHurt, escalation.AlsoHurt)) yield return new(hurt, Strong: false);
        yield return new(write.Say(Phrases.Escalations.AskedBy, CardWriter.Name(escalated.DecidedBy), write.Moment(escalation.AskedAt, team)), Strong: false);
    }

    private static IEnumerable<ButtonView> ButtonsOf(IssueWithResponse item, TriageState? triage, CardWriter write)
    {
        var id = item.Issue.Id.ToString();
        if (triage is TriageState.Waiting) yield return new(Verbs.TriageAccept, write.Say(Phrases.Buttons.Accept), id, Primary: true);
        if (triage is TriageState.Accepted)
        {
            yield return new(Verbs.TriageResolve, write.Say(Phrases.Buttons.Resolve), id, Primary: true);
            yield return new(Verbs.TriageAssign, write.Say(Phrases.Buttons.Change), id, Primary: false);
        }

        if (triage is TriageState.Waiting or TriageState.Accepted) yield return new(Verbs.TriageDecline, write.Say(Phrases.Buttons.Decline), id, Primary: false);
        if (triage is TriageState.Waiting) yield return new(Verbs.TriageResolve, write.Say(Phrases.Buttons.Resolve), id, Primary: false);
        if (IssueWords.AreLongerThan(item, CardLengths.Comment)) yield return new(Verbs.Show, write.Say(Phrases.Buttons.ShowAll), id, Primary: false);
    }
}
