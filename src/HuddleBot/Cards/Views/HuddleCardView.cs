using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;

namespace HuddleBot.Cards.Views;

/// <summary>A huddle: when, who leads, what to talk about, who is there.</summary>
/// <param name="Standing">Who leads and how long; afterwards what came of it.</param>
/// <param name="Parts">Of the agenda, in the team's order; where there is nothing to talk about, one that says so and asks a question.</param>
/// <param name="People">Who is there, who is away; null: nobody has said.</param>
internal sealed record HuddleCardView(
    [property: ShownOn(Platform.Slack)] string Headline, string Standing, IReadOnlyList<PartView> Parts, string? People,
    [property: ShownOn(Platform.Slack)] string ActionsId, [property: ShownOn(Platform.Slack)] IReadOnlyList<ButtonView> Buttons) : CardView
{
    [ShownOn(Platform.Teams)]
    public required HuddleOnTeams OnTeams { get; init; }

    public static HuddleCardView From(CardContent.HuddleCard card, CardWriter write)
    {
        var (huddle, team) = (card.Huddle, card.Team);
        var title = write.Title(huddle, team);
        var standing = write.Standing(huddle, card.Items, team);
        var buttons = HuddleButtons.Of(huddle, write);
        return new(
            title,
            standing,
            [.. PartView.OfAgenda(card, write)],
            huddle.Phase == HuddlePhase.CalledOff ? null : PeopleOf(huddle, write),
            HuddleButtons.RowId("huddle", huddle),
            buttons)
        {
            Summary = write.Say(Phrases.Lines.Sentence, title, standing),
            OnTeams = new(
                write.TitleInOurWords(huddle, team), HuddleWords.NameOf(huddle.Name), AboutView.Of(huddle), RowView.Of(buttons, verb => HuddleForms.InCard(verb, team, huddle, write), write)),
        };
    }

    private static string? PeopleOf(Huddle huddle, CardWriter write)
    {
        var there = write.Names(huddle.Present) is { } present ? write.Say(Phrases.Huddles.Here, present) : null;
        var away = write.Names(huddle.Away) is { } absent ? write.Say(Phrases.Huddles.Away, absent) : null;
        return there is not null && away is not null ? write.Say(Phrases.Huddles.HereAndAway, there, away) : there ?? away;
    }
}

/// <param name="Title">What this is and when, without names.</param>
/// <param name="Name">What the team calls it; null: the huddle.</param>
internal sealed record HuddleOnTeams([property: OurWords] string Title, string? Name, AboutView About, IReadOnlyList<RowView> Rows);
