using System.Globalization;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;

namespace HuddleBot.Cards.Writing;

/// <summary>A team's score in words that respect chance.</summary>
internal static class MovementWords
{
    /// <summary>"NPS 23, probably between −5 and 51 (40 answers in 14 days)", or that there are too few.</summary>
    public static string Figure(this CardWriter write, ScoreMovement score)
    {
        var answers = write.Answers(score.Now.Answers);
        var days = score.Days.ToString(CultureInfo.InvariantCulture);
        return score.Verdict == MovementVerdict.TooFewToSay
            ? write.Say(Phrases.Movements.TooFew, answers, days)
            : write.Say(
                Phrases.Movements.Figure, write.Named(score.Metric, score.Now.Value, score.StarsOf), write.Value(score.Metric, score.Now.Low), write.Value(score.Metric, score.Now.High), answers, days);
    }

    /// <summary>Both: how it stands, and whether it moved.</summary>
    public static string Standing(this CardWriter write, ScoreMovement score) =>
        write.Movement(score) is { } movement ? write.Say(Phrases.Lines.Sentence, write.Figure(score), movement) : write.Figure(score);

    /// <summary>What may be said of the days before; null: nothing.</summary>
    public static string? Movement(this CardWriter write, ScoreMovement score)
    {
        var days = score.Days.ToString(CultureInfo.InvariantCulture);
        var before = score.Before is { } figure ? write.Value(score.Metric, figure.Value) : null;
        return (score.Verdict, before) switch
        {
            (MovementVerdict.TooFewToSay, _) => null,
            (MovementVerdict.MayBeChance, { } value) => write.Say(Phrases.Movements.MayBeChance, value, days),
            (MovementVerdict.Up, { } value) => write.Say(Phrases.Movements.Up, value, days),
            (MovementVerdict.Down, { } value) => write.Say(Phrases.Movements.Down, value, days),
            _ => write.Say(Phrases.Movements.NothingToCompare, days),
        };
    }

    /// <summary>"NPS 23", "64% satisfied", "4.2 of 5 stars".</summary>
    /// <param name="starsOf">Of stars, the most that can be given; null: that is not known.</param>
    public static string Named(this CardWriter write, Metric metric, double value, int? starsOf) => metric == Metric.Stars && starsOf is { } most
        ? write.Say(Phrases.Movements.StarsOf, write.Value(metric, value), most.ToString(CultureInfo.InvariantCulture))
        : write.Say(
            metric switch { Metric.Nps => Phrases.Movements.Nps, Metric.Csat => Phrases.Movements.Csat, Metric.Ces => Phrases.Movements.Ces, _ => Phrases.Movements.Stars },
            write.Value(metric, value));

    /// <summary>What was asked, without a figure.</summary>
    public static string NameOf(this CardWriter write, Metric metric) =>
        write.Say(metric switch { Metric.Nps => Phrases.Standings.Nps, Metric.Csat => Phrases.Standings.Csat, Metric.Ces => Phrases.Standings.Ces, _ => Phrases.Standings.Stars });

    /// <summary>"412 answers", "1 answer", "no answers".</summary>
    public static string Answers(this CardWriter write, int count) => count switch
    {
        0 => write.Say(Phrases.Movements.NoAnswers),
        1 => write.Say(Phrases.Movements.OneAnswer),
        _ => write.Say(Phrases.Movements.Answers, CardWriter.Grouped(count)),
    };

    /// <summary>Stars with one decimal, since a tenth of a star is much; everything else in whole points.</summary>
    public static string Value(this CardWriter write, Metric metric, double value) => metric switch
    {
        Metric.Nps => CardWriter.Number(Math.Round(value, MidpointRounding.AwayFromZero)),
        Metric.Stars => CardWriter.Number(Math.Round(value, 1, MidpointRounding.AwayFromZero)),
        _ => write.Say(Phrases.Movements.Share, CardWriter.Number(Math.Round(value, MidpointRounding.AwayFromZero))),
    };
}
