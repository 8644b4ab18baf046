using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Tests.Replicas.Histories;

/// <summary>The events of an issue as a value: two that are equal lead to the same answers from then on.</summary>
/// <param name="Before">Null: this was the first.</param>
public sealed record Past(IssueEvent Event, Past? Before)
{
    public static IReadOnlyList<IssueEvent> Oldest(Past? past)
    {
        var events = new List<IssueEvent>();
        for (; past is not null; past = past.Before) events.Add(past.Event);
        events.Reverse();
        return events;
    }
}

public sealed record IssueStanding(Issue Issue, Past? Past)
{
    public override string ToString() => Past is null ? "untouched" : string.Join(", ", Past.Oldest(Past).Select(@event => $"{@event.GetType().Name} by {@event.By.Name}"));
}

/// <summary>One issue as a machine with one operation at a time: the rules are the bot's own, its storage, replicas and caches are not there.</summary>
/// <param name="now">The same for all: what the rules make of a time of day is not told to anybody here.</param>
public sealed class IssueModel(FrontlineTeam team, IssueId id, Instant now)
{
    public IssueStanding Untouched { get; } = new(Issue.Fresh(id, now), null);

    /// <summary>What becomes of the issue where the operation takes place now. Null: the answer that was given cannot be given now.</summary>
    public IssueStanding? After(IssueStanding standing, Operation operation)
    {
        var last = standing.Issue.LastEvent;
        if (operation.Command is not { } command) return operation.Answer is null or Answer.Shown && Is(operation.Answer as Answer.Shown, last) ? standing : null;
        if (Rights.Of(command) is Right.Triage or Right.TriageOrOwn or Right.TriageOrHaveSpoken && Authorization.MayDecide(team, standing.Issue, operation.By.Id, command) is not null)
            return operation.Answer is null or Answer.Refused { First: null } || (operation.Answer is Answer.Refused told && told.First == last?.By.Name) ? standing : null;

        switch (IssueDecider.Decide(standing.Issue, Past.Oldest(standing.Past), command, operation.By, now, team))
        {
            case IssueDecision.Accepted accepted when operation.Answer is null or Answer.Done: return new(IssueHistory.Apply(standing.Issue, accepted.Event), new(accepted.Event, standing.Past));
            case IssueDecision.Unchanged when operation.Answer is null or Answer.Done: return standing;
            case IssueDecision.Refused { Refusal: Refusal.DecidedBefore { First: var first } }:
                // A second tap of the same person is no news to them.
                return operation.Answer is null || (operation.Answer is Answer.Done && first.By.Id == operation.By.Id)
                    || (operation.Answer is Answer.Refused refused && refused.First == first.By.Name && (refused.Event is null || refused.Event == first.GetType().Name)) ? standing : null;
            case IssueDecision.Refused: return operation.Answer is null or Answer.Refused { First: null } ? standing : null;
            default: return null;
        }
    }

    /// <summary>What the operation is answered where it takes place now, with what becomes of the issue.</summary>
    public (Answer Answer, IssueStanding After) Do(IssueStanding standing, Actor by, IssueCommand? command)
    {
        var last = standing.Issue.LastEvent;
        if (command is null) return (new Answer.Shown(last?.By.Name, last?.GetType().Name), standing);
        if (After(standing, new(by, command, 0, 0, new Answer.Done())) is { } done) return (new Answer.Done(), done);
        var refusal = (IssueDecider.Decide(standing.Issue, Past.Oldest(standing.Past), command, by, now, team) as IssueDecision.Refused)?.Refusal as Refusal.DecidedBefore;
        var named = new Answer.Refused(refusal?.First.By.Name, refusal?.First.GetType().Name);
        return After(standing, new(by, command, 0, 0, named)) is { } after ? (named, after) : (new Answer.Refused(null), standing);
    }

    private static bool Is(Answer.Shown? shown, IssueEvent? last) => shown is null || (shown.By == last?.By.Name && shown.Event == last?.GetType().Name);
}
