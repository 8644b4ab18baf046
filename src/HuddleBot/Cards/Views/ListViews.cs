using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Cards.Views;

/// <summary>What is open, newest first.</summary>
/// <param name="More">How many there was no room for; null: none.</param>
internal sealed record IssuesListView(string Title, IReadOnlyList<string> Lines, [property: OurWords] string? More) : CardView
{
    public static IssuesListView From(CardContent.IssuesList list, CardWriter write)
    {
        var title = write.Say(list.Items.Count == 0 ? Phrases.Lists.NoIssues : Phrases.Lists.Issues, CardWriter.Name(list.Team));
        var more = list.More + Math.Max(0, list.Items.Count - write.Room.Items(CardLengths.ListItems));
        var lines = list.Items.Take(write.Room.Items(CardLengths.ListItems)).Select(item => write.Say(
            Phrases.Lists.Line,
            write.Headline(item),
            $"{write.MomentSeenNow(item.Response?.AnsweredAt ?? item.Issue.CreatedAt, list.Team)} · {write.QuotedLine(item, write.Room.Of(CardLengths.Quote))}",
            write.StateLine(item.Issue.State, list.Team)));
        return new(title, [.. lines], more > 0 ? write.Say(Phrases.Lists.NotShown, more.ToString()) : null) { Summary = title };
    }
}

/// <summary>The home tab: what the person has promised, soonest first.</summary>
/// <param name="Promises">Empty: the template says so.</param>
internal sealed record HomeView([property: OurWords] string Title, IReadOnlyList<string> Promises, [property: OurWords] string? More) : CardView
{
    public static HomeView From(CardContent.Home home, CardWriter write)
    {
        var title = write.Say(Phrases.Lists.HomeTitle);
        var more = home.Promises.Count - write.Room.Items(CardLengths.Promises);
        return new(title, [.. home.Promises.Take(write.Room.Items(CardLengths.Promises)).Select(item => Promise(item, write))], more > 0 ? write.Say(Phrases.Lists.NotShown, more.ToString()) : null)
        {
            Summary = title,
        };
    }

    private static string Promise(IssueWithResponse item, CardWriter write)
    {
        var words = IssueWords.Line(item, write.Room.Of(CardLengths.Quote)) ?? write.Headline(item);
        return item.Issue.State switch
        {
            IssueState.FixingIt { Try: { Length: > 0 } plan, By: var by } =>
                write.Say(Phrases.Lists.PromiseTry, write.Day(by), words, DisplayText.Line(plan, write.Room.Of(CardLengths.Quote))),
            IssueState.FixingIt fix => write.Say(Phrases.Lists.Promise, write.Day(fix.By), words),
            IssueState.EscalatedToManager { Escalation.Triage: TriageState.Accepted accepted } => write.Say(Phrases.Lists.AnswerPromise, write.Day(accepted.By), words),
            _ => words,
        };
    }
}
