using HuddleBot.Core.Feedback;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>The fall behind an issue, with the answers that show why, as they stand now.</summary>
public sealed record DropBehind(ScoreDrop Drop, IReadOnlyList<Response> Verbatims)
{
    /// <summary>One after the other; null: none is left.</summary>
    public string? Words => string.Join("\n\n", Verbatims.Select(one => one.Comment).OfType<string>()) is { Length: > 0 } words ? words : null;
}
