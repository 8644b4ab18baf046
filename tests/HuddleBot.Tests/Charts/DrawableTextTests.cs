using System.Buffers.Binary;
using System.Text;
using HuddleBot.Charts;

namespace HuddleBot.Tests.Charts;

public sealed class DrawableTextTests
{
    [Theory]
    [InlineData("London Heathrow lounge", "London Heathrow lounge")]
    [InlineData("Łódź · Ελλάδα · Київ · Đà Nẵng – “best” 5 €", "Łódź · Ελλάδα · Київ · Đà Nẵng – “best” 5 €")]
    [InlineData("Spa \U0001F9D6\u200D♀️  team\n", "Spa team")]
    [InlineData("a\u202Eb\uD800c", "abc")]
    [InlineData("مطار London", null)]
    [InlineData("日本", null)]
    [InlineData("\U0001F389!", null)]
    [InlineData("", null)]
    public void Only_what_the_fonts_have_is_drawn_and_no_half_names(string text, string? drawn) => Assert.Equal(drawn, DrawableText.Of(text));

    /// <summary>Asks the font files, in both weights, for each character that is let through.</summary>
    [Theory]
    [InlineData("400")]
    [InlineData("600")]
    public void The_fonts_have_every_character_that_is_drawn(string weight)
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "fonts"), $"inter-*-{weight}.ttf");
        Assert.Equal(5, files.Length);
        var there = files.SelectMany(CharactersOf).ToHashSet();
        var drawn = Enumerable.Range(0x21, 0x2FDF).Where(value => Rune.IsValid(value) && DrawableText.Of($"a{new Rune(value)}")?.Length > 1 && !Rune.IsWhiteSpace(new Rune(value))).ToList();
        Assert.InRange(drawn.Count, 500, 700);
        Assert.Empty(drawn.Where(value => !there.Contains(value)).Select(value => value.ToString("x")));
    }

    /// <summary>The table <c>cmap</c>, format 4 (OpenType 1.9).</summary>
    private static IEnumerable<int> CharactersOf(string file)
    {
        var font = File.ReadAllBytes(file);
        var table = Enumerable.Range(0, Short(font, 4)).Select(i => 12 + (16 * i)).Single(at => Encoding.ASCII.GetString(font, at, 4) == "cmap");
        var cmap = (int)BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(table + 8));
        var format4 = Enumerable.Range(0, Short(font, cmap + 2)).Select(i => cmap + (int)BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(cmap + 4 + (8 * i) + 4))).First(at => Short(font, at) == 4);
        var segments = Short(font, format4 + 6) / 2;
        return Enumerable.Range(0, segments).SelectMany(i =>
        {
            var (end, start) = (Short(font, format4 + 14 + (2 * i)), Short(font, format4 + 16 + (2 * segments) + (2 * i)));
            return Enumerable.Range(start, end - start + 1);
        });
    }

    private static int Short(byte[] font, int at) => BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(at));
}
