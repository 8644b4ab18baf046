using NodaTime;

namespace HuddleBot.Core.Digests.Loops;

/// <summary>Where one loop stands: the closed set.</summary>
public abstract record LoopState
{
    private LoopState() { }

    /// <summary>Not in this loop.</summary>
    public sealed record Out : LoopState;

    /// <param name="Due">Late after it; null: nothing is due.</param>
    /// <param name="Runs">The clock that is judged runs.</param>
    public sealed record Open(Instant? Due, bool Runs) : LoopState;

    /// <param name="IsKept">What was promised was done.</param>
    public sealed record Ended(bool IsKept) : LoopState;

    public static Out Nowhere { get; } = new();
}

public sealed record TrackStep(Instant At, Instant? TakenBackAt, LoopState State)
{
    public bool StandsAt(Instant moment) => At < moment && !(TakenBackAt < moment);
}

/// <summary>One loop of one issue through time. Pure.</summary>
/// <param name="Steps">Oldest first.</param>
public sealed record LoopTrack(IReadOnlyList<TrackStep> Steps)
{
    /// <summary>What the period [<paramref name="start"/>, <paramref name="end"/>) made of it, as it was known at its end.</summary>
    public LoopCount Over(Instant start, Instant end)
    {
        var standing = Steps.Where(step => step.StandsAt(end)).ToList();
        var (openAtStart, openBefore) = (IsOpen(Steps.LastOrDefault(step => step.StandsAt(start))), IsOpen(standing.LastOrDefault(step => step.At < start)));

        // What had happened before the period and was taken back in it.
        var (opened, closed, left) = (!openAtStart && openBefore ? 1 : 0, 0, openAtStart && !openBefore ? 1 : 0);
        var isOpen = openBefore;
        foreach (var step in standing.Where(step => step.At >= start))
        {
            var opens = step.State is LoopState.Open;
            if (opens && !isOpen) opened++;
            else if (!opens && isOpen && step.State is LoopState.Ended) closed++;
            else if (!opens && isOpen) left++;
            isOpen = opens;
        }

        var judged = Judged(standing, end).Where(clock => clock.At >= start && clock.At < end).ToList();
        return new(
            openAtStart, opened, closed, left, isOpen ? OpenSince(standing) : null, standing is [.., { State: LoopState.Open { Due: { } due } }] && due < end,
            new(judged.Count(clock => clock.IsInTime), judged.Count), new(judged.Count(clock => clock is { IsInTime: true, IsKept: true }), judged.Count));
    }

    private static bool IsOpen(TrackStep? step) => step?.State is LoopState.Open;

    private static Instant OpenSince(List<TrackStep> standing) => standing[standing.FindLastIndex(step => !IsOpen(step)) + 1].At;

    /// <summary>Each clock once: when it was stopped, or when it had run out before.</summary>
    private static IEnumerable<(Instant At, bool IsInTime, bool IsKept)> Judged(List<TrackStep> standing, Instant end)
    {
        var (runs, isJudged) = (false, false);
        foreach (var (i, step) in standing.Index())
        {
            if (step.State is not LoopState.Open { Runs: true, Due: { } due })
            {
                // Whoever hands it to the other loop has not stopped it in time.
                if (runs && !isJudged && step.State is not LoopState.Out) yield return (step.At, true, step.State is LoopState.Ended { IsKept: true });
                runs = false;
                continue;
            }

            (isJudged, runs) = (runs && isJudged, true);
            if (isJudged || due >= (i + 1 < standing.Count ? standing[i + 1].At : end)) continue;
            isJudged = true;
            yield return (Instant.Max(due, step.At), false, false);
        }
    }
}

/// <param name="OpenSince">Null: it is not open at the end.</param>
/// <param name="IsLate">Open at the end, and past what is due.</param>
/// <param name="InTime">Of the clocks that were stopped or ran out.</param>
/// <param name="Kept">Of the same clocks: what was promised was done by then.</param>
public sealed record LoopCount(bool OpenAtStart, int Opened, int Closed, int Left, Instant? OpenSince, bool IsLate, DigestShare InTime, DigestShare Kept);
