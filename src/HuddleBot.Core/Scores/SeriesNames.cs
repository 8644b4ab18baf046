using System.Collections.Frozen;
using System.Text;

namespace HuddleBot.Core.Scores;

/// <summary>
/// Names of touchpoints and segments as they are compared: as routing does, whatever the case and without surrounding space; besides, runs of space are one space, and a letter with
/// its accent is the same as the letter and the accent, which is how some files and systems write it. An accent itself counts.
/// </summary>
internal static class SeriesNames
{
    private const char FirstSyllable = '\uAC00';
    private const char LastSyllable = '\uD7A3';
    private const int Vowels = 21;
    private const int Tails = 28;

    // Without cultures .NET leaves the forms of Unicode as they are. Latin, Vietnamese, Greek, Cyrillic, Arabic and kana; the syllables of Hangul are worked out.
    private static readonly FrozenDictionary<char, string> Parts = Table().ToFrozenDictionary();

    /// <returns>For comparing, not for reading.</returns>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length + 4);
        foreach (var word in name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (folded.Length > 0) folded.Append(' ');
            foreach (var letter in word.ToUpperInvariant()) AppendParts(folded, letter);
        }

        return folded.ToString();
    }

    private static void AppendParts(StringBuilder folded, char letter)
    {
        if (letter is >= FirstSyllable and <= LastSyllable)
        {
            var at = letter - FirstSyllable;
            folded.Append((char)('\u1100' + (at / (Vowels * Tails)))).Append((char)('\u1161' + (at / Tails % Vowels)));
            if (at % Tails > 0) folded.Append((char)('\u11A7' + (at % Tails)));
        }
        else if (Parts.TryGetValue(letter, out var parts))
        {
            AppendParts(folded, parts[0]);
            folded.Append(parts[1]);
        }
        else
        {
            folded.Append(letter);
        }
    }

    private static Dictionary<char, string> Table()
    {
        (char Mark, string Letters, string With)[] rows =
        [
            ('\u0300', "AEIOUÜNЕИĒŌWÂĂÊÔƠƯY", "ÀÈÌÒÙǛǸЀЍḔṐẀẦẰỀỒỜỪỲ"),
            ('\u0301', "AEIOUYCLNRSZÜGÅÆØ¨ΑΕΗΙΟΥΩϒГКÇĒÏKMÕŌPŨWÂĂÊÔƠƯ", "ÁÉÍÓÚÝĆĹŃŔŚŹǗǴǺǼǾ΅ΆΈΉΊΌΎΏϓЃЌḈḖḮḰḾṌṒṔṸẂẤẮẾỐỚỨ"),
            ('\u0302', "AEIOUCGHJSWYZẠẸỌ", "ÂÊÎÔÛĈĜĤĴŜŴŶẐẬỆỘ"),
            ('\u0303', "ANOIUVÂĂEÊÔƠƯY", "ÃÑÕĨŨṼẪẴẼỄỖỠỮỸ"),
            ('\u0304', "AEIOUÜÄȦÆǪÖÕȮYИУGḶṚ", "ĀĒĪŌŪǕǞǠǢǬȪȬȰȲӢӮḠḸṜ"),
            ('\u0306', "AEGIOUУИЖАЕȨẠ", "ĂĔĞĬŎŬЎЙӁӐӖḜẶ"),
            ('\u0307', "CEGIZAOBDFHMNPRSŚŠṢTWXY", "ĊĖĠİŻȦȮḂḊḞḢṀṄṖṘṠṤṦṨṪẆẊẎ"),
            ('\u0308', "AEIOUYΙΥϒЕІАӘЖЗИОӨЭУЧЫHÕŪWX", "ÄËÏÖÜŸΪΫϔЁЇӒӚӜӞӤӦӪӬӰӴӸḦṎṺẄẌ"),
            ('\u0309', "AÂĂEÊIOÔƠUƯY", "ẢẨẲẺỂỈỎỔỞỦỬỶ"),
            ('\u030A', "AU", "ÅŮ"),
            ('\u030B', "OUУ", "ŐŰӲ"),
            ('\u030C', "CDELNRSTZAIOUÜGKƷH", "ČĎĚĽŇŘŠŤŽǍǏǑǓǙǦǨǮȞ"),
            ('\u030F', "AEIORUѴ", "ȀȄȈȌȐȔѶ"),
            ('\u0311', "AEIORU", "ȂȆȊȎȒȖ"),
            ('\u031B', "OU", "ƠƯ"),
            ('\u0323', "BDHKLMNRSTVWZAEIOƠUƯY", "ḄḌḤḲḶṂṆṚṢṬṾẈẒẠẸỊỌỢỤỰỴ"),
            ('\u0324', "U", "Ṳ"),
            ('\u0325', "A", "Ḁ"),
            ('\u0326', "ST", "ȘȚ"),
            ('\u0327', "CGKLNRSTEDH", "ÇĢĶĻŅŖŞŢȨḐḨ"),
            ('\u0328', "AEIUO", "ĄĘĮŲǪ"),
            ('\u032D', "DELNTU", "ḒḘḼṊṰṶ"),
            ('\u032E', "H", "Ḫ"),
            ('\u0330', "EIU", "ḚḬṴ"),
            ('\u0331', "BDKLNRTZ", "ḆḎḴḺṈṞṮẔ"),
            ('\u0653', "ا", "آ"),
            ('\u0654', "اوي", "أؤئ"),
            ('\u0655', "ا", "إ"),
            ('\u3099', "かきくけこさしすせそたちつてとはひふへほうゝカキクケコサシスセソタチツテトハヒフヘホウワヰヱヲヽ", "がぎぐげござじずぜぞだぢづでどばびぶべぼゔゞガギグゲゴザジズゼゾダヂヅデドバビブベボヴヷヸヹヺヾ"),
            ('\u309A', "はひふへほハヒフヘホ", "ぱぴぷぺぽパピプペポ"),
        ];
        return rows.SelectMany(row => row.With.Zip(row.Letters, (with, letter) => (with, Parts: $"{letter}{row.Mark}"))).ToDictionary(one => one.with, one => one.Parts);
    }
}
