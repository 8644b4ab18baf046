using HuddleBot.Core.Storage;
using HuddleBot.Tests.WholeWay;
using NodaTime;

namespace HuddleBot.Tests.Scheduling;

/// <summary>The real scheduler in a real bot, on clocks that run, jump and are set.</summary>
public sealed class TeamClocksTests
{
    private const string AtNine = """{"at":"09:00","postBefore":0}""";
    private const string AllDay = """{"at":"09:00","postBefore":0,"catchUp":120}""";
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 8, 58, 0, TimeSpan.Zero);

    [Fact]
    public async Task Each_huddle_comes_up_at_its_minute_and_once()
    {
        await using var tower = new ClockTower(new TestTime(Morning, speed: 60));
        var work = await tower.StartBotAsync();
        await tower.ApplyAsync("""{"at":"09:10","postBefore":5}""", """[{"id":"early","at":"09:06","postBefore":0},{"id":"late","at":"09:12","postBefore":0}]""");
        await tower.UntilAsync(() => work.Noted.Count >= 3, "three huddles");
        Assert.Equal(["a.2026-11-23.huddle", "b.2026-11-23.early", "b.2026-11-23.late"], work.Noted.Select(noted => noted.Id.ToString()));
        Assert.All(work.Noted, noted => Assert.InRange(noted.At - noted.PostsAt, Duration.Zero, Duration.FromMinutes(1)));
    }

    [Fact]
    public async Task A_clock_that_was_set_forward_brings_up_what_it_passed()
    {
        var time = new JumpingTime(Morning);
        await using var tower = new ClockTower(time);
        var work = await tower.StartBotAsync();
        await tower.ApplyAsync(AllDay, AtNine);
        await tower.UntilAsync(() => work.Looks.Distinct().Count() == 2, "the first looks");
        Assert.Empty(work.Noted);
        time.Set(TimeSpan.FromHours(1));
        await tower.UntilAsync(() => work.Noted.Count == 1, "the huddle that may be caught up");
        Assert.Equal("a.2026-11-23.huddle", Assert.Single(work.Noted).Id.ToString());
        Assert.Contains(tower.Log.Lines, line => line.StartsWith("The clock was set", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_brings_up_nothing_again_and_misses_nothing()
    {
        var time = new JumpingTime(Morning + TimeSpan.FromMinutes(30));
        await using var tower = new ClockTower(time);
        var work = await tower.StartBotAsync();
        await tower.ApplyAsync(AllDay);
        await tower.UntilAsync(() => work.Noted.Count == 1, "the huddle of the day");

        var looks = work.Looks.Count;
        time.Set(TimeSpan.FromMinutes(-31));
        await tower.UntilAsync(() => work.Looks.Count > looks, "a look by the clock that was set back");
        time.Set(TimeSpan.FromMinutes(31));
        await tower.UntilAsync(() => work.Looks.Count > looks + 1, "a look by the clock that was set forward again");
        Assert.Single(work.Noted);
        time.Set(TimeSpan.FromDays(1));
        await tower.UntilAsync(() => work.Noted.Count == 2, "the huddle of the next day");
    }

    /// <summary>What was planned by a wrong clock lies far away when it is put right.</summary>
    [Fact]
    public async Task A_clock_that_was_a_year_ahead_misses_nothing_once_it_is_right()
    {
        var time = new JumpingTime(Morning.AddYears(1));
        await using var tower = new ClockTower(time);
        var work = await tower.StartBotAsync();
        await tower.ApplyAsync("""{"at":"09:01","postBefore":0}""");
        await tower.UntilAsync(() => !work.Looks.IsEmpty, "the first look");
        time.Set(Morning.AddMinutes(2.9) - Morning.AddYears(1));
        await tower.UntilAsync(() => work.Noted.Any(noted => noted.Id.Date == new LocalDate(2026, 11, 23)), "the huddle of the right day");
    }

    [Fact]
    public async Task Two_bots_bring_up_each_huddle_once_and_one_goes_on_when_the_other_is_gone()
    {
        var time = new JumpingTime(Morning.AddMinutes(3));
        await using var tower = new ClockTower(time);
        var first = await tower.StartBotAsync();
        var second = await tower.StartBotAsync();
        await tower.ApplyAsync(AllDay, """[{"id":"one","at":"09:01","postBefore":0},{"id":"two","at":"12:00","postBefore":0}]""");
        await tower.UntilAsync(() => first.Noted.Count == 2, "the huddles of the morning");
        Assert.Empty(second.Looks);

        await tower.StopBotAsync(0);
        await tower.UntilAsync(() => second.Looks.Distinct().Count() == 2, "the second bot's first looks");
        Assert.Empty(second.Noted);
        time.Set(TimeSpan.FromHours(3));
        await tower.UntilAsync(() => !second.Noted.IsEmpty, "the huddle at noon");
        Assert.Equal("b.2026-11-23.two", Assert.Single(second.Noted).Id.ToString());
    }

    /// <summary>Both believe that they dispatch, as in the moment of a hand-over: the row is there once.</summary>
    [Fact]
    public async Task Two_that_look_at_the_same_moment_bring_it_up_once()
    {
        await using var tower = new ClockTower(new JumpingTime(Morning.AddMinutes(5)));
        var (first, second) = (await tower.StartBotAsync(), await tower.StartBotAsync());
        await tower.ApplyAsync(AllDay);
        await tower.UntilAsync(() => !first.Looks.IsEmpty, "the first look");
        var team = ClockTower.TeamOf("a", AllDay);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? first : second).RunDueAsync(team, CancellationToken.None)));
        Assert.Single(first.Noted.Concat(second.Noted));
    }

    [Fact]
    public async Task A_new_teams_file_is_followed_within_seconds()
    {
        await using var tower = new ClockTower(new JumpingTime(Morning.AddMinutes(5)));
        var work = await tower.StartBotAsync();
        await tower.ApplyAsync("""{"at":"15:00"}""", AllDay);
        await tower.UntilAsync(() => work.Noted.Count == 1, "the huddle of team b");
        await tower.ApplyAsync(AllDay);
        await tower.UntilAsync(() => work.Noted.Count == 2, "the huddle of team a at its new time");

        var looks = work.Looks.Count(team => team.Value == "b");
        await tower.RingAsync("b");
        await tower.RingAsync("a");
        await tower.UntilAsync(() => work.Looks.Count(team => team.Value == "a") >= 3, "a look at team a for its bell");
        Assert.Equal(looks, work.Looks.Count(team => team.Value == "b"));
    }

    [Fact]
    public async Task What_goes_wrong_in_one_team_is_said_and_tried_again_and_stops_no_other()
    {
        await using var tower = new ClockTower(new TestTime(Morning.AddMinutes(5), speed: 10));
        var work = await tower.StartBotAsync();
        var isBroken = true;
        work.Fault = team => isBroken && team.Value == "a" ? new InvalidOperationException("a bug") : null;
        await tower.ApplyAsync(AllDay, AllDay, AllDay);
        await tower.UntilAsync(() => work.Noted.Count == 2 && work.Looks.Count(team => team.Value == "a") >= 3, "the other teams, and more tries");
        Assert.Contains(tower.Log.Lines, line => line.StartsWith("What was due in team a could not be done by RecordingWork; trying again", StringComparison.Ordinal));
        isBroken = false;
        await tower.UntilAsync(() => work.Noted.Count == 3, "the team whose trouble is over");
    }

    [Fact]
    public async Task A_storage_that_is_away_is_waited_for()
    {
        await using var tower = new ClockTower(new TestTime(Morning.AddMinutes(5), speed: 10));
        var work = await tower.StartBotAsync();
        var isAway = true;
        work.Fault = _ => isAway ? new StorageUnavailableException("the disk is full", null) : null;
        await tower.ApplyAsync(AllDay);
        await tower.UntilAsync(() => work.Looks.Count >= 3, "more tries");
        Assert.Single(tower.Log.Lines, line => line.Contains("the disk is full", StringComparison.Ordinal));
        isAway = false;
        await tower.UntilAsync(() => work.Noted.Count == 1, "the huddle");
    }

    [Fact]
    public async Task Ten_thousand_teams_are_looked_at_one_after_the_other()
    {
        await using var tower = new ClockTower(new JumpingTime(Morning));
        await tower.StartBotAsync();
        await tower.ApplyAsync(Enumerable.Range(0, 10_000).Select(i => ($"team-{i}", """{"at":"15:00"}""")));
        List<DateTimeOffset> planned = [];
        await tower.UntilAsync(async () => (planned = await tower.PlannedAsync()).Count > 9_900, "a plan for every team");

        // Those that were looked at by now are planned for a quarter of an hour later.
        var first = planned.Where(at => at < Morning.AddMinutes(5)).GroupBy(at => at.ToUnixTimeSeconds()).ToList();
        Assert.True(first.Count > 1);
        Assert.All(first, second => Assert.InRange(second.Count(), 1, 501));
    }
}
