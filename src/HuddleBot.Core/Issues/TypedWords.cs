using System.Globalization;
using System.Text;

namespace HuddleBot.Core.Issues;

/// <summary>What somebody has typed into a form.</summary>
internal static class TypedWords
{
    /// <summary>Trimmed. Null where nothing of it can be seen: white space, control and format characters (a zero-width space, a change of direction), and letters that are blank.</summary>
    public static string? Of(string? text) => text is null || text.EnumerateRunes().All(ShowsNothing) ? null : text.Trim();

    private static bool ShowsNothing(Rune rune) => Rune.IsWhiteSpace(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        || rune.Value is 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0; // Fillers of Hangul, and the blank of Braille.
}
