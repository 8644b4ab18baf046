using System.Globalization;
using HuddleBot.Benchmarks.Plots;
using static HuddleBot.Benchmarks.Plots.SvgDrawing;

namespace HuddleBot.Benchmarks.Drops;

/// <summary>Two plots on logarithmic scales, as SVG on a white ground, so that they read on light pages and dark ones.</summary>
internal static class DropsPlots
{
    /// <param name="lines">Answers a day, drop in points, days of the CUSUM that knows everything, of the tuned one that knows the size, of the detector and of the weekly test.</param>
    public static string Delays(IReadOnlyList<(double PerDay, double Drop, double Best, double Tuned, double Ours, double Weekly)> lines)
    {
        var svg = new SvgDrawing(900, 400, "Days until a drop is told, after three years (promoters 50 %, detractors 20 %)");
        var panel = 0;
        foreach (var pace in lines.GroupBy(line => line.PerDay))
        {
            var left = 70 + (panel++ * 280);
            svg.Text(left + 110, 65, $"{pace.Key} answers a day", Grey, "middle");
            foreach (var days in new[] { 1.0, 3, 10, 30, 100, 300 })
            {
                svg.Add($"<line x1='{left}' x2='{left + 220}' y1='{Height(days):F1}' y2='{Height(days):F1}' stroke='#e5e7eb'/>");
                svg.Text(left - 6, Height(days) + 4, $"{days}", Grey, "end");
            }

            foreach (var line in pace) svg.Text(left + (line.Drop * 7), 340, $"{line.Drop} points", Grey, "middle");
            Line(pace.Select(line => (line.Drop, line.Weekly)), Grey, "6 4");
            Line(pace.Select(line => (line.Drop, line.Best)), Orange, "2 3");
            Line(pace.Select(line => (line.Drop, line.Tuned)), Green, "8 3");
            Line(pace.Select(line => (line.Drop, line.Ours)), Blue, "none");

            void Line(IEnumerable<(double Drop, double Days)> points, string colour, string dashes)
            {
                var all = points.Select(point => (X: left + (point.Drop * 7), Y: Height(point.Days))).ToList();
                var path = string.Join(' ', all.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:F1},{point.Y:F1}")));
                svg.Add($"<polyline fill='none' stroke='{colour}' stroke-width='2' stroke-dasharray='{dashes}' points='{path}'/>");
                foreach (var (x, y) in all) svg.Add($"<circle cx='{x:F1}' cy='{y:F1}' r='3.5' fill='{colour}'/>");
            }
        }

        svg.Text(70, 365, "detector", Blue, "start");
        svg.Text(400, 365, "tuned CUSUM that knows the size", Green, "start");
        svg.Text(400, 387, "CUSUM that knows everything", Orange, "start");
        svg.Text(70, 387, "weekly z-test at 1.96: 1.3 false alarms a year", Grey, "start");
        return svg.ToString();

        static double Height(double days) => 315 - (235 * Math.Log(days) / Math.Log(500));
    }

    public static string FalseAlarms(IReadOnlyList<(string Feed, double PerDay, Alarms Alarms)> dots, double allowed)
    {
        var height = 120 + (42 * dots.Select(dot => dot.Feed).Distinct(StringComparer.Ordinal).Count());
        var svg = new SvgDrawing(900, height, "False alarms per series and year: detector (with 95 % intervals) and weekly z-test");
        var (bottom, row) = (70.0, -1);
        foreach (var feed in dots.GroupBy(dot => dot.Feed, StringComparer.Ordinal))
        {
            bottom = 75 + (42 * ++row);
            svg.Text(210, bottom + 18, feed.Key, Grey, "end");
            var at = 0;
            foreach (var (_, perDay, alarms) in feed)
            {
                var y = bottom + 4 + (12 * at++);
                svg.Add($"<line x1='{Across(alarms.Interval.Low):F1}' x2='{Across(alarms.Interval.High):F1}' y1='{y}' y2='{y}' stroke='{Blue}' stroke-width='2'/>");
                svg.Add($"<circle cx='{Across(alarms.PerYear):F1}' cy='{y}' r='{2.5 + (0.8 * at):F1}' fill='{Blue}'/>");
                svg.Add($"<circle cx='{Across(alarms.WeeklyPerYear):F1}' cy='{y}' r='{2.5 + (0.8 * at):F1}' fill='{Orange}'/>");
            }
        }

        bottom += 42;
        foreach (var rate in new[] { 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10 }) svg.Text(Across(rate), bottom + 14, rate.ToString(CultureInfo.InvariantCulture), Grey, "middle");
        svg.Add($"<line x1='{Across(allowed):F1}' x2='{Across(allowed):F1}' y1='62' y2='{bottom}' stroke='{Grey}' stroke-dasharray='4 4'/>");
        svg.Text(Across(allowed), 58, $"allowed: {allowed.ToString(CultureInfo.InvariantCulture)}", Grey, "middle");
        svg.Text(220, bottom + 36, "detector", Blue, "start");
        svg.Text(300, bottom + 36, "weekly z-test at 1.96", Orange, "start");
        svg.Text(880, bottom + 36, "small to large dots: 5, 20, 100 answers a day", Grey, "end");
        return svg.ToString();

        static double Across(double rate) => 220 + (650 * Math.Log(Math.Max(rate, 0.003) / 0.003) / Math.Log(10 / 0.003));
    }
}
