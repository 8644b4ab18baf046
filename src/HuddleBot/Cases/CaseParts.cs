using System.Globalization;
using System.Xml.Linq;
using HuddleBot.Cards.Writing;
using HuddleBot.Charts;
using HuddleBot.Core.Cases;
using HuddleBot.Core.Charts;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Cases;

/// <summary>The parts that both pages have.</summary>
internal sealed class CaseParts(CardWriter write)
{
    private const int WordsOfACustomer = 220;

    /// <summary>Above and below the lines of a drawing without words around it.</summary>
    private const int Head = 50, Foot = 32;

    /// <param name="kind">How the part stands on the page.</param>
    public XElement? Quotes(IReadOnlyList<Verbatim> verbatims, Phrase heading, string kind = "half") => verbatims.Count == 0 ? null
        : Page.OfClass("section", kind, Heading(heading), Page.OfClass("div", "quotes", verbatims.Select(verbatim => Page.Of(
            "blockquote", Page.Of("p", Page.Theirs(DisplayText.Shorten(DisplayText.Clean(verbatim.Words), WordsOfACustomer))),
            Page.Of("footer", Page.Theirs(DisplayText.Line(WhereOf(verbatim), CardLengths.Quote)))))));

    public XElement Heading(Phrase phrase) => Page.Of("h2", write.Say(phrase));

    /// <param name="where">What the line is of.</param>
    public XElement? Picture(ScoreTrend? trend, string where)
    {
        if (trend is null) return null;
        var svg = new TrendDrawing(new(trend, "", "", ""), Palette.Of(Appearance.Light), (text, _, _, _) => text).Draw();
        foreach (var face in svg.DescendantsAndSelf().Attributes("font-family")) face.Value += ", system-ui, sans-serif";
        svg.SetAttributeValue("viewBox", $"0 {Head} {TrendDrawing.Width} {TrendDrawing.Height - Head - Foot}");
        svg.SetAttributeValue("width", null);
        svg.SetAttributeValue("height", null);
        svg.SetAttributeValue("role", "img");
        svg.SetAttributeValue("aria-label", write.Alt(trend));
        return Page.Of("figure", svg, Page.OfClass("figcaption", "quiet", Page.Theirs(write.Say(Phrases.Cases.Picture, where))));
    }

    public XElement Row(string name, ScoreFigure? figure, Metric metric, string? days = null) => Page.Of(
        "tr", Page.Of("th", new XAttribute("scope", "row"), Page.Theirs(name), days is null ? null : new object[] { Page.Of("br"), Page.OfClass("span", "quiet", days) }),
        Page.OfClass("td", "number", figure is null ? write.Say(Phrases.Cases.TooFew) : write.Value(metric, figure.Value)),
        Page.OfClass("td", "number", figure is null ? "–" : write.Say(Phrases.Cases.FromTo, write.Value(metric, figure.Low), write.Value(metric, figure.High))),
        Page.OfClass("td", "number", figure is null ? "–" : CardWriter.Grouped(figure.Answers)));

    public XElement Table(IEnumerable<XElement> rows, params IReadOnlyList<Phrase> columns) => Page.Of(
        "table", Page.Of("thead", Page.Of("tr", columns.Select((column, at) =>
            at == 0 ? Page.Of("th", new XAttribute("scope", "col"), write.Say(column)) : Page.Of("th", new XAttribute("scope", "col"), new XAttribute("class", "number"), write.Say(column))))), Page.Of("tbody", rows));

    public IEnumerable<XElement> Fact(Phrase name, string value) => [Page.Of("dt", write.Say(name)), Page.Of("dd", value)];

    /// <summary>"7 hours", "3.2 days".</summary>
    public string Long(Duration? duration) => duration switch
    {
        null => "–",
        { TotalHours: < 1.5 } => write.Say(Phrases.Cases.Minutes, Number(duration.Value.TotalMinutes, 0)),
        { TotalHours: < 72 } => write.Say(Phrases.Cases.Hours, Number(duration.Value.TotalHours, 0)),
        _ => write.Say(Phrases.Cases.Days, Number(duration.Value.TotalDays, 1)),
    };

    public static string Number(double value, int decimals) => Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture);

    private string WhereOf(Verbatim verbatim)
    {
        var parts = new List<string> { verbatim.Team };
        if (verbatim.Touchpoint is { Length: > 0 } touchpoint) parts.Add(CardWriter.CapitalFirst(touchpoint));
        if (verbatim.Score is { } score) parts.Add(write.Points(score));
        parts.Add(write.Day(verbatim.Day));
        return string.Join(" · ", parts);
    }
}
