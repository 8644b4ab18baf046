using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;

namespace HuddleBot.Cards.Views;

/// <summary>Whether a fix worked, by the scores, beside what people say themselves.</summary>
internal sealed record EffectNoteView([property: OurWords] string Title, IReadOnlyList<LineView> Lines, [property: OurWords] string Context) : CardView
{
    public static EffectNoteView From(CardContent.EffectNote note, CardWriter write)
    {
        var (title, verdict) = (write.Say(Phrases.Effects.Title), write.Verdict(note.Estimate));
        string?[] rest =
        [
            note.Fix.ThemeTitle is { } theme ? write.Say(Phrases.Effects.Theme, DisplayText.Line(theme, CardLengths.Heading)) : null,
            write.BeforeAfter(note.Estimate), write.ComparedWith(note.Estimate), write.TogetherWith(note.Estimate), write.PeoplesWord(note.Fix.PeoplesWord),
        ];
        return new(title, [new(verdict, Strong: true), .. rest.OfType<string>().Select(line => new LineView(line, Strong: false))], write.DaysOf(note.Estimate))
        {
            Summary = write.Say(Phrases.Lines.Sentence, title, verdict),
        };
    }
}
