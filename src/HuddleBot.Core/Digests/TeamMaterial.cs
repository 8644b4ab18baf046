using HuddleBot.Core.Digests.Loops;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>What a team has of two periods, as it was read: no words of anybody.</summary>
/// <param name="Loops">Those that were open, or touched, since the earlier period began.</param>
/// <param name="Calls">Likewise.</param>
/// <param name="Huddles">Of the days of both.</param>
/// <param name="Drops">Falls of its scores that were told, and were going on in the period or shortly before it.</param>
public sealed record TeamMaterial(
    FrontlineTeam Team, IReadOnlyList<LoopTimeline> Loops, IReadOnlyList<(IssueId Issue, IReadOnlyList<FollowUpStep> Steps)> Calls, IReadOnlyList<PlannedOnce> Huddles,
    IReadOnlyList<UnitCounts> Scores, IReadOnlyList<ScoreDrop> Drops)
{
    public TeamFigures Figures(DigestPeriod period, Instant end) =>
        new(Team.Id, Team.Name, Count(period, end, Scores.Sum(unit => unit.Windows[0].Now.Answers)), Count(period.Before, Instant.Min(period.Start, end), Scores.Sum(unit => unit.Windows[0].Before.Answers)));

    /// <summary>Falls by when they were told, recoveries by the day that showed them.</summary>
    public IEnumerable<ToldDrop> ToldIn(Instant start, Instant end)
    {
        foreach (var drop in Drops)
        {
            if (drop.At >= start && drop.At < end) yield return Told(drop, drop.Head, drop.Since, drop.Head.Fell.Before, drop.Head.Fell.After, drop.At, isRecovery: false);
            foreach (var one in drop.Series)
            {
                if (one.End is DropEvent.Recovered back && DropTimes.DueOf(back.SeenOn, Team.TimeZone) is var lookedAt && lookedAt >= start && lookedAt < end)
                    yield return Told(drop, one, back.Since, back.Down, back.Now, lookedAt, isRecovery: true);
            }
        }
    }

    private static ToldDrop Told(ScoreDrop drop, FallenSeries series, LocalDate since, ScoreFigure from, ScoreFigure to, Instant at, bool isRecovery) =>
        new(drop.Team, series.Series.Metric, series.Series.Scale, series.Series.Part, since, from, to, at, isRecovery) { Issue = drop.Id };

    /// <param name="end">The end of the period, or before it where it is not over.</param>
    private ActivityFigures Count(DigestPeriod period, Instant end, int answers)
    {
        var start = period.Start;
        var inner = Loops.Select(loop => (loop.Issue, IssueTracks.Inner(loop, Team.TimeZone).Over(start, end))).ToList();
        var outer = Loops.Select(loop => (loop.Issue, IssueTracks.Outer(loop, Team.TimeZone).Over(start, end)));
        var calls = Calls.Select(call => (call.Issue, FollowUpTracks.Call(call.Steps).Over(start, end)));
        var promises = Calls.Select(call => FollowUpTracks.Promise(call.Steps, Team.TimeZone).Over(start, end).Kept);
        var steps = Loops.SelectMany(loop => loop.StandingAt(end)).Where(one => one.Step.At >= start).ToList();
        var planned = Huddles.Where(huddle => huddle.IsPlanned && period.Days.Contains(huddle.Day)).ToList();
        var held = planned.Count(huddle => huddle.Phase == HuddlePhase.Finished);
        return new(
            answers, FiguresOf(inner, end), FiguresOf(outer, end), FiguresOf(calls, end), Sum(inner.Select(one => one.Item2.Kept)), Sum(promises),
            new(held, held + planned.Count(huddle => huddle.Phase == HuddlePhase.Missed)), planned.Where(huddle => huddle.Phase == HuddlePhase.Skipped).Sum(huddle => huddle.InARow),
            steps.Count(one => LoopStories.IsWorked(one.From, one.Step)), steps.Count(one => one.Step.Position.Place == LoopPlace.Celebrated));
    }

    private static LoopFigures FiguresOf(IEnumerable<(IssueId Issue, LoopCount Count)> loops, Instant end)
    {
        var figures = LoopFigures.None;
        foreach (var (issue, count) in loops)
        {
            var oldest = count.OpenSince is { } since ? new OldestOpen(issue, since, Triage.EscalationWeight.DaysBegun(since, end), count.IsLate) : null;
            figures += new LoopFigures(
                count.OpenAtStart ? 1 : 0, count.Opened, count.Closed, count.Left, count.OpenSince is null ? 0 : 1, count.IsLate ? 1 : 0, count.InTime, oldest);
        }

        return figures;
    }

    private static DigestShare Sum(IEnumerable<DigestShare> shares) => shares.Aggregate(DigestShare.None, (sum, share) => sum + share);
}

/// <summary>A huddle, or several in a row that the bot missed.</summary>
/// <param name="Day">To which it belongs, in the team's zone.</param>
/// <param name="InARow">1, or more where the bot was down.</param>
public sealed record PlannedOnce(LocalDate Day, HuddlePhase Phase, bool IsPlanned, int InARow);
