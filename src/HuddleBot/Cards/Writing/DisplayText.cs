using System.Globalization;
using System.Text;

namespace HuddleBot.Cards.Writing;

/// <summary>Makes untrusted text fit to be shown: whole characters only, nothing invisible that breaks a client, as long as there is room.</summary>
internal static class DisplayText
{
    private const char Ellipsis = '…';

    /// <summary>Lone surrogates become U+FFFD; control characters go, save for line breaks (which become <c>\n</c>) and tabs; white space at the ends goes.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) clean.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c)) clean.Append('\uFFFD');
            else if (c == '\r') clean.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
            else if (c is '\u2028' or '\u2029' or '\u0085') clean.Append('\n');
            else if (c is '\n' or '\t' || !char.IsControl(c)) clean.Append(c);
        }

        return clean.ToString().Trim();
    }

    /// <summary>Cleaned, on one line, without the marks that turn the direction of the words around it; at most <paramref name="limit"/> UTF-16 characters.</summary>
    public static string Line(string text, int limit)
    {
        var line = new StringBuilder();
        foreach (var c in Clean(text))
        {
            if (c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')) continue;
            if (!char.IsWhiteSpace(c)) line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        }

        return Shorten(line.ToString(), limit);
    }

    /// <summary>
    /// At most <paramref name="limit"/> UTF-16 characters; what is cut ends with an ellipsis, behind a word where one ends in the last third, and never within
    /// what people see as one character.
    /// </summary>
    public static string Shorten(string text, int limit) => text.Length <= limit ? text : text[..CutBefore(text, 0, limit - 1, limit * 2 / 3)].TrimEnd() + Ellipsis;

    /// <summary>The text in pieces of at most <paramref name="limit"/> UTF-16 characters, which together are the text.</summary>
    public static IEnumerable<string> Pieces(string text, int limit)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.Length - start <= limit ? text.Length : CutBefore(text, start, start + limit, start + (limit * 2 / 3));
            yield return text[start..end];
            start = end;
        }
    }

    /// <summary>Where to cut so that no more than up to <paramref name="end"/> is taken; behind white space after <paramref name="wordsFrom"/> if there is any.</summary>
    private static int CutBefore(string text, int start, int end, int wordsFrom)
    {
        for (var i = end; i > wordsFrom; i--)
        {
            if (char.IsWhiteSpace(text[i - 1])) return i;
        }

        var cut = start;
        while (cut < end)
        {
            var length = StringInfo.GetNextTextElementLength(text, cut);
            if (cut + length > end) break;
            cut += length;
        }

        // One character of hundreds of marks: cut it, but not within a surrogate pair.
        if (cut == start) cut = char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
        return cut;
    }
}
