using HuddleBot.Core.Feedback;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>
/// The values that one answer of a metric can have, in hundreds of points: NPS −1, 0, 1; CSAT and CES 0 or 1 (a top box); stars 0 to 1, from the lowest to
/// the highest of their scale.
/// So a drop of ten points is the same word for all: of stars 1–5 it is 0.4 of a star.
/// </summary>
public sealed class AnswerLevels
{
    // Beyond this, single points of a scale are no levels: a scale of 0 to 100 is watched in tenths.
    private const int MostLevels = 11;

    private readonly double[] values;
    private readonly double[] pseudo;
    private readonly Func<Score, int> levelOf;
    private readonly Func<Tally, ScoreSample> sampleOf;

    private AnswerLevels(double[] values, double[] pseudo, Func<Score, int> levelOf, Func<Tally, ScoreSample> sampleOf) =>
        (this.values, this.pseudo, this.levelOf, this.sampleOf) = (values, pseudo, levelOf, sampleOf);

    /// <summary>Detractor, passive, promoter; the pseudo-answers are those of the adjusted Wald interval.</summary>
    public static AnswerLevels Nps { get; } = new(
        [-1, 0, 1], [0.75, 1.5, 0.75], score => (int)score.Sentiment, tally => new NetPromoterSample(Whole(tally.Total), Whole(tally.Counts[2]), Whole(tally.Counts[0])));

    /// <summary>Not a top box, a top box; the pseudo-answers are Laplace's.</summary>
    public static AnswerLevels TopBox { get; } = new(
        [0, 1], [1, 1], score => score.Value >= score.TopBoxFrom ? 1 : 0, tally => new TopBoxSample(Whole(tally.Total), Whole(tally.Counts[1])));

    public IReadOnlyList<double> Values => values;

    /// <summary>A few answers on every level, so that what was never seen is unlikely, not impossible.</summary>
    internal ReadOnlySpan<double> Pseudo => pseudo;

    internal ReadOnlySpan<double> Span => values;

    /// <param name="scale">Of stars; the others need none.</param>
    public static AnswerLevels Of(Metric metric, Scale? scale) => metric switch
    {
        Metric.Nps => Nps,
        Metric.Stars => Stars(scale ?? throw new ArgumentNullException(nameof(scale), "stars are watched on their own scale")),
        _ => TopBox,
    };

    public static AnswerLevels Stars(Scale scale)
    {
        var (count, width) = (Math.Min(MostLevels, scale.Max - scale.Min + 1), (double)(scale.Max - scale.Min));
        double[] steps = [.. Enumerable.Range(0, count).Select(level => level / (count - 1.0))];
        return new(
            steps,
            [.. steps.Select(_ => 3.0 / count)],
            score => (int)Math.Round((score.Value - scale.Min) / width * (count - 1), MidpointRounding.AwayFromZero),
            tally => MeanSample.Of([.. steps.Select((value, level) => (scale.Min + (value * width), Whole(tally.Counts[level])))], scale));
    }

    /// <param name="score">Of this metric; of stars, of this scale.</param>
    /// <returns>An index into <see cref="Values"/>.</returns>
    public int LevelOf(Score score) => levelOf(score);

    /// <param name="counts">Of the metric; of stars, of the scale.</param>
    public Tally TallyOf(ScoreHistogram counts)
    {
        var tally = new double[values.Length];
        foreach (var (score, count) in counts.Counts) tally[LevelOf(score)] += count;
        return Tally.Of(tally);
    }

    /// <summary>In the metric's own unit, with its 95 % interval.</summary>
    /// <returns>Null: there are no answers.</returns>
    public ScoreFigure? FigureOf(Tally tally) => Whole(tally.Total) == 0 ? null : sampleOf(tally).Figure;

    /// <summary>In hundreds of points.</summary>
    internal double SumOf(Tally tally)
    {
        var sum = 0.0;
        for (var level = 0; level < values.Length; level++) sum += tally.Span[level] * values[level];
        return sum;
    }

    internal double MeanOf(Tally tally) => SumOf(tally) / tally.Total;

    private static int Whole(double count) => (int)Math.Round(count, MidpointRounding.AwayFromZero);
}
