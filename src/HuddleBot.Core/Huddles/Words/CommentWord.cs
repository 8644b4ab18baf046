namespace HuddleBot.Core.Huddles.Words;

/// <summary>A word of a comment.</summary>
/// <param name="Key">What makes it the same word elsewhere: small letters, no accents, no simple plural.</param>
/// <param name="Shown">As the customer wrote it.</param>
/// <param name="Start">Where it stands in the comment, in UTF-16 characters.</param>
/// <param name="EndsClause">A stop, a comma or the end follows.</param>
internal sealed record CommentWord(string Key, string Shown, int Start, bool EndsClause)
{
    public int End => Start + Shown.Length;
}
