using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace HuddleBot.Core.Huddles.Words;

/// <summary>What makes two spellings the same word. The runtime has no tables of its own for this where it runs without a culture.</summary>
internal static class Letters
{
    // The first of each is the plain letter.
    private static readonly FrozenDictionary<char, char> Plain = new[]
    {
        "aàáâãäåāăą", "cçćĉċč", "dďđ", "eèéêëēĕėęě", "gĝğġģ", "hĥħ", "iìíîïĩīĭįı", "jĵ", "kķ", "lĺļľŀł", "nñńņňŉ", "oòóôõöøōŏő", "rŕŗř", "sśŝşšș", "tţťŧț", "uùúûüũūŭůűų",
        "wŵ", "yýÿŷ", "zźżž", "αά", "εέ", "ηή", "ιίϊΐ", "οό", "υύϋΰ", "ωώ", "σς", "её",
    }.SelectMany(group => group.Skip(1).Select(letter => (letter, plain: group[0]))).ToFrozenDictionary(pair => pair.letter, pair => pair.plain);

    /// <summary>Small letters without accents; a word of more than three letters without its last s.</summary>
    public static string KeyOf(string word)
    {
        var key = new StringBuilder(word.Length);
        foreach (var letter in word.ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark) key.Append(Plain.GetValueOrDefault(letter, letter));
        }

        if (key.Length > 3 && key[^1] == 's' && key[^2] != 's') key.Length--;
        return key.ToString();
    }

    /// <summary>Of a script that puts no spaces between words (Chinese, Japanese, Thai, Lao, Burmese, Khmer), or hangs endings on them (Korean).</summary>
    public static bool IsUnspaced(Rune rune) => rune.Value
        is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x3040 and <= 0x30FF)
        or (>= 0x3400 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
