using HuddleBot.Cards.Templating;
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
    [property: OurWords] string? Title, IReadOnlyList<string> Promises, [property: OurWords] string? None, [property: OurWords] string? More,
    [property: OurWords] string? QueueTitle, IReadOnlyList<string> Queue, [property: OurWords] string? QueueNone, [property: OurWords] string? QueueMore) : CardView
{
    public static HomeView From(CardContent.Home home, CardWriter write)
    {
        var (promises, queue) = (home.Promises ?? [], home.Queue ?? WaitingEscalations.Empty);
        var title = home.Promises is null ? null : write.Say(Phrases.Lists.HomeTitle);
        var queueTitle = home.Queue is null ? null : write.Say(Phrases.Lists.QueueTitle);
        return new(
            title,
            [.. promises.Take(write.Room.Items(CardLengths.Promises)).Select(item => Promise(item, write))],
            home.Promises is { Count: 0 } ? write.Say(Phrases.Home.None) : null,
            NotShown(promises.Count - write.Room.Items(CardLengths.Promises), write),
            queueTitle,
            [.. queue.Items.Take(write.Room.Items(CardLengths.ListItems)).Select(item => Waiting(item, write))],
            home.Queue is { Items.Count: 0 } ? write.Say(Phrases.Home.QueueNone) : null,
            NotShown(queue.More + Math.Max(0, queue.Items.Count - write.Room.Items(CardLengths.ListItems)), write))
        {
            Summary = title ?? queueTitle ?? "",
        };
    }

    private static string? NotShown(int count, CardWriter write) => count > 0 ? write.Say(Phrases.Lists.NotShown, count.ToString()) : null;

    private static string Promise(IssueWithResponse item, CardWriter write)
    {
        var words = IssueWords.Line(item, write.Room.Of(CardLengths.Quote)) ?? write.Headline(item);
        if (item.FollowUp is { Promise: { } promised }) return write.Say(Phrases.Calls.ListPromise, write.Day(promised.By), words, DisplayText.Line(promised.What, write.Room.Of(CardLengths.Quote)));
        if (item.FollowUp is { IsCallOpen: true } call) return write.Say(Phrases.Calls.ListCall, write.Day(call.DueAt.InUtc().Date), words);
        return item.Issue.State switch
        {
            IssueState.FixingIt { Try: { Length: > 0 } plan, By: var by } =>
                write.Say(Phrases.Lists.PromiseTry, write.Day(by), words, DisplayText.Line(plan, write.Room.Of(CardLengths.Quote))),
            IssueState.FixingIt fix => write.Say(Phrases.Lists.Promise, write.Day(fix.By), words),
            _ => words,
        };
    }

    private static string Waiting(QueuedEscalation queued, CardWriter write)
    {
        var (team, item) = queued;
        var words = write.QuotedLine(item, write.Room.Of(CardLengths.Quote));
        if (item.Issue.State is not IssueState.EscalatedToManager { Escalation: var escalation }) return words;
        return write.Say(
            Phrases.Lists.QueueLine, Due(escalation, team, write), CardWriter.Name(team), DisplayText.Line(escalation.Category, CardLengths.Category), words);
    }

    private static string Due(Escalation escalation, FrontlineTeam team, CardWriter write) => escalation.Triage is TriageState.Accepted accepted
        ? write.Say(write.IsPast(accepted.By, team) ? Phrases.Lists.PromiseOverdue : Phrases.Lists.PromiseDue, CardWriter.Name(accepted.Owner), write.Day(accepted.By))
        : write.Say(write.IsPast(escalation.AnswerBy) ? Phrases.Lists.AnswerOverdue : Phrases.Lists.AnswerDue, write.Moment(escalation.AnswerBy, team));
}
