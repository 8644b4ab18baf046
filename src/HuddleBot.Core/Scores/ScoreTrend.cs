using HuddleBot.Core.Feedback;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>How a score went: at each day, the figure of the window that ends with it. Where there were too few answers nothing is said.</summary>
public sealed record ScoreTrend
{
    /// <summary>A point a day for a quarter, or a point a week for two years; more nobody tells apart on a phone.</summary>
    public const int MostPoints = 120;

    /// <param name="scale">Of stars; null for the other metrics, which have one of their own.</param>
    /// <param name="points">1 to <see cref="MostPoints"/>, each on a later day than the one before, usually as many days apart.</param>
    /// <param name="fellOn">The day since when the score has been lower, where a drop was found; may lie outside of the points.</param>
    /// <exception cref="ArgumentException">The points are none, too many or out of order, a figure is no number, or stars have no scale.</exception>
    public ScoreTrend(Metric metric, Scale? scale, IReadOnlyList<TrendPoint> points, LocalDate? fellOn = null)
    {
        if (metric == Metric.Stars != scale is not null) throw new ArgumentException("Stars have a scale, the other metrics have none", nameof(scale));
        if (points.Count is 0 or > MostPoints) throw new ArgumentException($"{points.Count} points, where 1 to {MostPoints} can be", nameof(points));
        if (points.Zip(points.Skip(1)).Any(pair => pair.First.Day >= pair.Second.Day)) throw new ArgumentException("The points are not in the order of their days", nameof(points));
        (Metric, Scale, Points, FellOn) = (metric, scale, points, fellOn);
        if (points.Any(point => point.Figure is { } figure && !(Holds(figure.Value) && Holds(figure.Low) && Holds(figure.High) && figure.Low <= figure.High)))
            throw new ArgumentException($"A figure lies outside of {Low} to {High}", nameof(points));
    }

    public Metric Metric { get; }

    public Scale? Scale { get; }

    public IReadOnlyList<TrendPoint> Points { get; }

    public LocalDate? FellOn { get; }

    /// <summary>The least that the metric can be: NPS −100, a share 0.</summary>
    public double Low => RangeOf(Metric, Scale).Low;

    /// <summary>The most that the metric can be: NPS and a share 100.</summary>
    public double High => RangeOf(Metric, Scale).High;

    /// <summary>What the metric can be: NPS −100 to 100, a share 0 to 100, stars their scale.</summary>
    public static (double Low, double High) RangeOf(Metric metric, Scale? scale) => (metric == Metric.Nps ? -100 : scale?.Min ?? 0, scale?.Max ?? 100);

    /// <summary>On two days or more something can be said; of less there is nothing to see.</summary>
    public bool CanBeDrawn => Points.Count(point => point.Figure is not null) > 1;

    /// <summary>Neighbouring points that all have a figure; between two such stretches is a gap.</summary>
    public IReadOnlyList<IReadOnlyList<TrendPoint>> Stretches
    {
        get
        {
            var stretches = new List<List<TrendPoint>>();
            var open = false;
            foreach (var point in Points)
            {
                if (point.Figure is not null && !open) stretches.Add([]);
                if (point.Figure is not null) stretches[^1].Add(point);
                open = point.Figure is not null;
            }

            return stretches;
        }
    }

    private bool Holds(double value) => value >= Low && value <= High;
}

/// <summary>One day of a trend.</summary>
/// <param name="day">The last day of its window, in the team's zone.</param>
/// <param name="figure">Of the window; null: nothing was answered.</param>
public sealed class TrendPoint(LocalDate day, ScoreFigure? figure)
{
    public LocalDate Day { get; } = day;

    /// <summary>Null: fewer than <see cref="WindowScore.LeastAnswers"/> answers, too few to say anything.</summary>
    public ScoreFigure? Figure { get; } = figure is { Answers: >= WindowScore.LeastAnswers } ? figure : null;
}
