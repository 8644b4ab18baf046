using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Triage;

namespace HuddleBot.Cards.Views;

/// <summary>A line of a manager's queue, and the button that opens it.</summary>
/// <param name="Id">Tells the line apart, and from what it was before.</param>
/// <param name="Headline">When the next step is due and whose it is, the team, and what it is about.</param>
/// <param name="Quote">The customer's words, and how heavy it is, where it weighs more than one customer whose worth nobody knows.</param>
internal sealed record QueueEntryView([property: ShownOn(Platform.Slack)] string Id, string Headline, string Quote, ButtonView Button)
{
    [ShownOn(Platform.Teams)]
    public required AboutView About { get; init; }

    public static QueueEntryView From(QueueEntry entry, int index, CardWriter write)
    {
        var (team, item) = (entry.Team, entry.Item);
        var escalation = (item.Issue.State as IssueState.EscalatedToManager)?.Escalation;
        var words = write.QuotedLine(item, write.Room.Of(CardLengths.QueueWords));
        return new(
            ButtonRow.IdOf($"queue{index}", item.Issue),
            escalation is null
                ? write.StateLine(item.Issue.State, team)
                : write.Say(Phrases.Queues.Line, Due(escalation, team, write), CardWriter.ShortName(team), DisplayText.Line(escalation.Category, CardLengths.ShortName)),
            entry.Weight is { Customers: 1, AnnualValue: null } ? words : write.Say(Phrases.Queues.Words, words, write.Weight(entry.Weight)),
            new(Verbs.QueueOpen, write.Say(Phrases.Buttons.QueueOpen), item.Issue.Id.ToString(), Primary: false))
        { About = AboutView.Of(item, CardKinds.Queue) };
    }

    /// <summary>By the state itself, which is never older than the queue.</summary>
    private static string Due(Escalation escalation, FrontlineTeam team, CardWriter write)
    {
        if (write.IsPutOff(escalation, team)) return write.Say(Phrases.Queues.PutOff, write.Day(escalation.SnoozedUntil!.Value));
        string At(NodaTime.Instant instant, Phrase due, Phrase overdue) => write.Say(write.IsPast(instant) ? overdue : due, write.Moment(instant, EscalationWords.ZoneOf(team)));
        return escalation.Triage switch
        {
            TriageState.Waiting => At(escalation.AnswerBy, Phrases.Queues.AnswerDue, Phrases.Queues.AnswerOverdue),
            TriageState.Asked asked => At(asked.AnswerBy, Phrases.Queues.AskedDue, Phrases.Queues.AskedOverdue),
            TriageState.Accepted accepted => write.Say(
                write.IsPast(accepted.By, team) ? Phrases.Queues.PromiseOverdue : Phrases.Queues.PromiseDue, CardWriter.ShortName(accepted.Owner), write.Day(accepted.By)),
            TriageState.Merged merged => write.Say(Phrases.Queues.InATheme, DisplayText.Line(merged.Title, CardLengths.ShortName)),
            _ => write.Triage(escalation, team, CardLengths.Quote),
        };
    }
}
