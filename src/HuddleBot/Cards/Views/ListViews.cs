using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;

namespace HuddleBot.Cards.Views;

/// <summary>What is open, newest first.</summary>
/// <param name="More">How many there was no room for; null: none.</param>
internal sealed record IssuesListView(string Title, IReadOnlyList<string> Lines, string? More) : CardView
{
    public static IssuesListView From(CardContent.IssuesList list, CardWriter write)
    {
        var title = write.Say(list.Items.Count == 0 ? Phrases.Lists.NoIssues : Phrases.Lists.Issues, CardWriter.Name(list.Team));
        var more = list.More + Math.Max(0, list.Items.Count - CardLengths.ListItems);
        var lines = list.Items.Take(CardLengths.ListItems).Select(item => write.Say(
            Phrases.Lists.Line,
            write.Headline(item),
            $"{write.MomentSeenNow(item.Response?.AnsweredAt ?? item.Issue.CreatedAt, list.Team)} · {write.QuotedLine(item, CardLengths.Quote)}",
            write.StateLine(item.Issue.State, list.Team)));
        return new(title, [.. lines], more > 0 ? write.Say(Phrases.Lists.NotShown, more.ToString()) : null) { Summary = title };
    }
}
