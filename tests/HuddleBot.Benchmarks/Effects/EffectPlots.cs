using System.Globalization;
using System.Text;

namespace HuddleBot.Benchmarks.Effects;

/// <summary>How often a fix that works is called better, as SVG on a white ground, so that it reads on light pages and dark ones.</summary>
internal static class EffectPlots
{
    private const string Grey = "#6b7280", Ink = "#111827";
    private static readonly string[] Colours = ["#9fc4e8", "#5b9bd5", "#1f5fa8", "#0b2f5c"];

    /// <param name="Better">Share called better.</param>
    public sealed record Dot(int Others, double PerDay, double Planted, double Better);

    public static string Seen(IReadOnlyList<Dot> dots)
    {
        const string Title = "How often a fix that works is called better (all difficulties at once)";
        var svg = new StringBuilder();
        Add(svg, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 900 370' font-family='system-ui, sans-serif' font-size='13' role='img'>");
        Add(svg, $"<title>{Title}</title><rect width='900' height='370' fill='white'/><text x='20' y='30' font-size='16' fill='{Ink}'>{Title}</text>");
        var panel = 0;
        foreach (var group in dots.GroupBy(dot => dot.Others).OrderBy(group => group.Key))
        {
            var left = 70 + (panel++ * 280);
            Text(svg, left + 110, 62, group.Key == 0 ? "before and after alone" : $"{group.Key} other teams", Grey, "middle");
            foreach (var share in new[] { 0, 25, 50, 75, 100 })
            {
                Add(svg, $"<line x1='{left}' x2='{left + 220}' y1='{Height(share):F1}' y2='{Height(share):F1}' stroke='#e5e7eb'/>");
                Text(svg, left - 6, Height(share) + 4, $"{share} %", Grey, "end");
            }

            foreach (var planted in group.Select(dot => dot.Planted).Distinct()) Text(svg, Across(left, planted), 318, $"{planted:F0}", Grey, "middle");
            Text(svg, left + 110, 336, "points better", Grey, "middle");
            var line = 0;
            foreach (var pace in group.GroupBy(dot => dot.PerDay))
            {
                var colour = Colours[line++ % Colours.Length];
                var path = string.Join(' ', pace.Select(dot => string.Create(CultureInfo.InvariantCulture, $"{Across(left, dot.Planted):F1},{Height(100 * dot.Better):F1}")));
                Add(svg, $"<polyline fill='none' stroke='{colour}' stroke-width='2.5' points='{path}'/>");
                foreach (var dot in pace) Add(svg, $"<circle cx='{Across(left, dot.Planted):F1}' cy='{Height(100 * dot.Better):F1}' r='3.5' fill='{colour}'/>");
            }
        }

        var at = 0;
        foreach (var pace in dots.Select(dot => dot.PerDay).Distinct()) Text(svg, 70 + (130 * at), 360, $"{pace} answers a day", Colours[at++ % Colours.Length], "start");
        return svg.Append("</svg>\n").ToString();

        static double Height(double percent) => 300 - (2.2 * percent);
        static double Across(double left, double planted) => left + (planted * 10.5);
    }

    private static void Text(StringBuilder svg, double x, double y, string words, string colour, string anchor) =>
        Add(svg, $"<text x='{x:F1}' y='{y:F1}' fill='{colour}' text-anchor='{anchor}'>{words}</text>");

    private static void Add(StringBuilder svg, FormattableString element) => svg.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
