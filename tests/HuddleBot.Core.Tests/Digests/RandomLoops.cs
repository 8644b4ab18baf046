using HuddleBot.Core.Digests.Loops;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Tests.Builders;
using HuddleBot.Core.Themes;
using NodaTime;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.Digests;

/// <summary>Issues with histories that the rules of issues allow, over some weeks: the same every time.</summary>
internal sealed record RandomLoops(FrontlineTeam Team, IReadOnlyList<(Issue Fresh, IReadOnlyList<IssueEvent> Events)> Issues)
{
    private static readonly Func<Random, Instant, Issue, IssueCommand>[] Commands =
    [
        (random, now, _) => new IssueCommand.Fix(Ben, "A bucket", now.InUtc().Date.PlusDays(random.Next(1, 10))),
        (_, _, _) => new IssueCommand.Escalate(null, "A new tap", null),
        (_, _, _) => new IssueCommand.Celebrate("the plumber"),
        (_, _, _) => new IssueCommand.Dismiss("no reason"),
        (random, _, _) => new IssueCommand.Finish((Outcome)random.Next(4), null),
        (_, _, _) => new IssueCommand.Drop("No use"),
        (_, _, issue) => new IssueCommand.Undo(issue.Version),
        (random, now, issue) => new IssueCommand.Change(new IssueCommand.Fix(Ana, null, now.InUtc().Date.PlusDays(random.Next(1, 10))), issue.Version),
        (_, _, _) => new IssueCommand.TriageAccept(null, Priority.Normal, null),
        (_, _, _) => new IssueCommand.TriageDecline("Not this year"),
        (_, _, _) => new IssueCommand.TriageResolve("It comes on Monday"),
        (_, _, _) => new IssueCommand.TriageAsk("Which tap?"),
        (_, _, _) => new IssueCommand.AnswerQuestion("The left one"),
        (_, _, _) => new IssueCommand.TriageReturn("Turn it off at night"),
        (_, _, _) => new IssueCommand.TriageSnooze(null),
        (_, _, _) => new IssueCommand.TriageMerge(ThemeId.Of("one"), "Taps"),
        (_, _, _) => new IssueCommand.TriageSplit(),
        (_, _, issue) => new IssueCommand.TriageUndo(issue.Version),
        (_, _, _) => new IssueCommand.Reopen("It drips again"),
        (random, _, _) => new IssueCommand.SayHelped((Outcome)random.Next(3)),
    ];

    public static Instant Start { get; } = Instant.FromUtc(2026, 9, 7, 0, 0);

    public static RandomLoops Make(int seed, int issues = 12, int steps = 25)
    {
        var random = new Random(seed);
        return new(FrontDesk, [.. Enumerable.Range(0, issues).Select(i => One(random, Core.Identity.IssueId.OfResponse(FrontDesk.Id, "lounge", $"{seed}/{i}"), steps))]);
    }

    public IEnumerable<LoopTimeline> Timelines => Issues.Select(one => LoopTimeline.Of(one.Fresh, one.Events));

    /// <summary>As they were known at that moment.</summary>
    public IEnumerable<LoopTimeline> KnownAt(Instant moment) => Issues.Select(one => LoopTimeline.Of(one.Fresh, one.Events.Where(@event => @event.At < moment)));

    public static IEnumerable<LoopTrack> TracksOf(LoopTimeline timeline) => [IssueTracks.Inner(timeline, FrontDesk.TimeZone), IssueTracks.Outer(timeline, FrontDesk.TimeZone)];

    private static (Issue, IReadOnlyList<IssueEvent>) One(Random random, IssueId id, int steps)
    {
        var now = Start + Duration.FromMinutes(random.Next(40 * 24 * 60));
        var fresh = Core.Issues.Issue.Fresh(id, now);
        var (issue, events) = (fresh, new List<IssueEvent>());
        for (var step = 0; step < steps; step++)
        {
            now += Duration.FromMinutes(1 + random.Next(random.Next(3) == 0 ? 5 * 24 * 60 : 120));
            if (IssueDecider.Decide(issue, Commands[random.Next(Commands.Length)](random, now, issue), random.Next(2) == 0 ? Ana : Mia, now, FrontDesk) is not IssueDecision.Accepted { Event: var @event }) continue;
            issue = IssueHistory.Apply(issue, @event);
            events.Add(@event);
        }

        return (fresh, events);
    }
}
