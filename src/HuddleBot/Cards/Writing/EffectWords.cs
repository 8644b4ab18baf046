using System.Globalization;
using HuddleBot.Core.Effects;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;

namespace HuddleBot.Cards.Writing;

/// <summary>"Did it work?" in words that respect chance.</summary>
internal static class EffectWords
{
    /// <summary>"Better: +13 points (+4 to +22)".</summary>
    public static string Verdict(this CardWriter write, EffectEstimate estimate)
    {
        var mayBeChance = estimate.Low <= 0 && estimate.High >= 0;
        var phrase = estimate.Verdict switch
        {
            EffectVerdict.Better => Phrases.Effects.Better,
            EffectVerdict.Worse => Phrases.Effects.Worse,
            _ => mayBeChance ? Phrases.Effects.MayBeChance : Phrases.Effects.TooSmall,
        };
        var metric = estimate.Series.Metric;
        return write.Say(phrase, write.Change(metric, estimate.Change), Signed(metric, estimate.Low), Signed(metric, estimate.High));
    }

    /// <summary>"+13 points", "−0.4 stars".</summary>
    public static string Change(this CardWriter write, Metric metric, double change)
    {
        var value = Signed(metric, change);
        return write.Say(metric == Metric.Stars ? Phrases.Effects.Stars : value is "+1" or "−1" ? Phrases.Effects.OnePoint : Phrases.Effects.Points, value);
    }

    /// <summary>"Arrival: NPS 31 before, NPS 44 after (120 answers, then 64)".</summary>
    public static string BeforeAfter(this CardWriter write, EffectEstimate estimate) => write.Say(
        Phrases.Effects.BeforeAfter, write.Where(estimate.Series.Part), write.Named(estimate.Series.Metric, estimate.Before.Value, estimate.Series.Scale?.Max), write.Value(estimate.Series.Metric, estimate.After.Value),
        Count(estimate.Before), Count(estimate.After));

    /// <summary>"4 similar teams without it, in the same weeks: NPS 35, then 36".</summary>
    public static string ComparedWith(this CardWriter write, EffectEstimate estimate)
    {
        if (estimate.Comparison is not { } others) return write.Say(Phrases.Effects.Alone);
        var (before, after) = (write.Named(estimate.Series.Metric, others.Before.Value, estimate.Series.Scale?.Max), write.Value(estimate.Series.Metric, others.After.Value));
        return others.Teams.Count == 1 ? write.Say(Phrases.Effects.OneOther, before, after) : write.Say(Phrases.Effects.Others, Whole(others.Teams.Count), before, after);
    }

    /// <summary>Null: nothing else was fixed there.</summary>
    public static string? TogetherWith(this CardWriter write, EffectEstimate estimate) => estimate.TogetherWith.Count switch
    {
        0 => null,
        1 => write.Say(Phrases.Effects.TogetherOne),
        var count => write.Say(Phrases.Effects.Together, Whole(count)),
    };

    /// <summary>Null: nobody has said.</summary>
    public static string? PeoplesWord(this CardWriter write, Outcome? said) => said switch
    {
        Outcome.Yes => write.Say(Phrases.Effects.SaidYes),
        Outcome.Partly => write.Say(Phrases.Effects.SaidPartly),
        Outcome.No => write.Say(Phrases.Effects.SaidNo),
        _ => null,
    };

    public static string DaysOf(this CardWriter write, EffectEstimate estimate) => write.Say(
        Phrases.Effects.Days, write.Day(estimate.BeforeDays.Start), write.Day(estimate.BeforeDays.End), write.Day(estimate.AfterDays.Start), write.Day(estimate.AfterDays.End));

    public static string Where(this CardWriter write, SeriesPart part) => part switch
    {
        SeriesPart.Touchpoint { Name: var name } => CardWriter.CapitalFirst(DisplayText.Line(name, CardLengths.AttributeValue)),
        SeriesPart.Segment { Name: var name } => CardWriter.CapitalFirst(DisplayText.Line(name, CardLengths.AttributeValue)),
        _ => write.Say(Phrases.Effects.Everything),
    };

    public static string Signed(Metric metric, double value)
    {
        var rounded = Math.Round(value, metric == Metric.Stars ? 1 : 0, MidpointRounding.AwayFromZero);
        return (rounded > 0 ? "+" : "") + CardWriter.Number(rounded == 0 ? 0 : rounded);
    }

    private static string Count(ScoreFigure figure) => CardWriter.Grouped(figure.Answers);

    private static string Whole(int count) => count.ToString(CultureInfo.InvariantCulture);
}
