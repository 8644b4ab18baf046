using HuddleBot.Core.FollowUps;
using NodaTime;

namespace HuddleBot.Core.Digests.Loops;

/// <summary>The call to a customer, and what was promised in it, as loops. Pure.</summary>
public static class FollowUpTracks
{
    /// <summary>Until somebody has spoken to the customer, or knows that they cannot; due as the team gives itself time. Who leaves word is due again on the next working day.</summary>
    /// <param name="steps">The whole history.</param>
    public static LoopTrack Call(IEnumerable<FollowUpStep> steps) => new(
        [
            .. steps.Select(step => new TrackStep(step.Event.At, null, step.After.State switch
            {
                FollowUpState.Unclaimed or FollowUpState.Claimed => new LoopState.Open(step.After.DueAt, Runs: true),
                FollowUpState.Finished => new LoopState.Ended(IsKept: true),
                _ => LoopState.Nowhere,
            })),
        ]);

    /// <summary>From the promise to the customer until it is kept; due by the end of the promised day.</summary>
    /// <param name="zone">The team's.</param>
    /// <inheritdoc cref="Call"/>
    public static LoopTrack Promise(IEnumerable<FollowUpStep> steps, DateTimeZone zone) => new(
        [
            .. steps.Select(step => new TrackStep(step.Event.At, null, step.After.Promise is { } promise ? new LoopState.Open(IssueTracks.EndOf(promise.By, zone), Runs: true)
                : step.After.Kept is not null ? new LoopState.Ended(IsKept: true)
                : LoopState.Nowhere)),
        ]);
}
