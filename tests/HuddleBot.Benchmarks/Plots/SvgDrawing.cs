using System.Globalization;
using System.Text;

namespace HuddleBot.Benchmarks.Plots;

/// <summary>An SVG on a white ground, so that it reads on light pages and dark ones.</summary>
internal sealed class SvgDrawing
{
    public const string Blue = "#1f5fa8";
    public const string Orange = "#c2570c";
    public const string Green = "#2f7d4f";
    public const string Grey = "#6b7280";

    private readonly StringBuilder svg = new();

    public SvgDrawing(int width, int height, string title)
    {
        Add($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' font-family='system-ui, sans-serif' font-size='13' role='img'>");
        Add($"<title>{Escape(title)}</title><rect width='{width}' height='{height}' fill='white'/>");
        Add($"<text x='20' y='30' font-size='16' fill='#111827'>{Escape(title)}</text>");
    }

    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>: which part of the words stands at <paramref name="x"/>.</param>
    public void Text(double x, double y, string words, string colour, string anchor) => Add($"<text x='{x:F1}' y='{y:F1}' fill='{colour}' text-anchor='{anchor}'>{Escape(words)}</text>");

    /// <param name="element">Markup; numbers are written as SVG reads them.</param>
    public void Add(FormattableString element) => svg.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');

    public override string ToString() => $"{svg}</svg>\n";

    private static string Escape(string words) => words.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
