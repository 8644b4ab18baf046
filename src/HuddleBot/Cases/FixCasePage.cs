using System.Globalization;
using System.Xml.Linq;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cases;
using HuddleBot.Core.Effects;
using NodaTime;

namespace HuddleBot.Cases;

/// <summary>The page of one issue or theme.</summary>
internal sealed class FixCasePage(CardWriter write)
{
    private const int MostSteps = 8, StepsAtTheStart = 4, WordsOfAStep = 80, NamedTeams = 5;

    private readonly CaseParts parts = new(write);

    public string Draw(FixCase made)
    {
        var estimate = (made.Effect as Effect.Estimated)?.Estimate;
        var team = made.Teams[0];
        var names = TeamsOf([.. made.Teams.Select(one => one.Name)]);
        var title = made.Fix.ThemeTitle is { } theme ? DisplayText.Line(theme, CardLengths.Heading) : write.Say(Phrases.Cases.IssueOf, DisplayText.Line(team.Name, CardLengths.Name));
        var today = write.Now.InZone(team.TimeZone).Date;
        return Page.Write(
            write.Say(Phrases.Cases.Title, title),
            Page.Of("header", Page.Of("h1", Page.Theirs(write.Say(Phrases.Cases.Title, title))), Page.OfClass("p", "quiet", Page.Theirs(write.Say(
                Phrases.Cases.About, names, write.Day(made.Fix.FixedAt.InZone(team.TimeZone).Date), write.Day(today))))),
            Verdict(made),
            Page.OfClass(
                "div", "columns",
                Page.Of("section", Scores(made, estimate), Clocks(made)),
                estimate is null || made.Trend is null ? null : Page.Of("section", parts.Heading(Phrases.Cases.TrendHeading), parts.Picture(made.Trend, write.Where(estimate.Series.Part))),
                Page.OfClass("section", "wide", parts.Heading(Phrases.Cases.HistoryHeading), Page.Of("ol", Steps(made.Steps))),
                parts.Quotes(made.Evidence, Phrases.Cases.WhatWasSaid), parts.Quotes(made.Since, Phrases.Cases.WhatIsSaidNow)),
            Method(made, estimate));
    }

    private XElement Verdict(FixCase made)
    {
        var kind = made.Effect is Effect.Estimated { Estimate.Verdict: var verdict } ? verdict switch { EffectVerdict.Better => "verdict better", EffectVerdict.Worse => "verdict worse", _ => "verdict" } : "verdict";
        string?[] lines = made.Effect switch
        {
            Effect.Estimated { Estimate: var estimate } =>
                [write.Verdict(estimate), write.BeforeAfter(estimate), write.ComparedWith(estimate), write.TogetherWith(estimate), write.PeoplesWord(made.Fix.PeoplesWord)],
            Effect.TooEarly early => [write.Say(Phrases.Cases.TooEarly, write.Day(early.From)), write.PeoplesWord(made.Fix.PeoplesWord)],
            Effect.TooFewToSay few => [write.Say(Phrases.Cases.TooFewToSay, CardWriter.Grouped(few.Before), CardWriter.Grouped(few.After)), write.PeoplesWord(made.Fix.PeoplesWord)],
            _ => throw new InvalidOperationException($"a case of {made.Effect.GetType().Name}"),
        };
        var said = lines.OfType<string>().ToList();
        return Page.OfClass("section", kind, Page.Of("p", Page.Of("strong", said[0])), said.Skip(1).Select(line => Page.Of("p", Page.Theirs(line))));
    }

    private object[]? Scores(FixCase made, EffectEstimate? estimate)
    {
        if (estimate is null) return null;
        var metric = estimate.Series.Metric;
        var open = new DateInterval(estimate.BeforeDays.End.PlusDays(1), estimate.AfterDays.Start.PlusDays(-1));
        List<XElement> rows =
        [
            parts.Row(write.Say(Phrases.Cases.Before), estimate.Before, metric, Days(estimate.BeforeDays)), parts.Row(write.Say(Phrases.Cases.WhileOpen), estimate.WhileOpen, metric, Days(open)),
            parts.Row(write.Say(Phrases.Cases.After), estimate.After, metric, Days(estimate.AfterDays)),
        ];
        if (estimate.Comparison is { } others)
        {
            var name = others.Teams.Count == 1 ? write.Say(Phrases.Cases.OtherTeam) : write.Say(Phrases.Cases.OtherTeams, others.Teams.Count.ToString(CultureInfo.InvariantCulture));
            rows.Add(parts.Row(write.Say(Phrases.Cases.OthersBefore, name), others.Before, metric));
            rows.Add(parts.Row(write.Say(Phrases.Cases.OthersAfter, name), others.After, metric));
        }

        return
        [
            Page.Of("h2", Page.Theirs(write.Say(Phrases.Cases.ScoreOf, write.Where(estimate.Series.Part), write.Say(Phrases.Cases.MetricOf(metric))))),
            parts.Table(rows, Phrases.Cases.ColumnDays, Phrases.Cases.ColumnScore, Phrases.Cases.ColumnInterval, Phrases.Cases.ColumnAnswers),
        ];
    }

    private object[] Clocks(FixCase made) =>
    [
        parts.Heading(Phrases.Cases.ClocksHeading),
        Page.Of(
            "dl", parts.Fact(Phrases.Cases.ToDecision, parts.Long(made.Clocks.ToDecision)),
            made.Clocks.ToAnswer is null ? null : parts.Fact(Phrases.Cases.ToAnswer, parts.Long(made.Clocks.ToAnswer)),
            parts.Fact(Phrases.Cases.ToFix, parts.Long(made.Clocks.ToFix)),
            made.Called.Of == 0 ? null : parts.Fact(Phrases.Cases.CalledBack, write.Say(Phrases.Cases.SomeOf, $"{made.Called.Reached}", $"{made.Called.Of}"))),
    ];

    private IEnumerable<XElement> Steps(IReadOnlyList<CaseStep> steps)
    {
        var left = steps.Count - MostSteps;
        var shown = left > 0 ? [.. steps.Take(StepsAtTheStart), .. steps.TakeLast(MostSteps - StepsAtTheStart)] : steps;
        for (var at = 0; at < shown.Count; at++)
        {
            var step = shown[at];
            if (left > 0 && at == StepsAtTheStart) yield return Page.OfClass("li", "quiet", write.Say(Phrases.Cases.MoreSteps, $"{left}"));
            var (who, zone) = (step.By is { } by ? DisplayText.Line(CardWriter.Name(by), CardLengths.ShortName) : write.Say(Phrases.Cases.ACustomer), step.Team.TimeZone);
            yield return Page.Of(
                "li", Page.OfClass("span", "quiet", write.Moment(step.At, zone) + " "), Page.Theirs(write.Say(Phrases.Cases.StepOf(step.Kind), who)),
                step.Words is { } words ? new object[] { " ", Page.Theirs($"“{DisplayText.Line(words, WordsOfAStep)}”") } : null);
        }
    }

    private XElement Method(FixCase made, EffectEstimate? estimate) => Page.OfClass(
        "section", "method", parts.Heading(Phrases.Cases.MethodHeading),
        Page.Of("p", write.Say(Phrases.Cases.MethodWindows)), Page.Of("p", write.Say(Phrases.Cases.MethodCompared)), Page.Of("p", write.Say(Phrases.Cases.MethodVerdict)),
        estimate?.Comparison is null ? null : Page.Of("p", Page.Theirs(write.Say(Phrases.Cases.ComparedTeams, TeamsOf(made.Others)))));

    private string TeamsOf(IReadOnlyList<string> names)
    {
        var shown = string.Join(", ", names.Take(NamedTeams).Select(name => DisplayText.Line(name, CardLengths.Name)));
        return names.Count <= NamedTeams ? shown : write.Say(Phrases.Cases.AndMore, shown, $"{names.Count - NamedTeams}");
    }

    private string Days(DateInterval days) => write.Say(Phrases.Cases.FromTo, write.Day(days.Start), write.Day(days.End));
}
