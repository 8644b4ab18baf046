using System.Globalization;
using System.Xml.Linq;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cases;
using HuddleBot.Core.Digests;
using HuddleBot.Core.Effects;
using HuddleBot.Core.Scores;

namespace HuddleBot.Cases;

/// <summary>The page of all teams together.</summary>
internal sealed class ProgrammeCasePage(CardWriter write)
{
    private const int MostEffects = 8, MostScores = 3, WordsOfAFix = 70;

    private readonly CaseParts parts = new(write);

    public string Draw(ProgrammeCase made)
    {
        var title = write.Say(Phrases.Cases.ProgrammeTitle, Whole(made.Days.Length / 7));
        return Page.Write(
            title,
            Page.Of("header", Page.Of("h1", title), Page.OfClass("p", "quiet", write.Say(
                Phrases.Cases.ProgrammeAbout, Whole(made.Teams), write.Day(made.Days.Start), write.Day(made.Days.End), CardWriter.Grouped(made.Figures.Answers)))),
            Summary(made),
            Page.OfClass(
                "div", "columns", Page.Of("section", Loops(made), Clocks(made)),
                Page.Of("section", Scores(made), parts.Picture(made.Trend, write.Say(Phrases.Effects.Everything))),
                Page.OfClass("section", "wide", parts.Heading(Phrases.Cases.EffectsHeading), Effects(made.Effects)), parts.Quotes(made.Verbatims, Phrases.Cases.BehindFixes, "wide")),
            Page.OfClass("section", "method", parts.Heading(Phrases.Cases.MethodHeading), ((Phrase[])[Phrases.Cases.MethodProgramme, Phrases.Cases.MethodCompared, Phrases.Cases.MethodVerdict]).Select(line => Page.Of("p", write.Say(line)))));
    }

    private XElement Summary(ProgrammeCase made)
    {
        var (better, worse, unclear, few) = (Count(made.Effects, EffectVerdict.Better), Count(made.Effects, EffectVerdict.Worse), Count(made.Effects, EffectVerdict.CannotTell), made.Effects.OfType<Effect.TooFewToSay>().Count());
        return Page.OfClass(
            "section", "verdict",
            Page.Of("p", Page.Of("strong", write.Say(Phrases.Cases.ProgrammeLoops, Whole(made.Figures.Inner.Closed), Whole(made.Figures.Outer.Closed)))),
            Page.Of("p", made.Effects.Count == 0 ? write.Say(Phrases.Cases.NothingJudged) : write.Say(Phrases.Cases.Judged, Whole(made.Effects.Count), Whole(better), Whole(worse), Whole(unclear), Whole(few))),
            made.FirstLoop is not { } first ? Page.Of("p", write.Say(Phrases.Cases.NothingFixed)) : first > made.Days.Start ? Page.Of("p", write.Say(Phrases.Cases.Young, write.Day(first))) : null);
    }

    private object[] Loops(ProgrammeCase made)
    {
        var figures = made.Figures;
        XElement Row(Phrase name, LoopFigures loop) => Page.Of(
            "tr", Page.Of("th", new XAttribute("scope", "row"), write.Say(name)), Cell(Whole(loop.Opened)), Cell(Whole(loop.Closed)), Cell(Whole(loop.OpenAtEnd)),
            Cell(loop.InTime.Of == 0 ? "–" : write.Say(Phrases.Cases.SomeOf, Whole(loop.InTime.Yes), Whole(loop.InTime.Of))));
        return
        [
            parts.Heading(Phrases.Cases.LoopsHeading),
            parts.Table(
                [Row(Phrases.Cases.Inner, figures.Inner), Row(Phrases.Cases.Outer, figures.Outer), Row(Phrases.Cases.Calls, figures.FollowUps)],
                Phrases.Cases.ColumnLoop, Phrases.Cases.ColumnOpened, Phrases.Cases.ColumnClosed, Phrases.Cases.ColumnOpen, Phrases.Cases.ColumnInTime),
        ];

        static XElement Cell(string text) => Page.OfClass("td", "number", text);
    }

    private object[] Clocks(ProgrammeCase made) =>
    [
        parts.Heading(Phrases.Cases.ClocksOfMany),
        Page.Of(
            "dl", parts.Fact(Phrases.Cases.ToDecision, parts.Long(made.Clocks.ToDecision)), parts.Fact(Phrases.Cases.ToAnswer, parts.Long(made.Clocks.ToAnswer)),
            parts.Fact(Phrases.Cases.ToFix, parts.Long(made.Clocks.ToFix)), parts.Fact(Phrases.Cases.Fixes, Whole(made.Fixed)),
            made.Figures.HuddlesHeld.Of == 0 ? null : parts.Fact(Phrases.Cases.Huddles, write.Say(Phrases.Cases.SomeOf, Whole(made.Figures.HuddlesHeld.Yes), Whole(made.Figures.HuddlesHeld.Of)))),
    ];

    private object?[] Scores(ProgrammeCase made)
    {
        if (made.Scores.Count == 0) return [parts.Heading(Phrases.Cases.ScoresHeading), Page.Of("p", write.Say(Phrases.Cases.NoScores))];
        return
        [
            parts.Heading(Phrases.Cases.ScoresHeading),
            parts.Table(
                made.Scores.Take(MostScores).SelectMany(one => new[]
                {
                    parts.Row(write.Say(Phrases.Cases.ScoreBefore, write.Say(Phrases.Cases.MetricOf(one.Metric))), Known(one.Before), one.Metric),
                    parts.Row(write.Say(Phrases.Cases.ScoreNow, write.Say(Phrases.Cases.MetricOf(one.Metric))), Known(one.Now), one.Metric),
                }),
                Phrases.Cases.ColumnDays, Phrases.Cases.ColumnScore, Phrases.Cases.ColumnInterval, Phrases.Cases.ColumnAnswers),
            .. made.Scores.Take(MostScores).Select(one => (one.Metric, Line: write.Movement(one))).Where(one => one.Line is not null)
                .Select(one => Page.OfClass("p", "quiet", write.Say(Phrases.Cases.Movement, write.Say(Phrases.Cases.MetricOf(one.Metric)), one.Line!))),
        ];

        static ScoreFigure? Known(ScoreFigure? figure) => figure is { Answers: >= WindowScore.LeastAnswers } ? figure : null;
    }

    private object Effects(IReadOnlyList<Effect> effects)
    {
        if (effects.Count == 0) return Page.Of("p", write.Say(Phrases.Cases.NothingJudged));
        var more = effects.Count - MostEffects;
        return new object?[]
        {
            Page.Of("ul", effects.TakeLast(MostEffects).Select(Line)),
            more > 0 ? Page.OfClass("p", "quiet", write.Say(Phrases.Cases.MoreEffects, Whole(more))) : null,
        };
    }

    private XElement Line(Effect effect)
    {
        var (fix, said) = effect switch
        {
            Effect.Estimated one => (one.Fix, write.Verdict(one.Estimate)),
            Effect.TooFewToSay one => (one.Fix, write.Say(Phrases.Cases.TooFew)),
            _ => throw new InvalidOperationException($"{effect.GetType().Name} is not judged"),
        };
        var words = fix.ThemeTitle ?? fix.Words;
        return Page.Of("li", Page.Of("strong", said), " · ", Page.Theirs(DisplayText.Line(words ?? write.Say(Phrases.Cases.NoWords), WordsOfAFix)), Page.OfClass("span", "quiet", " · " + fix.Of));
    }

    private static int Count(IReadOnlyList<Effect> effects, EffectVerdict verdict) => effects.OfType<Effect.Estimated>().Count(one => one.Estimate.Verdict == verdict);

    private static string Whole(int count) => count.ToString(CultureInfo.InvariantCulture);
}
