using System.Globalization;
using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;

namespace HuddleBot.Cards.Views;

/// <summary>A part of a huddle's card or receipt.</summary>
internal sealed record PartView([property: OurWords] string Heading, IReadOnlyList<PartLineView> Lines)
{
    /// <summary>A part takes about so many minutes, or less where the huddle is too short for it.</summary>
    private const int UsualMinutes = 2;

    /// <summary>In the team's order. A part of which nothing is left is left out, and afterwards what only the huddle itself was for.</summary>
    public static IEnumerable<PartView> OfAgenda(CardContent.HuddleCard card, CardWriter write)
    {
        var (huddle, agenda) = (card.Huddle, card.Huddle.Agenda);
        if (agenda.IsEmpty) return huddle.IsOver ? [] : [new(write.Say(Phrases.Huddles.Empty), [new(write.Say(Phrases.Huddles.EmptyQuestion))])];

        var parts = agenda.Parts.Distinct().Where(part => Outlasts(part, huddle.Phase)).Select(part => (Part: part, Lines: write.LinesOf(part, card).ToList())).Where(part => part.Lines.Count > 0).ToList();
        var minutes = Math.Clamp((int)Math.Round((double)huddle.Minutes / Math.Max(1, parts.Count), MidpointRounding.AwayFromZero), 1, UsualMinutes).ToString(CultureInfo.InvariantCulture);
        return parts.Select(part =>
        {
            var heading = write.HeadingOf(part.Part, huddle);
            return Of(huddle.IsOver ? heading : write.Say(Phrases.Parts.Heading, heading, minutes), part.Lines, write);
        });
    }

    /// <summary>Of several things, each begins with a mark that tells it from the one before.</summary>
    public static PartView Of(string heading, IReadOnlyList<PartLineView> lines, CardWriter write) =>
        new(heading, lines.Count(line => !line.Quiet) < 2 ? lines : [.. lines.Select(line => line.Quiet ? line : new(write.Say(Phrases.Parts.Item, line.Text)))]);

    private static bool Outlasts(AgendaPart part, HuddlePhase phase) => phase switch
    {
        HuddlePhase.Announced or HuddlePhase.Running => true,
        HuddlePhase.Finished => part != AgendaPart.Question,
        HuddlePhase.Missed => part is AgendaPart.Promises or AgendaPart.Comments or AgendaPart.Answers,
        _ => false,
    };
}

/// <param name="Quiet">It says more of the line above.</param>
internal sealed record PartLineView(string Text, bool Quiet = false)
{
    /// <param name="more">Null: nothing.</param>
    public static IEnumerable<PartLineView> Of(string text, string? more) => more is null ? [new(text)] : [new(text), new(more, Quiet: true)];
}
