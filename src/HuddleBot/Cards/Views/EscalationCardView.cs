using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>An escalation before the managers.</summary>
/// <param name="Request">What the team asks, of whom it comes, and by when.</param>
/// <param name="Triage">Where it stands.</param>
internal sealed record EscalationCardView(
    string Heading, IReadOnlyList<LineView> Request, string Headline, string? Words, string Context, IReadOnlyList<LineView> Triage,
    [property: ShownOn(Platform.Slack)] string ActionsId, [property: ShownOn(Platform.Slack)] IReadOnlyList<ButtonView> Buttons) : CardView
{
    [ShownOn(Platform.Teams)]
    public required EscalationOnTeams OnTeams { get; init; }

    public static EscalationCardView From(CardContent.EscalationCard card, CardWriter write)
    {
        var (item, team) = (card.Item, card.Team);
        var escalated = item.Issue.State as IssueState.EscalatedToManager;
        var heading = HeadingOf(escalated?.Escalation, team, write);
        var comment = write.Room.Of(CardLengths.Comment);
        var triage = TriageButtons.Of(item, escalated?.Escalation.Triage, write);
        ButtonView[] showAll = IssueWords.AreLongerThan(item, comment) ? [new(Verbs.Show, write.Say(Phrases.Buttons.ShowAll), item.Issue.Id.ToString(), Primary: false)] : [];
        return new(
            heading,
            escalated is null ? [] : [.. RequestOf(escalated, team, write)],
            write.Headline(item),
            IssueWords.Words(item, comment),
            write.Context(item, team),
            [new(TriageOf(escalated?.Escalation, team, write), Strong: true)],
            ButtonRow.IdOf("triage", item.Issue),
            [.. triage, .. showAll])
        {
            Summary = write.Say(Phrases.Lines.Sentence, heading, write.Notice(item)),
            OnTeams = EscalationOnTeams.From(card, triage, showAll, write),
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
}

/// <param name="Title">What this is, without names.</param>
/// <param name="ShowAll">To the whole comment, where there is more of it.</param>
/// <param name="Rows">What a manager can decide; empty for somebody who may not.</param>
/// <param name="Hidden">The rows open behind "For managers", since everybody sees the same card.</param>
/// <param name="Shown">They stand open.</param>
internal sealed record EscalationOnTeams(
    [property: OurWords] string Title, AboutView About, IReadOnlyList<ButtonView> ShowAll, IReadOnlyList<RowView> Rows, bool Hidden, bool Shown, IReadOnlyList<string> RefreshFor)
{
    public static EscalationOnTeams From(CardContent.EscalationCard card, IReadOnlyList<ButtonView> triage, IReadOnlyList<ButtonView> showAll, CardWriter write)
    {
        var title = card.Item.Issue.State switch
        {
            IssueState.EscalatedToManager { Escalation.Triage: TriageState.Accepted { Priority: Priority.High } } => Phrases.Escalations.UrgentTitle,
            IssueState.EscalatedToManager => Phrases.Escalations.Title,
            _ => Phrases.Escalations.WithdrawnTitle,
        };
        var isHidden = card.Audience == Audience.Everyone && triage.Count > 0;
        return new(
            write.Say(title),
            AboutView.Of(card.Item, CardKinds.Escalation),
            showAll,
            card.Audience == Audience.Member ? [] : RowView.Of(triage, card.Team, card.Item, CardKinds.Escalation, write),
            isHidden,
            !isHidden,
            Views.RefreshFor.Managers(card.Team, card.Item));
    }
}
