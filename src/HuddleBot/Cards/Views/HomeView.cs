using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Triage;

namespace HuddleBot.Cards.Views;

/// <summary>What concerns one person: their promises, soonest first, and what waits for their answer, what is due first before the rest.</summary>
/// <param name="Title">Above the promises; null: this part is not shown.</param>
/// <param name="None">Instead of promises, where there are none.</param>
/// <param name="QueueTitle">Above what waits; null: this part is not shown.</param>
/// <param name="QueueNone">Instead of what waits, where nothing does.</param>
/// <param name="QueueWhole">To the whole queue; empty where this part is not shown.</param>
internal sealed record HomeView(
    [property: OurWords] string? Title, IReadOnlyList<string> Promises, [property: OurWords] string? None, [property: OurWords] string? More,
    [property: OurWords] string? QueueTitle, IReadOnlyList<QueueEntryView> Queue, [property: OurWords] string? QueueNone, [property: OurWords] string? QueueMore,
    IReadOnlyList<QueueButtonView> QueueWhole) : CardView
{
    public static HomeView From(CardContent.Home home, CardWriter write)
    {
        var (promises, queue) = (home.Promises ?? [], home.Queue ?? QueuePage.Nothing);
        var title = home.Promises is null ? null : write.Say(Phrases.Lists.HomeTitle);
        var queueTitle = home.Queue is null ? null : write.Say(Phrases.Lists.QueueTitle);
        var room = write.Room.Items(CardLengths.HomeEntries);
        return new(
            title,
            [.. promises.Take(write.Room.Items(CardLengths.Promises)).Select(item => Promise(item, write))],
            home.Promises is { Count: 0 } ? write.Say(Phrases.Home.None) : null,
            NotShown(promises.Count - write.Room.Items(CardLengths.Promises), write),
            queueTitle,
            [.. queue.Entries.Take(room).Select((entry, i) => QueueEntryView.From(entry, i, queue.Zone, write))],
            home.Queue is { Entries.Count: 0 } ? write.Say(Phrases.Home.QueueNone) : null,
            NotShown(queue.Total - Math.Min(queue.Entries.Count, room), write),
            home.Queue is null ? [] : [new("queue-whole", write.Say(Phrases.Buttons.QueueWhole), QueueQuery.First)])
        {
            Summary = title ?? queueTitle ?? "",
        };
    }

    private static string? NotShown(int count, CardWriter write) => count > 0 ? write.Say(Phrases.Lists.NotShown, count.ToString()) : null;

    private static string Promise(IssueWithResponse item, CardWriter write)
    {
        var words = IssueWords.Line(item, write.Room.Of(CardLengths.Quote)) ?? write.Headline(item);
        if (item.FollowUp is { Promise: { } promised }) return write.Say(Phrases.Calls.ListPromise, write.Day(promised.By), words, DisplayText.Line(promised.What, write.Room.Of(CardLengths.Quote)));
        if (item.CallDueOn is { } callOn) return write.Say(Phrases.Calls.ListCall, write.Day(callOn), words);
        return item.Issue.State switch
        {
            IssueState.FixingIt { Try: { Length: > 0 } plan, By: var by } =>
                write.Say(Phrases.Lists.PromiseTry, write.Day(by), words, DisplayText.Line(plan, write.Room.Of(CardLengths.Quote))),
            IssueState.FixingIt fix => write.Say(Phrases.Lists.Promise, write.Day(fix.By), words),
            _ => words,
        };
    }
}
