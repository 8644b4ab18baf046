using HuddleBot.Core.Scores;

namespace HuddleBot.Core.Charts;

/// <summary>What a picture of a trend shows: the figures, and the words around them.</summary>
/// <param name="Title">Whose score it is; may be anything that people type.</param>
/// <param name="Headline">The last figure in words: "NPS 31 (22 to 40) from 412 answers, down from 45".</param>
/// <param name="Note">How to read the picture.</param>
public sealed record TrendPicture(ScoreTrend Trend, string Title, string Headline, string Note);

/// <summary>What is behind the picture.</summary>
public enum Appearance
{
    Light,
    Dark,
}
