using System.Globalization;
using HuddleBot.Benchmarks.Plots;
using static HuddleBot.Benchmarks.Plots.SvgDrawing;

namespace HuddleBot.Benchmarks.Effects;

/// <summary>How often a fix that works is called better, as SVG on a white ground, so that it reads on light pages and dark ones.</summary>
internal static class EffectPlots
{
    private static readonly string[] Colours = ["#9fc4e8", "#5b9bd5", "#1f5fa8", "#0b2f5c"];

    /// <param name="Better">Share called better.</param>
    public sealed record Dot(int Others, double PerDay, double Planted, double Better);

    public static string Seen(IReadOnlyList<Dot> dots)
    {
        const string Title = "How often a fix that works is called better (all difficulties at once)";
        var svg = new SvgDrawing(900, 370, Title);
        var panel = 0;
        foreach (var group in dots.GroupBy(dot => dot.Others).OrderBy(group => group.Key))
        {
            var left = 70 + (panel++ * 280);
            svg.Text(left + 110, 62, group.Key == 0 ? "before and after alone" : $"{group.Key} other teams", Grey, "middle");
            foreach (var share in new[] { 0, 25, 50, 75, 100 })
            {
                svg.Add($"<line x1='{left}' x2='{left + 220}' y1='{Height(share):F1}' y2='{Height(share):F1}' stroke='#e5e7eb'/>");
                svg.Text(left - 6, Height(share) + 4, $"{share} %", Grey, "end");
            }

            foreach (var planted in group.Select(dot => dot.Planted).Distinct()) svg.Text(Across(left, planted), 318, $"{planted:F0}", Grey, "middle");
            svg.Text(left + 110, 336, "points better", Grey, "middle");
            var line = 0;
            foreach (var pace in group.GroupBy(dot => dot.PerDay))
            {
                var colour = Colours[line++ % Colours.Length];
                var path = string.Join(' ', pace.Select(dot => string.Create(CultureInfo.InvariantCulture, $"{Across(left, dot.Planted):F1},{Height(100 * dot.Better):F1}")));
                svg.Add($"<polyline fill='none' stroke='{colour}' stroke-width='2.5' points='{path}'/>");
                foreach (var dot in pace) svg.Add($"<circle cx='{Across(left, dot.Planted):F1}' cy='{Height(100 * dot.Better):F1}' r='3.5' fill='{colour}'/>");
            }
        }

        var at = 0;
        foreach (var pace in dots.Select(dot => dot.PerDay).Distinct()) svg.Text(70 + (130 * at), 360, $"{pace} answers a day", Colours[at++ % Colours.Length], "start");
        return svg.ToString();

        static double Height(double percent) => 300 - (2.2 * percent);
        static double Across(double left, double planted) => left + (planted * 10.5);
    }
}
