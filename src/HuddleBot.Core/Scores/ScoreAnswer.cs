using HuddleBot.Core.Charts;

namespace HuddleBot.Core.Scores;

/// <summary>What can be said to who asks for a team's score: the closed set.</summary>
public abstract record ScoreAnswer
{
    private ScoreAnswer() { }

    /// <summary>Nobody has answered yet.</summary>
    public sealed record NoAnswers : ScoreAnswer;

    /// <summary>No touchpoint and no segment is called so.</summary>
    /// <param name="Asked">As typed.</param>
    /// <param name="Touchpoints">What there is, those with the most answers first.</param>
    public sealed record NoSuchPart(string Asked, NamedParts Touchpoints, NamedParts Segments) : ScoreAnswer;

    /// <param name="Days">Of each window.</param>
    /// <param name="Main">Of several metrics, the one with the most answers.</param>
    /// <param name="Also">The other metrics; stars on another scale too.</param>
    /// <param name="Touchpoints">Empty, where one of them was asked for.</param>
    public sealed record Found(int Days, SeriesPart Part, DrawnTrend Main, PartScores Also, PartScores Touchpoints, PartScores Segments) : ScoreAnswer;
}

/// <param name="More">How many there are beside these.</param>
public sealed record NamedParts(IReadOnlyList<string> Names, int More);

/// <summary>One line of a list.</summary>
public sealed record PartScore(SeriesPart Part, ScoreMovement Score);

/// <param name="Shown">Those with the most answers in the window first; none without answers.</param>
/// <param name="More">How many there are beside these.</param>
public sealed record PartScores(IReadOnlyList<PartScore> Shown, int More)
{
    public static PartScores None { get; } = new([], 0);
}
