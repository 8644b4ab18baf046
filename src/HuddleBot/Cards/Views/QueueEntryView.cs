using System.Globalization;
using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;
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

    /// <param name="zone">Of who reads it; null: of the team's first manager.</param>
    public static QueueEntryView From(QueueEntry entry, int index, NodaTime.DateTimeZone? zone, CardWriter write)
    {
        if (entry.Theme is { } view) return OfTheme(entry, view, index, zone ?? EscalationWords.ZoneOf(entry.Team), write);
        var (team, item) = (entry.Team, entry.Item);
        var escalation = (item.Issue.State as IssueState.EscalatedToManager)?.Escalation;
        var words = write.QuotedLine(item, write.Room.Of(CardLengths.QueueWords));
        return new(
            ButtonRow.IdOf($"queue{index}", item.Issue),
            escalation is null
                ? write.StateLine(item.Issue.State, team)
                : write.Say(Phrases.Queues.Line, Due(escalation, team, zone ?? EscalationWords.ZoneOf(team), write), CardWriter.ShortName(team), DisplayText.Line(escalation.Category, CardLengths.ShortName)),
            QuoteOf(entry, words, zone ?? EscalationWords.ZoneOf(team), write),
            new(Verbs.QueueOpen, write.Say(Phrases.Buttons.QueueOpen), item.Issue.Id.ToString(), Primary: false))
        { About = AboutView.Of(item, CardKinds.Queue) };
    }

    private static QueueEntryView OfTheme(QueueEntry entry, ThemeView view, int index, NodaTime.DateTimeZone zone, CardWriter write)
    {
        var theme = view.Theme;
        var due = theme.State switch
        {
            ThemeState.Open open => write.Say(
                write.IsPast(open.AnswerBy) ? Phrases.Queues.AnswerOverdue : Phrases.Queues.AnswerDue, write.Moment(open.AnswerBy, zone)),
            ThemeState.Accepted accepted => write.Say(
                write.IsPast(accepted.By, entry.Team) ? Phrases.Queues.PromiseOverdue : Phrases.Queues.PromiseDue, CardWriter.ShortName(accepted.Owner), write.Day(accepted.By)),
            _ => write.Standing(view).First(),
        };
        return new(
            string.Create(CultureInfo.InvariantCulture, $"queue{index}-{theme.Id.Key}-{theme.Version}"), write.Say(Phrases.Queues.Theme, due, write.Spread(theme)),
            write.Say(Phrases.Queues.Words, write.Say(Phrases.Themes.Heading, ThemeWords.Title(theme)), write.Weight(entry.Weight)),
            new(Verbs.QueueOpen, write.Say(Phrases.Buttons.QueueOpen), theme.Id.ToString(), Primary: false))
        { About = new(theme.Id.ToString(), theme.Version, CardKinds.Queue) };
    }

    /// <summary>The words, whether the customer wrote again since, what they mean to the team, and the weight.</summary>
    private static string QuoteOf(QueueEntry entry, string words, NodaTime.DateTimeZone zone, CardWriter write)
    {
        var weight = write.Quadrant(entry.Item, entry.Team) is { } quadrant ? write.Say(Phrases.Queues.Words, quadrant, write.Weight(entry.Weight)) : write.Weight(entry.Weight);
        if (entry.Item.Again is not { } again) return entry.Weight is { Customers: 1, AnnualValue: null } ? words : write.Say(Phrases.Queues.Words, words, weight);
        var last = write.Moment(again.LastAt, zone);
        return again.Times == 1
            ? write.Say(Phrases.Queues.WroteAgainOnce, words, last, weight)
            : write.Say(Phrases.Queues.WroteAgainOften, words, CardWriter.Grouped(again.Times), last, weight);
    }

    /// <summary>By the state itself, which is never older than the queue.</summary>
    private static string Due(Escalation escalation, FrontlineTeam team, NodaTime.DateTimeZone zone, CardWriter write)
    {
        if (write.IsPutOff(escalation, team)) return write.Say(Phrases.Queues.PutOff, write.Day(escalation.SnoozedUntil!.Value));
        string At(NodaTime.Instant instant, Phrase due, Phrase overdue) => write.Say(write.IsPast(instant) ? overdue : due, write.Moment(instant, zone));
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
