using System.Globalization;
using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Scores;

namespace HuddleBot.Cards.Views;

/// <summary>How customers answer, for who has asked.</summary>
/// <param name="Title">Whose score, of which days.</param>
/// <param name="Text">Why there is none; null: there is one.</param>
/// <param name="Line">The score in words; null: there is none.</param>
/// <param name="Trend">Null: there is no score.</param>
/// <param name="Note">How to read it, and how to ask for more; null: there is nothing to read.</param>
internal sealed record ScoreCardView(string Title, string? Text, [property: OurWords] string? Line, TrendView? Trend, IReadOnlyList<ScoreListView> Lists, [property: OurWords] string? Note) : CardView
{
    public static ScoreCardView From(CardContent.ScoreCard card, CardWriter write) => card.Answer switch
    {
        ScoreAnswer.Found found => Found(card, found, write),
        ScoreAnswer.NoSuchPart unknown => Without(
            card, write.Say(unknown.Touchpoints.Names.Count + unknown.Segments.Names.Count == 0 ? Phrases.Standings.NoParts : Phrases.Standings.NoSuchPart, DisplayText.Line(unknown.Asked, CardLengths.Name)),
            [.. ScoreListView.Of(Phrases.Standings.Touchpoints, unknown.Touchpoints, write), .. ScoreListView.Of(Phrases.Standings.Segments, unknown.Segments, write)], write),
        ScoreAnswer.NoAnswers => Without(card, write.Say(Phrases.Standings.NoAnswers), [], write),
        _ => throw new InvalidOperationException($"{card.Answer.GetType().Name} is no answer"),
    };

    private static ScoreCardView Found(CardContent.ScoreCard card, ScoreAnswer.Found found, CardWriter write)
    {
        var title = write.Say(Phrases.Standings.Title, write.TitleOf(card.Team, found.Part), found.Days.ToString(CultureInfo.InvariantCulture));
        var line = write.Standing(found.Main.Score);
        IReadOnlyList<ScoreListView> lists =
        [
            .. ScoreListView.Of(Phrases.Standings.Also, [.. found.Also.Shown.Select(AlsoLine)], found.Also.More, Phrases.Lists.NotShown, write),
            .. ScoreListView.Of(Phrases.Standings.Touchpoints, [.. found.Touchpoints.Shown.Select(PartLine)], found.Touchpoints.More, Phrases.Standings.More, write),
            .. ScoreListView.Of(Phrases.Standings.Segments, [.. found.Segments.Shown.Select(PartLine)], found.Segments.More, Phrases.Standings.More, write),
        ];
        return new(title, null, line, TrendView.From(found.Main, write), lists, write.Say(Phrases.Standings.Note)) { Summary = write.Say(Phrases.Lines.Sentence, title, line) };

        string PartLine(PartScore part) => write.Say(Phrases.Standings.Line, DisplayText.Line(part.Part.Spelling ?? "", CardLengths.ShortName), write.Line(part.Score));

        // A touchpoint and a segment may have one name.
        string AlsoLine(PartScore other) => other.Part switch
        {
            SeriesPart.Touchpoint => write.Say(Phrases.Standings.Touchpoint, write.Line(other.Score)),
            SeriesPart.Segment => write.Say(Phrases.Standings.Segment, write.Line(other.Score)),
            _ when other.Score.Verdict == MovementVerdict.TooFewToSay => write.Say(Phrases.Standings.Metric, write.NameOf(other.Score.Metric), write.Line(other.Score)),
            _ => write.Line(other.Score),
        };
    }

    private static ScoreCardView Without(CardContent.ScoreCard card, string text, IReadOnlyList<ScoreListView> lists, CardWriter write)
    {
        var title = write.Say(Phrases.Standings.ShortTitle, CardWriter.Name(card.Team));
        return new(title, text, null, null, lists, null) { Summary = write.Say(Phrases.Lines.Sentence, title, text) };
    }
}

/// <param name="More">How many there was no room for; null: none.</param>
internal sealed record ScoreListView([property: OurWords] string Heading, IReadOnlyList<string> Lines, [property: OurWords] string? More)
{
    public static IEnumerable<ScoreListView> Of(Phrase heading, NamedParts parts, CardWriter write) =>
        Of(heading, [.. parts.Names.Select(name => DisplayText.Line(name, CardLengths.ShortName))], parts.More, Phrases.Standings.More, write);

    /// <summary>None, where there is nothing to list.</summary>
    /// <param name="notShown">How many more there are, beside some that are shown.</param>
    public static IEnumerable<ScoreListView> Of(Phrase heading, List<string> lines, int more, Phrase notShown, CardWriter write)
    {
        var shown = lines.Take(write.Room.Items(lines.Count)).ToList();
        more += lines.Count - shown.Count;
        if (shown.Count > 0 || more > 0) yield return new(write.Say(heading), shown, more == 0 ? null : write.Say(shown.Count > 0 ? notShown : Phrases.Standings.Quiet, CardWriter.Grouped(more)));
    }
}
