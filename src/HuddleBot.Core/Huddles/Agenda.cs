using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;

namespace HuddleBot.Core.Huddles;

/// <summary>What a huddle talks about, chosen when it is prepared and then kept: which issues, not how they stand (that is drawn as it is).</summary>
/// <param name="Parts">The parts that have something to say, in the team's order.</param>
/// <param name="Promises">Open promises, the due ones first, soonest first; as many as a phone shows.</param>
/// <param name="MorePromises">How many open promises there was no room for.</param>
/// <param name="Score">Null: no answers at all.</param>
/// <param name="Praise">A comment that praises; null: none.</param>
/// <param name="Comments">At most two comments worth deciding on, each with the reason why it was chosen.</param>
/// <param name="Answers">Escalations that were answered since the last huddle.</param>
/// <param name="Question">The question of the day; null: none.</param>
public sealed record Agenda(
    IReadOnlyList<AgendaPart> Parts, IReadOnlyList<IssueId> Promises, int MorePromises, ScoreMovement? Score, IssueId? Praise, IReadOnlyList<AgendaComment> Comments,
    IReadOnlyList<IssueId> Answers, string? Question)
{
    public static Agenda Empty { get; } = new([], [], 0, null, null, [], [], null);

    /// <summary>Nothing is due, nobody has written: the team is asked for an observation of its own.</summary>
    public bool IsEmpty => Promises.Count == 0 && Praise is null && Comments.Count == 0 && Answers.Count == 0;
}

/// <summary>A comment that is worth deciding on, and why.</summary>
/// <param name="SharedWords">Words of this comment that others used lately too, at most three, in the customers' spelling; as untrusted as any typed text. Empty: it stands alone.</param>
/// <param name="Others">How many other customers wrote of the same lately.</param>
public sealed record AgendaComment(IssueId Issue, IReadOnlyList<string> SharedWords, int Others);
