using System.Text;

namespace HuddleBot.Core.Themes.Likeness;

/// <summary>A word of a text.</summary>
/// <param name="Shown">As it was written.</param>
/// <param name="Folded">As it is compared.</param>
/// <param name="IsRun">Of a script that puts no spaces between words: as much as stands together.</param>
internal sealed record Word(string Shown, string Folded, bool IsRun);

/// <summary>Takes a text apart: words where there are spaces, runs where there are none.</summary>
internal static class Words
{
    public static IReadOnlyList<Word> Of(string text)
    {
        var words = new List<Word>();
        var word = new StringBuilder();
        var inRun = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isRun = IsWithoutSpaces(rune.Value);
            var belongs = isRun || Rune.IsLetterOrDigit(rune) || IsMark(rune);
            if (word.Length > 0 && (!belongs || isRun != inRun)) Finish();
            inRun = isRun;
            if (belongs) word.Append(rune.ToString());
        }

        if (word.Length > 0) Finish();
        return words;

        void Finish()
        {
            var shown = word.ToString();
            word.Clear();
            if (Folding.Fold(shown) is { Length: > 0 } folded) words.Add(new(shown, folded, inRun));
        }
    }

    /// <summary>Hiragana: mostly endings and small words.</summary>
    public static bool IsHiragana(char c) => c is >= '\u3040' and <= '\u309f';

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    /// <summary>Chinese characters, kana, Thai, Lao, Khmer, Burmese.</summary>
    private static bool IsWithoutSpaces(int c) =>
        c is (>= 0x3040 and <= 0x30ff) or (>= 0x3400 and <= 0x4dbf) or (>= 0x4e00 and <= 0x9fff) or 0x3005 or (>= 0xf900 and <= 0xfaff)
            or (>= 0x0e00 and <= 0x0eff) or (>= 0x1000 and <= 0x109f) or (>= 0x1780 and <= 0x17ff);
}
