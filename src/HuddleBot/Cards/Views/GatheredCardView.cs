using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;

namespace HuddleBot.Cards.Views;

/// <summary>Several comments in one message.</summary>
/// <param name="More">How many there was no room for; null: none.</param>
internal sealed record GatheredCardView([property: OurWords] string Heading, IReadOnlyList<GatheredItemView> Items, [property: OurWords] string? More) : CardView
{
    public static GatheredCardView From(CardContent.GatheredCard card, CardWriter write)
    {
        var count = card.Items.Count;
        var heading = count == 1 ? write.Say(Phrases.Lists.GatheredOne) : write.Say(Phrases.Lists.Gathered, count.ToString());
        var room = write.Room.Items(CardLengths.GatheredItems);
        var shown = card.Items.Take(room).Select((item, i) => GatheredItemView.From(item, i, card.Team, write));
        return new(heading, [.. shown], count > room ? write.Say(Phrases.Lists.NotShown, (count - room).ToString()) : null)
        {
            Summary = count == 0 ? heading : write.Say(Phrases.Lines.Sentence, heading, write.Notice(card.Items[0])),
        };
    }
}

/// <param name="Id">Tells the line apart, and from what it was before.</param>
internal sealed record GatheredItemView([property: ShownOn(Platform.Slack)] string Id, string Headline, string Quote, string State, ButtonView Button)
{
    [ShownOn(Platform.Teams)]
    public required AboutView About { get; init; }

    public static GatheredItemView From(IssueWithResponse item, int index, FrontlineTeam team, CardWriter write) => new(
        $"open-{index}-{item.Issue.Id}-{item.Issue.Version}",
        write.Quadrant(item, team) is { } quadrant ? write.Say(Phrases.Scores.Headline, write.Headline(item), quadrant) : write.Headline(item),
        write.QuotedLine(item, write.Room.Of(CardLengths.Quote)),
        write.StateLine(item.Issue.State, team),
        new(Verbs.Open, write.Say(Phrases.Buttons.Open), item.Issue.Id.ToString(), Primary: false))
    { About = AboutView.Of(item, CardKinds.Gathered) };
}
