using System.Globalization;
using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;

namespace HuddleBot.Cards.Views;

/// <summary>A part of a huddle's card or receipt.</summary>
/// <param name="Heading">Null: it speaks for itself.</param>
internal sealed record PartView([property: OurWords] string? Heading, IReadOnlyList<PartLineView> Lines)
{
    /// <summary>A part takes about so many minutes, or less where the huddle is too short for it.</summary>
    private const int UsualMinutes = 2;

    /// <summary>In the team's order; a part of which nothing is left is left out.</summary>
    public static IEnumerable<PartView> OfAgenda(CardContent.HuddleCard card, CardWriter write)
    {
        var parts = card.Huddle.Agenda.Parts.Distinct().Select(part => (Part: part, Lines: write.LinesOf(part, card))).Where(part => part.Lines.Count > 0).ToList();
        var minutes = Math.Clamp((int)Math.Round((double)card.Huddle.Minutes / Math.Max(1, parts.Count), MidpointRounding.AwayFromZero), 1, UsualMinutes);
        return parts.Select(part => new PartView(
            write.Say(Phrases.Parts.Heading, write.HeadingOf(part.Part, card.Huddle.Agenda), minutes.ToString(CultureInfo.InvariantCulture)), part.Lines));
    }

    /// <summary>Nothing to talk about: one line, and a question.</summary>
    public static PartView Empty(CardWriter write) => new(null, [new(write.Say(Phrases.Huddles.Empty), null), new(write.Say(Phrases.Huddles.EmptyQuestion), null)]);
}

/// <param name="Detail">Below it and quieter; null: nothing.</param>
internal sealed record PartLineView(string Text, string? Detail);
