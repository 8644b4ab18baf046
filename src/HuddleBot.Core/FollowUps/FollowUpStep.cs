using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.FollowUps;

/// <summary>One event of a follow-up, with how it stood before and after.</summary>
/// <param name="Before">Null: it began with this event.</param>
public sealed record FollowUpStep(FollowUpEvent Event, FollowUp? Before, FollowUp After)
{
    /// <summary>Something is open since this event.</summary>
    public bool Opens => After.IsOpen && Before?.IsOpen != true;

    /// <summary>Nothing is open any more.</summary>
    public bool Closes => Before?.IsOpen == true && !After.IsOpen;

    /// <summary>The whole history, replayed.</summary>
    /// <param name="rows">Of one follow-up, oldest first.</param>
    /// <exception cref="InvalidDataException">The history is damaged; the message names the issue.</exception>
    internal static IReadOnlyList<FollowUpStep> Replay(IssueId issue, IEnumerable<TableEntity> rows)
    {
        var (steps, state) = (new List<FollowUpStep>(), (FollowUp?)null);
        foreach (var row in rows)
        {
            var @event = FollowUpEventRow.FromEntity(row);
            var after = Apply(issue, state, @event);
            steps.Add(new(@event, state, after));
            state = after;
        }

        return steps;
    }

    private static FollowUp Apply(IssueId issue, FollowUp? state, FollowUpEvent @event)
    {
        try
        {
            return state is not null ? FollowUpHistory.Apply(state, @event)
                : @event is FollowUpEvent.Opened opened ? FollowUpHistory.Begin(issue, opened)
                : throw new ArgumentException($"it begins with {@event.GetType().Name}", nameof(@event));
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"the history of the follow-up of {issue} is damaged after version {state?.Version ?? 0}: {e.Message}", e);
        }
    }
}
