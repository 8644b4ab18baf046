using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;

namespace HuddleBot.Cards.Views;

/// <summary>A huddle: when, who leads, what to talk about, who is there.</summary>
/// <param name="Standing">Who leads and how long; afterwards what came of it.</param>
/// <param name="Parts">Of the agenda, in the team's order; one part without a heading where there is nothing to talk about.</param>
/// <param name="People">Who is there, who is away.</param>
internal sealed record HuddleCardView(
    [property: ShownOn(Platform.Slack)] string Headline, string Standing, IReadOnlyList<PartView> Parts, IReadOnlyList<string> People,
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
            huddle.Phase == HuddlePhase.Skipped ? [] : huddle.Agenda.IsEmpty ? [PartView.Empty(write)] : [.. PartView.OfAgenda(card, write)],
            [.. PeopleOf(huddle, write)],
            HuddleButtons.RowId("huddle", huddle),
            buttons)
        {
            Summary = write.Say(Phrases.Lines.Sentence, title, standing),
            OnTeams = new(
                write.TitleInOurWords(huddle, team), HuddleWords.NameOf(huddle.Name), AboutView.Of(huddle), RowView.Of(buttons, verb => HuddleForms.InCard(verb, team, huddle, write), write)),
        };
    }

    private static IEnumerable<string> PeopleOf(Huddle huddle, CardWriter write)
    {
        if (write.Names(huddle.Present) is { } there) yield return write.Say(Phrases.Huddles.Here, there);
        if (write.Names(huddle.Away) is { } away) yield return write.Say(Phrases.Huddles.Away, away);
    }
}

/// <param name="Title">What this is and when, without names.</param>
/// <param name="Name">What the team calls it; null: the huddle.</param>
internal sealed record HuddleOnTeams([property: OurWords] string Title, string? Name, AboutView About, IReadOnlyList<RowView> Rows);
