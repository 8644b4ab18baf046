using HuddleBot.Charts;
using HuddleBot.Core.Charts;

namespace HuddleBot.Tests.Charts;

public sealed class PaletteTests
{
    [Theory]
    [InlineData(Appearance.Light)]
    [InlineData(Appearance.Dark)]
    public void Texts_and_lines_stand_out_from_the_background(Appearance appearance)
    {
        var palette = Palette.Of(appearance);
        foreach (var text in new[] { palette.Ink, palette.Quiet }) Assert.True(Contrast(text, palette.Background) >= 4.5, text);
        foreach (var line in new[] { palette.Score, palette.Fall }) Assert.True(Contrast(line, palette.Background) >= 3, line);
    }

    /// <summary>WCAG 2.2, contrast ratio.</summary>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var parts = Enumerable.Range(0, 3).Select(i => Convert.ToInt32(colour.Substring(1 + (2 * i), 2), 16) / 255.0).Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToList();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
