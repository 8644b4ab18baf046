using System.Globalization;

namespace HuddleBot.Benchmarks.Plots;

/// <summary>What a benchmark found: groups of figures of one unit each, ours first; as a table for reading and as bars.</summary>
internal sealed class Report(string name, string title)
{
    private const int LeftOfBars = 330;
    private const int LongestBar = 420;
    private const int HeightOfBar = 22;

    private readonly List<Group> groups = [];

    private sealed record Group(string Title, string Format, IReadOnlyList<(string Label, double Value)> Bars)
    {
        public string Words(double value) => value.ToString(Format, CultureInfo.InvariantCulture);
    }

    /// <param name="unit">What is counted, such as <c>clicks a second</c>.</param>
    /// <param name="format">Of the numbers, such as <c>N0</c>.</param>
    /// <param name="bars">Ours first: the others are what it stands beside.</param>
    public void Add(string unit, string format, params IReadOnlyList<(string Label, double Value)> bars) => groups.Add(new(unit, format, bars));

    /// <summary>The table; in the folder, where one is given, the bars.</summary>
    public void Write(string? folder)
    {
        Console.Out.WriteLine($"| {title} | | ratio |\n|---|---|---|");
        foreach (var group in groups)
        {
            var (figures, others) = (group.Bars.Select(bar => $"{bar.Label} {group.Words(bar.Value)}"), group.Bars.Skip(1).Select(bar => (group.Bars[0].Value / bar.Value).ToString("F2", CultureInfo.InvariantCulture)));
            Console.Out.WriteLine($"| {group.Title} | {string.Join("; ", figures)} | {string.Join("; ", others)} |");
        }

        if (folder is null) return;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name + ".svg"), Draw());
    }

    /// <summary>Each group to a scale of its own, from zero.</summary>
    private string Draw()
    {
        var svg = new SvgDrawing(860, 50 + groups.Sum(group => 36 + (HeightOfBar * group.Bars.Count)), title);
        var top = 50;
        foreach (var group in groups)
        {
            svg.Text(20, top + 14, group.Title, "#111827", "start");
            top += 24;
            var most = group.Bars.Max(bar => bar.Value);
            foreach (var (index, (label, value)) in group.Bars.Index())
            {
                var length = most > 0 ? LongestBar * value / most : 0;
                svg.Text(LeftOfBars - 8, top + 14, label, SvgDrawing.Grey, "end");
                svg.Add($"<rect x='{LeftOfBars}' y='{top + 2}' width='{length:F1}' height='{HeightOfBar - 6}' fill='{(index == 0 ? SvgDrawing.Blue : SvgDrawing.Grey)}'/>");
                svg.Text(LeftOfBars + length + 6, top + 14, group.Words(value), "#111827", "start");
                top += HeightOfBar;
            }

            top += 12;
        }

        return svg.ToString();
    }
}
