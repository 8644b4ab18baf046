using HuddleBot.Core.Scores;

namespace HuddleBot.Charts;

/// <summary>The part of the metric's range that is shown, and where its lines are.</summary>
internal sealed record ValueAxis(double Low, double High, IReadOnlyList<double> Ticks)
{
    private const int MostSteps = 5;

    /// <summary>Steps that people count in.</summary>
    private static readonly double[] Steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

    /// <summary>From the lowest to the highest interval, rounded outwards to whole steps, within what the metric can be; at least a tenth of its range, so that small noise looks small.</summary>
    public static ValueAxis Of(ScoreTrend trend)
    {
        var figures = trend.Points.Select(point => point.Figure).OfType<ScoreFigure>().ToList();
        if (figures.Count == 0) return Within(trend, trend.Low, trend.High);
        var (low, high) = (figures.Min(figure => Math.Min(figure.Low, figure.Value)), figures.Max(figure => Math.Max(figure.High, figure.Value)));
        var missing = Math.Max(0, ((trend.High - trend.Low) / 10) - (high - low));
        return Within(trend, Math.Max(trend.Low, low - (missing / 2)), Math.Min(trend.High, high + (missing / 2)));
    }

    private static ValueAxis Within(ScoreTrend trend, double low, double high)
    {
        var step = Steps.First(step => Math.Ceiling(high / step) - Math.Floor(low / step) <= MostSteps);
        var (first, last) = ((int)Math.Floor(low / step), (int)Math.Ceiling(high / step));
        var ticks = Enumerable.Range(first, last - first + 1).Select(tick => Math.Round(tick * step, 6)).Where(tick => tick >= trend.Low && tick <= trend.High).ToList();
        return new(Math.Max(trend.Low, first * step), Math.Min(trend.High, last * step), ticks);
    }
}
