using HuddleBot.Core.Digests.Loops;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>Something in a team's loops that a digest may tell in words, which are still to be read.</summary>
public sealed record LoopStory(LoopStoryKind Kind, IssueId Issue, Instant At);

public enum LoopStoryKind
{
    Resolved,
    Declined,
    SentBack,
    FixWorked,
    AnswerHelped,
    Celebrated,
}

/// <summary>What happened in a period that is worth telling. Pure.</summary>
public static class LoopStories
{
    public static IEnumerable<LoopStory> Of(IEnumerable<LoopTimeline> loops, Instant start, Instant end) =>
        from loop in loops
        from one in loop.StandingAt(end)
        where one.Step.At >= start
        let kind = KindOf(one.From, one.Step)
        where kind is not null
        select new LoopStory(kind.Value, loop.Issue, one.Step.At);

    /// <summary>What waits for a manager's decision at that moment, and is not put off.</summary>
    /// <returns>With since when, and the clock.</returns>
    public static IEnumerable<(IssueId Issue, Instant AskedAt, Instant AnswerBy)> Undecided(IEnumerable<LoopTimeline> loops, DateTimeZone zone, Instant end) =>
        from loop in loops
        where loop.PositionAt(end) is { Place: LoopPlace.Waiting } waiting && !(waiting.Day > end.InZone(zone).Date)
        let count = IssueTracks.Outer(loop, zone).Over(end, end)
        select (loop.Issue, count.OpenSince!.Value, loop.PositionAt(end).AnswerBy!.Value);

    /// <summary>The team says that it worked, and had not said so before.</summary>
    public static bool IsWorked(LoopPosition from, LoopStep step) =>
        step.Position is { Place: LoopPlace.Done or LoopPlace.Resolved, Outcome: Outcome.Yes } && from.Outcome != Outcome.Yes;

    private static LoopStoryKind? KindOf(LoopPosition from, LoopStep step) => step.Position.Place switch
    {
        LoopPlace.Done when IsWorked(from, step) => LoopStoryKind.FixWorked,
        LoopPlace.Resolved when IsWorked(from, step) => LoopStoryKind.AnswerHelped,
        LoopPlace.Resolved when from.Place != LoopPlace.Resolved => LoopStoryKind.Resolved,
        LoopPlace.Declined => LoopStoryKind.Declined,
        LoopPlace.Fixing when from.IsInOuterLoop => LoopStoryKind.SentBack,
        LoopPlace.Celebrated => LoopStoryKind.Celebrated,
        _ => null,
    };
}
