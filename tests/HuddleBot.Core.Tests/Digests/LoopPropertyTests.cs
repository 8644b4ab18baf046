using HuddleBot.Core.Digests;
using HuddleBot.Core.Digests.Loops;
using NodaTime;

namespace HuddleBot.Core.Tests.Digests;

/// <summary>
/// Whatever people do in whatever order: what was opened less what ended is the change of what is open; what was said of a period stays so, whatever happens later; what is stored of a timeline is all
/// of it; each clock is judged once.
/// </summary>
public sealed class LoopPropertyTests
{
    private const int Seeds = 60;

    private static IEnumerable<(Instant Start, Instant End)> Weeks => Enumerable.Range(0, 14).Select(week => (RandomLoops.Start + Duration.FromDays(7 * week), RandomLoops.Start + Duration.FromDays(7 * (week + 1))));

    [Fact]
    public void What_was_opened_less_what_ended_is_the_change_of_what_is_open()
    {
        var (opened, closed, left) = (0, 0, 0);
        foreach (var track in Tracks())
        {
            var wasOpen = false;
            foreach (var (start, end) in Weeks)
            {
                var count = track.Over(start, end);
                Assert.Equal(wasOpen, count.OpenAtStart);
                Assert.Equal((count.OpenAtStart ? 1 : 0) + count.Opened - count.Closed - count.Left, count.OpenSince is null ? 0 : 1);
                Assert.True(count.Opened >= 0 && count.Closed >= 0 && count.Left >= 0);
                (wasOpen, opened, closed, left) = (count.OpenSince is not null, opened + count.Opened, closed + count.Closed, left + count.Left);
            }
        }

        Assert.All([opened, closed, left], one => Assert.True(one > 50));
    }

    [Fact]
    public void What_is_open_is_what_the_issue_says()
    {
        foreach (var (fresh, events) in Enumerable.Range(0, Seeds).SelectMany(seed => RandomLoops.Make(seed).Issues))
        {
            var issue = fresh;
            foreach (var @event in events)
            {
                issue = Core.Issues.IssueHistory.Apply(issue, @event);
                var timeline = LoopTimeline.Of(fresh, events.Take(issue.Version));
                Assert.Equal(LoopPosition.Of(issue.State), timeline.Now);
                Assert.Equal(timeline.Now, timeline.PositionAt(@event.At + Duration.FromMilliseconds(1)));
                Assert.Equal(timeline.Now.IsOpen, RandomLoops.TracksOf(timeline).Any(track => track.Over(RandomLoops.Start, @event.At + Duration.FromMilliseconds(1)).OpenSince is not null));
            }
        }
    }

    [Fact]
    public void What_was_said_of_a_period_stays_so_whatever_happens_later()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var loops = RandomLoops.Make(seed);
            foreach (var (start, end) in Weeks)
            {
                Assert.Equal(loops.KnownAt(end).SelectMany(RandomLoops.TracksOf).Select(track => track.Over(start, end)), loops.Timelines.SelectMany(RandomLoops.TracksOf).Select(track => track.Over(start, end)));
                Assert.Equal(LoopStories.Of(loops.KnownAt(end), start, end), LoopStories.Of(loops.Timelines, start, end));
                Assert.Equal(LoopStories.Undecided(loops.KnownAt(end), loops.Team.TimeZone, end), LoopStories.Undecided(loops.Timelines, loops.Team.TimeZone, end));
            }
        }
    }

    [Fact]
    public void What_is_stored_is_all_of_it()
    {
        foreach (var timeline in Enumerable.Range(0, Seeds).SelectMany(seed => RandomLoops.Make(seed).Timelines))
            Assert.Equal(timeline.Steps, LoopTimeline.Parse(timeline.Issue, timeline.ToString()).Steps);
    }

    [Fact]
    public void Shares_lie_within_bounds_and_each_clock_is_judged_once()
    {
        foreach (var timeline in Enumerable.Range(0, Seeds).SelectMany(seed => RandomLoops.Make(seed).Timelines.Where(timeline => timeline.Steps.All(step => step.TakenBackAt is null))))
        {
            foreach (var track in RandomLoops.TracksOf(timeline))
            {
                var whole = track.Over(Weeks.First().Start, Weeks.Last().End);
                var weeks = Weeks.Select(week => track.Over(week.Start, week.End)).ToList();
                Assert.All(weeks, week => Assert.True(0 <= week.Kept.Yes && week.Kept.Yes <= week.InTime.Yes && week.InTime.Yes <= week.InTime.Of && week.Kept.Of == week.InTime.Of));
                Assert.Equal(whole.InTime, weeks.Aggregate(DigestShare.None, (sum, week) => sum + week.InTime));
                Assert.Equal(whole.Kept, weeks.Aggregate(DigestShare.None, (sum, week) => sum + week.Kept));
            }
        }
    }

    private static IEnumerable<LoopTrack> Tracks() => Enumerable.Range(0, Seeds).SelectMany(seed => RandomLoops.Make(seed).Timelines).SelectMany(RandomLoops.TracksOf);
}
