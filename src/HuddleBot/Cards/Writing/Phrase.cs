namespace HuddleBot.Cards.Writing;

/// <summary>A text of <c>cards/strings</c> that code fills in.</summary>
/// <param name="Key">Its place in the file: <c>score.outOf</c>.</param>
/// <param name="Placeholders">The names that stand in braces in it, in the order in which the values are given.</param>
internal sealed record Phrase(string Key, params string[] Placeholders);
