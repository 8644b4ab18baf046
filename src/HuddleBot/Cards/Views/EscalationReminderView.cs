using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Triage;
using NodaTime;

namespace HuddleBot.Cards.Views;

/// <summary>An escalation past its clock, before the one who is asked next. Kind, and without a reproach.</summary>
/// <param name="Words">What the customer or a colleague had said; null: nothing.</param>
/// <param name="Lines">Whose turn it is and since when; afterwards what became of it.</param>
internal sealed record EscalationReminderView(
    [property: OurWords] string Title, string Heading, string? Words, IReadOnlyList<LineView> Lines, [property: ShownOn(Platform.Slack)] IReadOnlyList<ActionRowView> ActionRows) : CardView
{
    [ShownOn(Platform.Teams)]
    public required AboutView About { get; init; }

    [ShownOn(Platform.Teams)]
    public required IReadOnlyList<RowView> Rows { get; init; }

    public static EscalationReminderView From(CardContent.EscalationReminder reminder, CardWriter write)
    {
        var (item, team) = (reminder.Item, reminder.Team);
        var zone = reminder.Zone ?? EscalationWords.ZoneOf(team);
        var due = reminder.IsOver ? null : item.Issue.State as IssueState.EscalatedToManager;
        var title = write.Say(TitleOf(due?.Escalation.Triage, reminder.Rung));
        var escalation = due?.Escalation ?? (item.Issue.State as IssueState.EscalatedToManager)?.Escalation;
        var heading = escalation is null
            ? write.Say(Phrases.Escalations.WithdrawnHeading, CardWriter.Name(team))
            : write.Say(Phrases.Escalations.Heading, CardWriter.Name(team), DisplayText.Line(escalation.Category, CardLengths.Category));
        var rows = due is null ? [] : ButtonsOf(item, due.Escalation.Triage, reminder.Rung, write);
        return new(
            title,
            heading,
            Forms.Words(item, write),
            [.. (due is null ? Became(item, team, zone, write) : Due(item, due.Escalation, reminder.Rung, team, zone, write)).Select((text, i) => new LineView(text, Strong: i == 0))],
            ActionRowView.Of(rows, "due", item))
        {
            Summary = write.Say(Phrases.Lines.Sentence, title, heading),
            About = AboutView.Of(item, CardKinds.EscalationReminder),
            Rows = RowView.Of(rows, team, item, CardKinds.EscalationReminder, write),
        };
    }

    /// <param name="triage">Null: it is over.</param>
    private static Phrase TitleOf(TriageState? triage, ReminderRung rung) => (triage, rung) switch
    {
        (null, _) => Phrases.Dues.Over,
        (_, ReminderRung.Back) => Phrases.Dues.Back,
        (_, ReminderRung.Cover) => Phrases.Dues.Cover,
        (TriageState.Asked, ReminderRung.Owner) => Phrases.Dues.Question,
        (TriageState.Accepted, ReminderRung.Owner) => Phrases.Dues.Promise,
        (_, ReminderRung.Owner) => Phrases.Dues.Answer,
        (_, ReminderRung.StandIn) => Phrases.Dues.StandIn,
        (_, ReminderRung.TheirManager) => Phrases.Dues.TheirManager,
        _ => Phrases.Dues.CxLead,
    };

    /// <summary>Of a question the team's own: whoever escalated it answers, they do not decide.</summary>
    private static IReadOnlyList<IReadOnlyList<ButtonView>> ButtonsOf(IssueWithResponse item, TriageState triage, ReminderRung rung, CardWriter write) => (triage, rung) switch
    {
        (TriageState.Asked, ReminderRung.Owner) => [[TriageButtons.Button(item, Verbs.AnswerQuestion, Phrases.Buttons.Answer, write, primary: true)]],
        _ => TriageButtons.OfReminder(item, write),
    };

    private static IEnumerable<string> Due(IssueWithResponse item, Escalation escalation, ReminderRung rung, FrontlineTeam team, DateTimeZone zone, CardWriter write)
    {
        yield return (escalation.Triage, rung) switch
        {
            (_, ReminderRung.Back) when escalation.SnoozedUntil is { } until => write.Say(Phrases.Dues.WasPutOff, write.Day(until)),
            (_, ReminderRung.Cover) => write.Standing(escalation, team, zone),
            (TriageState.Accepted accepted, ReminderRung.Owner) => write.Say(Phrases.Dues.YouPromised, write.Day(accepted.By)),
            (TriageState.Accepted accepted, _) => write.Say(Phrases.Dues.OwnerNotYet, write.OwnerOf(accepted.Owner, accepted.Group), write.Day(accepted.By)),
            (TriageState.Asked asked, _) => write.Say(Phrases.Dues.QuestionNotYet, write.Moment(asked.AnswerBy, zone)),
            _ => write.Say(Phrases.Dues.NobodyYet, write.Moment(escalation.AnswerBy, zone)),
        };
        if (rung == ReminderRung.Back) yield return write.Standing(escalation, team, zone);
        if (rung == ReminderRung.Cover) yield return write.Say(Phrases.Dues.YouCover);
        if (rung == ReminderRung.StandIn) yield return write.Say(Phrases.Dues.YouStandIn);
        if (rung == ReminderRung.TheirManager) yield return write.Say(Phrases.Dues.YouManage);
        if (rung == ReminderRung.CxLead) yield return write.Say(Phrases.Dues.YouLead);
        foreach (var ask in write.Optional(Phrases.States.Ask, escalation.Ask)) yield return ask;
        if (escalation.Triage is TriageState.Asked) foreach (var said in write.Exchanged(escalation.Exchange, CardLengths.Exchange)) yield return said;
        yield return write.Clocks(item, escalation, team, zone);
    }

    private static IEnumerable<string> Became(IssueWithResponse item, FrontlineTeam team, DateTimeZone zone, CardWriter write) => item.Issue.State switch
    {
        IssueState.EscalatedToManager { Escalation: var escalation } => [write.Standing(escalation, team, zone)],
        IssueState.Undecided => [write.Say(Phrases.Escalations.Withdrawn)],
        var state => [write.StateLine(state, team)],
    };
}
