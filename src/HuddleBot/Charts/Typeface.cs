using System.Security;
using NetVips;

namespace HuddleBot.Charts;

/// <summary>The fonts beside the binary. The machine's own are not asked for: the same picture comes out everywhere.</summary>
internal sealed class Typeface
{
    public const string Regular = "Inter", Bold = "Inter SemiBold";

    private const int Enlarged = 4;

    private static readonly (string Name, string Weight)[] Faces = [(Regular, "400"), (Bold, "600")];

    private static readonly string[] Scripts = ["latin", "latin-ext", "vietnamese", "greek", "cyrillic"];

    /// <exception cref="FileNotFoundException">The fonts are not beside the binary.</exception>
    public Typeface(string folder)
    {
        foreach (var (name, weight) in Faces)
        {
            foreach (var file in Scripts.Select(script => Path.Combine(folder, $"inter-{script}-{weight}.ttf")))
            {
                if (!File.Exists(file)) throw new FileNotFoundException("A font of the pictures is missing", file);

                // Setting one text in it makes a font known to everything that is drawn in this process.
                using var known = Image.Text("x", font: $"{name}, 10", fontfile: file);
            }
        }
    }

    /// <summary>The text, or as much of its beginning as is no wider; an ellipsis stands for what is cut.</summary>
    /// <param name="size">In pixels, as the width is.</param>
    public static string Fit(string text, string face, double size, double width)
    {
        // No letter is narrower than a fifth of its size; what is longer than that allows is too long, and need not be set to know it.
        var most = (int)(width / (size / 5));
        if (text.Length <= most && WidthOf(text, face, size) <= width) return text;
        var (fits, tooLong) = (0, Math.Min(text.Length, most));
        while (tooLong - fits > 1)
        {
            var middle = (fits + tooLong) / 2;
            if (WidthOf(Cut(text, middle), face, size) <= width) fits = middle;
            else tooLong = middle;
        }

        return Cut(text, fits);
    }

    private static string Cut(string text, int length) => text[..length].TrimEnd() + "…";

    private static double WidthOf(string text, string face, double size)
    {
        // The comma ends the name, else Pango takes "SemiBold" for a weight of another face. At 72 dots an inch a point is a pixel; larger, so that rounding to whole pixels does not matter.
        using var drawn = Image.Text(SecurityElement.Escape(text), font: $"{face}, {(int)(size * Enlarged)}", dpi: 72);
        return (double)drawn.Width / Enlarged;
    }
}
