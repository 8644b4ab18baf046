using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>What concerns one person: their promises, soonest first, and what waits for their answer, what is due first before the rest.</summary>
/// <param name="Title">Above the promises; null: this part is not shown.</param>
/// <param name="None">Instead of promises, where there are none.</param>
/// <param name="QueueTitle">Above what waits; null: this part is not shown.</param>
/// <param name="QueueNone">Instead of what waits, where nothing does.</param>
internal sealed record HomeView(
    string? Title, IReadOnlyList<string> Promises, string? None, string? More, string? QueueTitle, IReadOnlyList<string> Queue, string? QueueNone, string? QueueMore) : CardView
{
    public static HomeView From(CardContent.Home home, CardWriter write)
    {
        var (promises, queue) = (home.Promises ?? [], home.Queue ?? WaitingEscalations.Empty);
        var title = home.Promises is null ? null : write.Say(Phrases.Lists.HomeTitle);
        var queueTitle = home.Queue is null ? null : write.Say(Phrases.Lists.QueueTitle);
        return new(
            title,
            [.. promises.Take(CardLengths.Promises).Select(item => Promise(item, write))],
            home.Promises is { Count: 0 } ? write.Say(Phrases.Home.None) : null,
            NotShown(promises.Count - CardLengths.Promises, write),
            queueTitle,
            [.. queue.Items.Take(CardLengths.ListItems).Select(item => Waiting(item, write))],
            home.Queue is { Items.Count: 0 } ? write.Say(Phrases.Home.QueueNone) : null,
            NotShown(queue.More + Math.Max(0, queue.Items.Count - CardLengths.ListItems), write))
        {
            Summary = title ?? queueTitle ?? "",
        };
    }

    private static string? NotShown(int count, CardWriter write) => count > 0 ? write.Say(Phrases.Lists.NotShown, count.ToString()) : null;

    private static string Promise(IssueWithResponse item, CardWriter write)
    {
        var words = IssueWords.Line(item, CardLengths.Quote) ?? write.Headline(item);
        return item.Issue.State switch
        {
            IssueState.FixingIt { Try: { Length: > 0 } plan, By: var by } =>
                write.Say(Phrases.Lists.PromiseTry, write.Day(by), words, DisplayText.Line(plan, CardLengths.Quote)),
            IssueState.FixingIt fix => write.Say(Phrases.Lists.Promise, write.Day(fix.By), words),
            _ => words,
        };
    }

    private static string Waiting(QueuedEscalation queued, CardWriter write)
    {
        var (team, item) = queued;
        var words = write.QuotedLine(item, CardLengths.Quote);
        if (item.Issue.State is not IssueState.EscalatedToManager { Escalation: var escalation }) return words;
        return write.Say(
            Phrases.Lists.QueueLine, Due(escalation, team, write), CardWriter.Name(team), DisplayText.Line(escalation.Category, CardLengths.Category), words);
    }

    private static string Due(Escalation escalation, FrontlineTeam team, CardWriter write) => escalation.Triage is TriageState.Accepted accepted
        ? write.Say(write.IsPast(accepted.By, team) ? Phrases.Lists.PromiseOverdue : Phrases.Lists.PromiseDue, CardWriter.Name(accepted.Owner), write.Day(accepted.By))
        : write.Say(write.IsPast(escalation.AnswerBy) ? Phrases.Lists.AnswerOverdue : Phrases.Lists.AnswerDue, write.Moment(escalation.AnswerBy, team));
}
