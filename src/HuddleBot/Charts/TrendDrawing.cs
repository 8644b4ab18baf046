using System.Globalization;
using System.Xml.Linq;
using HuddleBot.Core.Charts;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Charts;

/// <summary>Where everything stands in the picture of a trend, as SVG. All text is 13 units or more: on a phone, where the picture is about 340 points wide, that is 8.6.</summary>
/// <param name="fit">Cuts a text to a width: text, font, size, width.</param>
internal sealed class TrendDrawing(TrendPicture picture, Palette palette, Func<string, string, double, double, string> fit)
{
    /// <summary>One unit is two pixels.</summary>
    public const int Width = ITrendPainter.Width / 2, Height = ITrendPainter.Height / 2;

    private const double Left = 56, Right = Width - 22, Top = 74, Bottom = Height - 62, Margin = 18, Axis = 14;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly ScoreTrend trend = picture.Trend;
    private readonly ValueAxis values = ValueAxis.Of(picture.Trend);
    private readonly DayAxis days = DayAxis.Of(picture.Trend);

    public XElement Draw() => new(
        Svg + "svg", new XAttribute("width", Width), new XAttribute("height", Height), new XAttribute("viewBox", $"0 0 {Width} {Height}"), new XAttribute("font-family", Typeface.Regular),
        Stripes(), Box(0, 0, Width, Height, palette.Background),
        Words(), Grid(), Gaps(), trend.Stretches.Select(Stretch), Fall(), Last());

    private IEnumerable<XElement> Words()
    {
        // Without a title the headline stands alone, a little larger where it fits.
        var (title, headline) = (DrawableText.Of(picture.Title), DrawableText.Of(picture.Headline));
        if (title is not null) yield return Line(title, 34, palette.Ink, Typeface.Bold, 20, 18);
        if (headline is not null && title is null) yield return Line(headline, 46, palette.Ink, Typeface.Regular, 18, 16, 15, 14, 13);
        if (headline is not null && title is not null) yield return Line(headline, 58, palette.Ink, Typeface.Regular, 16, 15, 14, 13);
        if (DrawableText.Of(picture.Note) is { } note) yield return Line(note, Height - 16, palette.Quiet, Typeface.Regular, 13);
    }

    /// <param name="sizes">From the largest, which is taken where the whole text fits, to the smallest, in which it is cut.</param>
    private XElement Line(string text, double y, string colour, string face, params ReadOnlySpan<double> sizes)
    {
        const double Room = Width - (2 * Margin);
        var (size, shown) = (sizes[^1], fit(text, face, sizes[^1], Room));
        foreach (var larger in sizes)
        {
            if (fit(text, face, larger, Room) != text) continue;
            (size, shown) = (larger, text);
            break;
        }

        return Text(shown, Margin, y, size, colour, "start", face);
    }

    private IEnumerable<XElement> Grid()
    {
        var fractions = values.Ticks.Any(tick => !double.IsInteger(tick));
        foreach (var tick in values.Ticks)
        {
            yield return Stroke($"M{N(Left)} {N(Y(tick))}H{N(Right)}", tick == 0 && values.Low < 0 ? palette.Quiet : palette.Grid, 1);
            yield return Text(Said(tick, fractions), Left - 8, Y(tick) + 5, Axis, palette.Quiet, "end");
        }

        var labels = days.Labels().ToList();
        foreach (var (place, label) in labels)
        {
            var anchor = labels.Count == 1 ? "middle" : place == 0 ? "start" : place == 1 ? "end" : "middle";
            yield return Text(label, Left + (place * (Right - Left)), Bottom + 21, Axis, palette.Quiet, anchor);
        }
    }

    /// <summary>From the last figure before a gap to the first after it.</summary>
    private IEnumerable<XElement> Gaps()
    {
        LocalDate? from = trend.Points[0].Figure is null ? trend.Points[0].Day : null;
        foreach (var (before, point) in trend.Points.Zip(trend.Points.Skip(1)))
        {
            if (before.Figure is not null && point.Figure is null) from = before.Day;
            if (from is { } start && point.Figure is not null) yield return Gap(start, point.Day);
            if (point.Figure is not null) from = null;
        }

        if (from is { } open) yield return Gap(open, trend.Points[^1].Day);
    }

    private XElement Gap(LocalDate from, LocalDate to) => from == to ? Box(Left, Top, Right - Left, Bottom - Top, "url(#gap)") : Box(X(from), Top, X(to) - X(from), Bottom - Top, "url(#gap)");

    private IEnumerable<XElement> Stretch(IReadOnlyList<TrendPoint> stretch)
    {
        var points = stretch.Select(point => (X: X(point.Day), Figure: point.Figure!)).ToList();

        // One point alone is as wide as can be seen.
        if (points.Count == 1) points = [(points[0].X - 3, points[0].Figure), (points[0].X + 3, points[0].Figure)];
        var upper = points.Select(point => $"{N(point.X)} {N(Y(point.Figure.High))}");
        var lower = Enumerable.Reverse(points).Select(point => $"{N(point.X)} {N(Y(point.Figure.Low))}");
        yield return new(Svg + "path", new XAttribute("d", $"M{string.Join('L', [.. upper, .. lower])}Z"), new XAttribute("fill", palette.Score), new XAttribute("fill-opacity", N(palette.Band)));
        yield return Stroke($"M{string.Join('L', points.Select(point => $"{N(point.X)} {N(Y(point.Figure.Value))}"))}", palette.Score, 3.5);
    }

    private IEnumerable<XElement> Fall()
    {
        if (trend.FellOn is not { } day || day < days.First || day > days.Last) yield break;
        var x = X(day);
        var line = Stroke($"M{N(x)} {N(Top)}V{N(Bottom)}", palette.Fall, 2);
        line.Add(new XAttribute("stroke-dasharray", "5 4"));
        yield return line;
        yield return new(Svg + "path", new XAttribute("d", $"M{N(x - 7)} {N(Top - 5)}H{N(x + 7)}L{N(x)} {N(Top + 7)}Z"), new XAttribute("fill", palette.Fall));
    }

    /// <summary>The last figure, with its value beside it.</summary>
    private IEnumerable<XElement> Last()
    {
        if (trend.Points.LastOrDefault(point => point.Figure is not null) is not { Figure: { } figure } last) yield break;
        var (x, y) = (X(last.Day), Y(figure.Value));
        yield return new(
            Svg + "circle", new XAttribute("cx", N(x)), new XAttribute("cy", N(y)), new XAttribute("r", "5.5"),
            new XAttribute("fill", palette.Score), new XAttribute("stroke", palette.Background), new XAttribute("stroke-width", "2"));

        // On the side that the line does not come from, where it stays off the days below; never over the picture's edge.
        var (above, below) = (y - 13, y + 25);
        var comesFromAbove = trend.Stretches[^1] is [.., var before, _] && before.Figure!.Value > figure.Value;
        var isBelow = above < Top + 8 || (comesFromAbove && below < Bottom + 4);
        var label = Text(Said(figure.Value, trend.Metric == Metric.Stars), Math.Min(x + 4, Right + 12), isBelow ? below : above, 18, palette.Ink, x > (Left + Right) / 2 ? "end" : "start", Typeface.Bold);
        label.Add(new XAttribute("stroke", palette.Background), new XAttribute("stroke-width", "4"), new XAttribute("stroke-linejoin", "round"), new XAttribute("paint-order", "stroke"));
        yield return label;
    }

    private XElement Stripes() => new(
        Svg + "defs", new XElement(
            Svg + "pattern", new XAttribute("id", "gap"), new XAttribute("width", 9), new XAttribute("height", 9), new XAttribute("patternUnits", "userSpaceOnUse"),
            new XAttribute("patternTransform", "rotate(45)"), Stroke("M0 0V9", palette.Hatch, 2)));

    private double X(LocalDate day) => Left + (days.PlaceOf(day) * (Right - Left));

    private double Y(double value) => Bottom - ((value - values.Low) / (values.High - values.Low) * (Bottom - Top));

    /// <summary>As the cards say it: stars with one decimal, shares in per cent, everything else in whole points.</summary>
    private string Said(double value, bool fractions)
    {
        var rounded = Math.Round(value, fractions ? 1 : 0, MidpointRounding.AwayFromZero);
        var text = (rounded == 0 ? 0 : rounded).ToString(fractions ? "0.0" : "0", CultureInfo.InvariantCulture).Replace('-', '−');
        return trend.Metric is Metric.Csat or Metric.Ces ? text + "%" : text;
    }

    private static XElement Box(double x, double y, double width, double height, string fill) => new(
        Svg + "rect", new XAttribute("x", N(x)), new XAttribute("y", N(y)), new XAttribute("width", N(width)), new XAttribute("height", N(height)), new XAttribute("fill", fill));

    private static XElement Stroke(string path, string colour, double width) => new(
        Svg + "path", new XAttribute("d", path), new XAttribute("fill", "none"), new XAttribute("stroke", colour), new XAttribute("stroke-width", N(width)), new XAttribute("stroke-linejoin", "round"));

    private static XElement Text(string text, double x, double y, double size, string colour, string anchor, string face = Typeface.Regular) => new(
        Svg + "text", new XAttribute("x", N(x)), new XAttribute("y", N(y)), new XAttribute("font-size", N(size)), new XAttribute("font-family", face),
        new XAttribute("fill", colour), new XAttribute("text-anchor", anchor), text);

    private static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
