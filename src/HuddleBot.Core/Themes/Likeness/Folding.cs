using System.Collections.Frozen;
using System.Text;

namespace HuddleBot.Core.Themes.Likeness;

/// <summary>Words as they are compared: small letters without accents. Own tables, so that it is the same on every machine, whatever its cultures.</summary>
internal static class Folding
{
    private static readonly FrozenDictionary<char, string> Folded = Table().ToFrozenDictionary();

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 4);
        foreach (var c in text)
        {
            // Half and full width are the same letter: the block lies at a fixed distance from ASCII.
            var letter = char.ToLowerInvariant(c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c);
            if (Folded.TryGetValue(letter, out var plain)) folded.Append(plain);
            else if (!IsMark(letter)) folded.Append(letter);
        }

        return folded.ToString();
    }

    /// <summary>Combining accents, Arabic vowel signs and the letter stretcher; not the marks of the Indian scripts, which are part of their words.</summary>
    private static bool IsMark(char c) => c is (>= '\u0300' and <= '\u036f') or (>= '\u064b' and <= '\u065f') or '\u0670' or '\u0640';

    private static Dictionary<char, string> Table()
    {
        (string Letters, string Plain)[] rows =
        [
            ("àáâãåāăą", "a"), ("çćĉċč", "c"), ("ďđð", "d"), ("èéêëēĕėęě", "e"), ("ĝğġģ", "g"), ("ĥħ", "h"), ("ìíîïĩīĭįı", "i"), ("ĵ", "j"), ("ķ", "k"), ("ĺļľŀł", "l"), ("ñńņňŉ", "n"),
            ("òóôõøōŏő", "o"), ("ŕŗř", "r"), ("śŝşšș", "s"), ("ţťŧț", "t"), ("ùúûũūŭůűų", "u"), ("ŵ", "w"), ("ýÿŷ", "y"), ("źżž", "z"), ("äæ", "ae"), ("öœ", "oe"), ("ü", "ue"), ("ß", "ss"), ("þ", "th"),
            ("أإآٱ", "ا"), ("ى", "ي"), ("ة", "ه"), ("ؤ", "و"), ("ئ", "ي"), ("ё", "е"), ("ς", "σ"), ("ά", "α"), ("έ", "ε"), ("ή", "η"), ("ίϊΐ", "ι"), ("ό", "ο"), ("ύϋΰ", "υ"), ("ώ", "ω"),
        ];
        return rows.SelectMany(row => row.Letters, (row, letter) => (letter, row.Plain)).ToDictionary(pair => pair.letter, pair => pair.Plain);
    }
}
