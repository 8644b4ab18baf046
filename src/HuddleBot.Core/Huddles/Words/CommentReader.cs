using System.Globalization;
using System.Text;

namespace HuddleBot.Core.Huddles.Words;

/// <summary>Takes comments apart into words, in any language that is written with letters. Pure.</summary>
internal static class CommentReader
{
    /// <summary>In the order of the comment. Numbers, signs and contractions ("didn't") are no words.</summary>
    public static IReadOnlyList<CommentWord> Read(string comment)
    {
        var words = new List<CommentWord>();
        for (var at = 0; at < comment.Length;)
        {
            var rune = RuneAt(comment, at);
            if (!IsOfWord(rune))
            {
                at += rune.Utf16SequenceLength;
                continue;
            }

            var (start, unspaced) = (at, Letters.IsUnspaced(rune));
            while (at < comment.Length && (IsOfWord(rune = RuneAt(comment, at)) || IsApostropheWithin(comment, at)) && Letters.IsUnspaced(rune) == unspaced) at += rune.Utf16SequenceLength;
            if (unspaced) AddPairs(words, comment, start, at);
            else if (WordAt(comment, start, at) is { } word) words.Add(word);
        }

        return words;
    }

    private static CommentWord? WordAt(string comment, int start, int end)
    {
        // "l'hôtel" is about the hotel, "Ana's" about Ana; "didn't" tells nothing.
        var parts = comment[start..end].Split('\'', '’');
        if (parts.Length == 2 && parts[0].Length <= 2) start = end - parts[1].Length;
        else if (parts.Length == 2 && parts[1] is "s" or "S") end = start + parts[0].Length;
        else if (parts.Length > 1) return null;

        var key = Letters.KeyOf(comment[start..end]);
        return key.Length == 0 || key.All(char.IsDigit) ? null : new(key, comment[start..end], start, EndsClause(comment, end));
    }

    /// <summary>Where no spaces part the words, every two characters that stand side by side count as one.</summary>
    private static void AddPairs(List<CommentWord> words, string comment, int start, int end)
    {
        var (previous, ends) = (-1, EndsClause(comment, end));
        for (var at = start; at < end;)
        {
            var next = at + RuneAt(comment, at).Utf16SequenceLength;
            if (previous >= 0) words.Add(new(comment[previous..next], comment[previous..next], previous, ends && next == end));
            (previous, at) = (at, next);
        }
    }

    private static bool EndsClause(string comment, int at)
    {
        while (at < comment.Length && comment[at] is ' ' or '"' or '”' or '»' or '\'' or '’') at++;
        return at >= comment.Length || comment[at] is '\n' or '\r' || (char.IsPunctuation(comment[at]) && comment[at] is not ('-' or '/' or '&' or '"' or '“' or '«' or '@' or '#' or '%'));
    }

    private static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsApostropheWithin(string comment, int at) => comment[at] is '\'' or '’' && at + 1 < comment.Length && char.IsLetter(comment[at + 1]);

    // Half of a pair is read as the character that stands for what cannot be read: no letter.
    private static Rune RuneAt(string text, int at) => Rune.TryGetRuneAt(text, at, out var rune) ? rune : Rune.ReplacementChar;
}
