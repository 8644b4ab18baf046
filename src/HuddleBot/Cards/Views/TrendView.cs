using System.Globalization;
using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Charts;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;

namespace HuddleBot.Cards.Views;

/// <summary>A trend on a card, beside words that say the same without it. Slack shows the picture; Microsoft Teams draws its own chart of the lines, and falls back to the picture and the words.</summary>
/// <param name="Alt">What the picture shows, in words.</param>
/// <param name="Picture">Its address; null: there is none.</param>
/// <param name="IsDrawn">There is enough to draw: two days of which something can be said.</param>
/// <param name="Low">The least on the chart's axis.</param>
/// <param name="High">The most on it.</param>
internal sealed record TrendView(
    [property: OurWords] string Alt, string? Picture, [property: ShownOn(Platform.Teams)] bool IsDrawn, [property: ShownOn(Platform.Teams)] double Low, [property: ShownOn(Platform.Teams)] double High,
    [property: ShownOn(Platform.Teams)] IReadOnlyList<TrendLineView> Lines)
{
    public static TrendView From(DrawnTrend drawn, CardWriter write)
    {
        var trend = drawn.Trend;
        return new(write.Alt(trend), drawn.Picture?.AbsoluteUri, trend.CanBeDrawn, trend.Low, trend.High, LinesOf(trend, write));
    }

    private static IReadOnlyList<TrendLineView> LinesOf(ScoreTrend trend, CardWriter write) =>
    [
        TrendLineView.Of(write.Say(Phrases.Trends.Upper), "categoricalLightBlue", trend, figure => figure.High),
        TrendLineView.Of(write.Say(Phrases.Trends.Score), "categoricalBlue", trend, figure => figure.Value),
        TrendLineView.Of(write.Say(Phrases.Trends.Lower), "categoricalLightBlue", trend, figure => figure.Low),
    ];
}

/// <param name="Color">A name of the platform's own colours, which follow its theme.</param>
internal sealed record TrendLineView([property: OurWords] string Legend, [property: OurWords] string Color, IReadOnlyList<TrendValueView> Values)
{
    /// <summary>Days with too few answers have no value; that there are such days is said in words.</summary>
    public static TrendLineView Of(string legend, string color, ScoreTrend trend, Func<ScoreFigure, double> value) => new(
        legend, color, [.. trend.Points.Where(point => point.Figure is not null).Select(point => new TrendValueView(point.Day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), Math.Round(value(point.Figure!), 1)))]);
}

/// <param name="X">The day, in ISO 8601.</param>
internal sealed record TrendValueView([property: OurWords] string X, double Y);
