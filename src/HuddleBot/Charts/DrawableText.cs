using System.Globalization;
using System.Text;

namespace HuddleBot.Charts;

/// <summary>
/// What our fonts can show of a text. Symbols that they lack, such as emoji, and marks that nobody sees are left out. A text with letters that they lack is left out whole: half a
/// name would be another name, and it stands in the message around the picture anyway, where the platform draws every script.
/// </summary>
internal static class DrawableText
{
    /// <summary>Null: there is nothing to show.</summary>
    public static string? Of(string text)
    {
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune)) kept.Append(' ');
            else if (IsInFonts(rune)) kept.Append(rune);
            else if (IsOfWords(rune)) return null;
        }

        var words = string.Join(' ', kept.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words.Any(char.IsLetterOrDigit) ? words : null;
    }

    private static bool IsOfWords(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark && !IsVariationSelector(rune));

    /// <summary>How an emoji before it looks.</summary>
    private static bool IsVariationSelector(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>Latin and its extensions, Vietnamese, Greek and Cyrillic as modern languages write them, and the signs around them. A test asks the font files.</summary>
    private static bool IsInFonts(Rune rune) => rune.Value is (>= 0x20 and <= 0x7E) or (>= 0xA0 and <= 0xAC) or (>= 0xAE and <= 0x148) or (>= 0x14A and <= 0x17F) or (>= 0x1EA0 and <= 0x1EF9)
        or (>= 0x386 and <= 0x38A) or 0x38C or (>= 0x38E and <= 0x3A1) or (>= 0x3A3 and <= 0x3CE) or (>= 0x401 and <= 0x45F)
        or 0x2013 or 0x2014 or 0x2018 or 0x2019 or 0x201C or 0x201D or 0x2022 or 0x2026 or 0x2212 or 0x20AC or 0x2122;
}
