using NodaTime;

namespace HuddleBot.Core.Digests.Loops;

/// <summary>The two loops of an issue. Pure.</summary>
public static class IssueTracks
{
    /// <summary>From the promise until it is done or dropped; due by the end of the promised day.</summary>
    /// <param name="zone">Whose days are promised: the team's.</param>
    public static LoopTrack Inner(LoopTimeline timeline, DateTimeZone zone) => new(
        [
            .. timeline.Steps.Select(step => new TrackStep(step.At, step.TakenBackAt, step.Position switch
            {
                { Place: LoopPlace.Fixing, Day: { } day } => new LoopState.Open(EndOf(day, zone), Runs: true),
                { Place: LoopPlace.Done } => new LoopState.Ended(IsKept: true),
                { Place: LoopPlace.Dropped } => new LoopState.Ended(IsKept: false),
                _ => LoopState.Nowhere,
            })),
        ]);

    /// <summary>
    /// From the escalation until it is resolved, declined or sent back. The clock is that of the manager's answer: whatever a manager decides stops it (to accept, to ask, to merge it
    /// into a theme), and the team's word may start another. What is accepted is late after its day.
    /// </summary>
    public static LoopTrack Outer(LoopTimeline timeline, DateTimeZone zone)
    {
        var steps = new List<TrackStep>();
        var stack = new List<LoopStep>();
        foreach (var step in timeline.Steps)
        {
            // What stood when it happened: what had been taken back by then does not tell where it came from.
            stack.RemoveAll(earlier => earlier.TakenBackAt <= step.At);
            var isSentBack = step.Position.Place == LoopPlace.Fixing && stack.LastOrDefault()?.Position.IsInOuterLoop == true;
            stack.Add(step);
            steps.Add(new(step.At, step.TakenBackAt, step.Position switch
            {
                { Place: LoopPlace.Waiting, AnswerBy: { } by } => new LoopState.Open(by, Runs: true),
                { Place: LoopPlace.InHand, Day: var day } => new LoopState.Open(day is { } promised ? EndOf(promised, zone) : null, Runs: false),
                { Place: LoopPlace.Resolved or LoopPlace.Declined } => new LoopState.Ended(IsKept: true),
                _ => isSentBack ? new LoopState.Ended(IsKept: true) : LoopState.Nowhere,
            }));
        }

        return new(steps);
    }

    /// <summary>The first moment of the next day.</summary>
    internal static Instant EndOf(LocalDate day, DateTimeZone zone) => day.PlusDays(1).AtStartOfDayInZone(zone).ToInstant();
}
