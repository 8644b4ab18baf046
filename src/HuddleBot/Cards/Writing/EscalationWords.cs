using System.Globalization;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;
using HuddleBot.Core.Triage;
using NodaTime;

namespace HuddleBot.Cards.Writing;

/// <summary>How an escalation is put to those who decide: its clocks, its weight, what was asked and answered. In days, so that a card stays as it is while nothing happens.</summary>
internal static class EscalationWords
{
    /// <summary>The zone in which the clocks of those who decide are said: that of whoever answers first.</summary>
    public static DateTimeZone ZoneOf(FrontlineTeam team) => team.WorkingTimeOf(team.AnswersFirst).Zone;

    /// <summary>Whether it is out of sight of those who decide; a day that has come counts for nothing.</summary>
    public static bool IsPutOff(this CardWriter write, Escalation escalation, FrontlineTeam team) => escalation.SnoozedUntil is { } until && write.IsToCome(until, team);

    /// <summary>Where it stands, and when the next step is due, for those who decide.</summary>
    /// <param name="zone">Of who reads it; null: <see cref="ZoneOf"/>.</param>
    public static string Standing(this CardWriter write, Escalation escalation, FrontlineTeam team, DateTimeZone? zone) => escalation.Triage switch
    {
        // From before its clock was set with the day, it may have run out by then.
        TriageState.Waiting when write.IsPutOff(escalation, team) && escalation.AnswerBy > TriageClocks.SnoozeEnd(team, escalation.SnoozedUntil!.Value) =>
            write.Say(Phrases.Escalations.PutOffThen, write.Day(escalation.SnoozedUntil!.Value), write.Moment(escalation.AnswerBy, zone ?? ZoneOf(team))),
        TriageState.Waiting when write.IsPutOff(escalation, team) => write.Say(Phrases.Escalations.PutOff, write.Day(escalation.SnoozedUntil!.Value)),
        TriageState.Waiting => write.Until(Phrases.Escalations.AnswerBy, Phrases.Escalations.AnswerWasDue, escalation.AnswerBy, zone ?? ZoneOf(team)),
        TriageState.Asked asked => write.Until(Phrases.Escalations.WithTheTeam, Phrases.Escalations.WasWithTheTeam, asked.AnswerBy, zone ?? ZoneOf(team)),
        _ => write.Triage(escalation, team, CardLengths.Letter),
    };

    /// <summary>What is said beside it: how long the customer has waited, when it should be resolved, and for how long an accepted one is put off.</summary>
    /// <param name="zone">Of who reads it; null: <see cref="ZoneOf"/>.</param>
    public static string Clocks(this CardWriter write, IssueWithResponse item, Escalation escalation, FrontlineTeam team, DateTimeZone? zone)
    {
        var parts = new List<string> { write.Waited(item, team) };
        if (escalation is { Triage: TriageState.Waiting or TriageState.Asked, ResolveBy: { } resolve }) parts.Add(write.Say(Phrases.Escalations.ResolveBy, write.Day(resolve.InZone(zone ?? ZoneOf(team)).Date)));
        if (escalation.Triage is TriageState.Accepted && write.IsPutOff(escalation, team)) parts.Add(write.Say(Phrases.Escalations.PutOff, write.Day(escalation.SnoozedUntil!.Value)));
        return string.Join(' ', parts);
    }

    /// <summary>The customer's own clock, or that of what a colleague raised.</summary>
    public static string Waited(this CardWriter write, IssueWithResponse item, FrontlineTeam team)
    {
        var days = write.DaysSince(item.Response?.AnsweredAt ?? item.Issue.CreatedAt, team);
        var count = days.ToString(CultureInfo.InvariantCulture);
        return (item.Response is not null, days) switch
        {
            (true, 0) => write.Say(Phrases.Escalations.WaitedToday),
            (true, 1) => write.Say(Phrases.Escalations.WaitedOneDay),
            (true, _) => write.Say(Phrases.Escalations.Waited, count),
            (false, 0) => write.Say(Phrases.Escalations.OpenToday),
            (false, 1) => write.Say(Phrases.Escalations.OpenOneDay),
            _ => write.Say(Phrases.Escalations.Open, count),
        };
    }

    /// <summary>"3 customers × 12 000 a year × 4 days"; what a year is worth is left out where it is not known. Who counts more than once is named.</summary>
    public static string Weight(this CardWriter write, EscalationWeight weight)
    {
        var customers = weight.Customers == 1 ? write.Say(Phrases.Weights.OneCustomer) : write.Say(Phrases.Weights.Customers, CardWriter.Grouped(weight.Customers));
        var days = weight.AgeDays == 1 ? write.Say(Phrases.Weights.OneDay) : write.Say(Phrases.Weights.Days, CardWriter.Grouped(weight.AgeDays));
        var product = weight.AnnualValue is { } value ? write.Say(Phrases.Weights.Known, customers, CardWriter.Grouped(value), days) : write.Say(Phrases.Weights.Unknown, customers, days);
        var times = CardWriter.Grouped(weight.AtRiskCounts);
        return weight switch
        {
            { AtRisk: 0 } or { AtRiskCounts: 1 } => product,
            { Customers: 1 } => write.Say(Phrases.Weights.AtRisk, product, times),
            { AtRisk: 1 } => write.Say(Phrases.Weights.OneAtRisk, product, times),
            _ => write.Say(Phrases.Weights.SomeAtRisk, product, CardWriter.Grouped(weight.AtRisk), times),
        };
    }

    /// <summary>What was asked of the team, and what it answered; nothing where nothing was asked.</summary>
    public static IEnumerable<string> Exchanged(this CardWriter write, Exchange? exchange, int limit)
    {
        if (exchange is null) yield break;
        if (DecisionWords.Typed(exchange.Question, write.Room.Of(limit)) is { } question) yield return write.Say(Phrases.States.Question, CardWriter.Name(exchange.AskedBy), question);
        if (exchange.AnsweredBy is { } who && DecisionWords.Typed(exchange.Answer, write.Room.Of(limit)) is { } answer) yield return write.Say(Phrases.States.Reply, CardWriter.Name(who), answer);
    }

    /// <summary>Why an answer is asked for again, until somebody says something to it; nothing where no reason was given.</summary>
    public static IEnumerable<string> AskedAgain(this CardWriter write, Issue issue, int limit) =>
        issue.LastEvent is IssueEvent.Reopened { By: var who, Reason: var reason } && DecisionWords.Typed(reason, write.Room.Of(limit)) is { } words
            ? [write.Say(Phrases.States.AskedAgain, CardWriter.Name(who), words)]
            : [];

    /// <summary>How many others look like it and why, and what another team was told: its manager's words, never those of its customers.</summary>
    public static IEnumerable<string> Alike(this CardWriter write, CardSuggestion? suggestion)
    {
        if (suggestion is null) yield break;
        if (suggestion.Others > 0 && write.SharedWords(suggestion.SharedWords) is { Length: > 0 } words)
        {
            var others = write.Others(suggestion.Others);
            yield return DisplayText.Line(suggestion.Theme ?? "", CardLengths.Choice) is { Length: > 0 } theme
                ? write.Say(Phrases.Escalations.LikeTheme, others, words, theme)
                : write.Say(Phrases.Escalations.Like, others, words);
        }

        if (suggestion.Solved is { } solved && DisplayText.Line(solved.Answer, CardLengths.AnswerElsewhere) is { Length: > 0 } answer)
        {
            yield return DisplayText.Line(solved.Category, CardLengths.Category) is { Length: > 0 } category
                ? write.Say(Phrases.Escalations.SolvedOf, answer, category)
                : write.Say(Phrases.Escalations.Solved, answer);
        }
    }

    public static string Others(this CardWriter write, int count) =>
        count == 1 ? write.Say(Phrases.Escalations.OneOther) : write.Say(Phrases.Escalations.Others, count.ToString(CultureInfo.InvariantCulture));

    public static string SharedWords(this CardWriter write, IReadOnlyList<string> words) =>
        string.Join(", ", words.Select(word => DisplayText.Line(word, CardLengths.SharedWord)).Where(word => word.Length > 0).Take(write.Room.Items(5)));

    /// <summary>Whether an answer helped, or the question; nothing where there is no answer.</summary>
    public static IEnumerable<string> Helped(this CardWriter write, TriageState triage) => triage is not TriageState.Resolved resolved
        ? []
        :
        [
            write.Say(resolved.Helped switch
            {
                null => Phrases.States.DidItHelp,
                Outcome.Yes => Phrases.States.Helped,
                Outcome.Partly => Phrases.States.PartlyHelped,
                _ => Phrases.States.DidNotHelp,
            }),
        ];

    /// <summary>Who sees to it; of a group its lead, with the name of the group.</summary>
    public static string OwnerOf(this CardWriter write, Actor owner, OwningGroup? group) =>
        group is not null && DisplayText.Line(group.Name, CardLengths.Name) is { Length: > 0 } name ? write.Say(Phrases.States.WithGroup, CardWriter.Name(owner), name) : CardWriter.Name(owner);

    private static string Until(this CardWriter write, Phrase due, Phrase overdue, Instant instant, DateTimeZone zone) =>
        write.Say(write.IsPast(instant) ? overdue : due, write.Moment(instant, zone));
}
