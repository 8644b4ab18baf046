using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;
using static HuddleBot.Tests.Huddles.HuddleScene;

namespace HuddleBot.Tests.Huddles;

/// <summary>A huddle that nobody has started follows what the calendar says: moved, on a holiday, paused.</summary>
public sealed class HuddleFollowsItsScheduleTests : IDisposable
{
    private const string Monday = "2026-11-23";

    private readonly HuddleScene scene = new();
    private int before;

    private IReadOnlyList<SceneMessage> Posted => [.. scene.Chat.Messages.Skip(before)];

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task A_pause_stops_what_is_prepared_and_its_thread_with_it()
    {
        await PrepareAsync();
        await PauseTodayAsync();
        foreach (var moment in (string[])["09:04", "09:05", "09:18", "09:55"]) await scene.TickAsync($"{Monday}T{moment}Z");

        Assert.Empty(Posted);
        Assert.Equal((HuddlePhase.CalledOff, 2), ((await scene.HuddleAsync(Monday)).Phase, (await scene.HuddleAsync(Monday)).Version));
        await NothingWaitsAsync();
        Assert.Equal("CalledOff", (await scene.Store.GetAsync("team-front-desk", TeamRows.Huddle + On(Monday).Key, CancellationToken.None))!.GetString("Phase"));
    }

    [Fact]
    public async Task A_pause_calls_off_what_stands_in_the_channel_and_nobody_is_reminded_of_it()
    {
        await scene.TickAsync($"{Monday}T08:00Z");
        await scene.TickAsync($"{Monday}T09:05Z");
        await scene.DoAsync(Monday, Cal, new HuddleCommand.GoAway());
        await scene.HearAsync(scene.OfHuddle("huddle")[0].Id, Cal, "w1", "I was ill");
        await scene.TickAsync($"{Monday}T09:18Z");
        await PauseTodayAsync();
        foreach (var moment in (string[])["09:19", "09:55", "12:45", "13:15"]) await scene.TickAsync($"{Monday}T{moment}Z");

        Assert.StartsWith("huddle CalledOff", Assert.Single(scene.OfHuddle("huddle")).Shows, StringComparison.Ordinal);
        Assert.Equal("you lead: CalledOff", Assert.Single(scene.OfHuddle("you lead")).Shows);
        Assert.Equal(2, Posted.Count);
        await NothingWaitsAsync();
        Assert.Equal(new Refusal.HuddleIsOver(), Assert.IsType<HuddleReply.Refused>(await scene.DoAsync(Monday, Ana, new HuddleCommand.Start())).Refusal);
    }

    [Fact]
    public async Task A_day_that_becomes_a_holiday_or_loses_its_schedule_calls_its_huddle_off()
    {
        var usual = scene.Team;
        await scene.TickAsync($"{Monday}T08:00Z");
        await scene.TickAsync($"{Monday}T09:05Z");
        scene.Team = usual with { Calendar = usual.Calendar with { Holidays = new HashSet<LocalDate> { new(2026, 11, 23) } } };
        await scene.TickAsync($"{Monday}T09:06Z");
        Assert.StartsWith("huddle CalledOff", Assert.Single(scene.OfHuddle("huddle")).Shows, StringComparison.Ordinal);

        scene.Team = usual;
        await scene.TickAsync("2026-11-24T08:00Z");
        await scene.TickAsync("2026-11-24T09:05Z");
        scene.Team = usual with { Huddles = [] };
        await scene.TickAsync("2026-11-24T09:06Z");
        Assert.Equal(2, scene.OfHuddle("huddle CalledOff").Count);
        Assert.Empty(scene.OfHuddle("you lead"));
    }

    [Fact]
    public async Task What_was_called_off_stays_so_that_day_and_the_preview_says_the_next()
    {
        await PrepareAsync();
        await PauseTodayAsync();
        await scene.TickAsync($"{Monday}T09:04Z");
        var resumed = Assert.IsType<LookReply.Show>(await scene.Desk.PauseAsync(scene.Team.Id, Ana, null, CancellationToken.None));
        Assert.Equal(On("2026-11-24"), Assert.IsType<CardContent.ScheduleNote>(resumed.Content).Next[0].Id);
        await scene.TickAsync($"{Monday}T09:05Z");
        Assert.Empty(Posted);

        await scene.TickAsync("2026-11-24T09:05Z");
        Assert.Equal(["huddle Announced lead=U0002 by name"], scene.OfHuddle("huddle").Select(message => message.Shows[..35]));
    }

    [Fact]
    public async Task What_is_prepared_waits_for_its_new_time_with_its_thread()
    {
        await PrepareAsync();
        MoveTo(new(16, 0));
        foreach (var moment in (string[])["09:04", "09:05", "09:18", "09:55", "15:49"]) await scene.TickAsync($"{Monday}T{moment}Z");
        Assert.Empty(Posted);

        await scene.TickAsync($"{Monday}T15:50Z");
        await scene.TickAsync($"{Monday}T16:02Z");
        Assert.Equal(2, Posted.Count);
        Assert.StartsWith("huddle Announced", Posted[0].Shows, StringComparison.Ordinal);
        Assert.Equal(Posted[0].Id, Posted[1].Thread);
        await scene.TickAsync($"{Monday}T16:03Z");
        Assert.Single(scene.OfHuddle("you lead"));
        Assert.Empty(scene.Parked);
        await scene.TickAsync($"{Monday}T16:40Z");
        Assert.Equal(HuddlePhase.Missed, (await scene.HuddleAsync(Monday)).Phase);
    }

    [Fact]
    public async Task What_stands_in_the_channel_is_moved_once_and_its_reminders_with_it()
    {
        await scene.TickAsync($"{Monday}T08:00Z");
        await scene.TickAsync($"{Monday}T09:05Z");
        MoveTo(new(16, 0));
        var next = await scene.TickAsync($"{Monday}T09:06Z");
        await scene.TickAsync($"{Monday}T09:18Z");
        var huddle = await scene.HuddleAsync(Monday);
        Assert.Equal((At($"{Monday}T16:00Z"), At($"{Monday}T20:00Z"), 2), (huddle.StartsAt, huddle.AnswersUntil, huddle.Version));
        Assert.Equal(At($"{Monday}T16:03Z"), next);
        Assert.Single(Posted);
        await scene.TickAsync($"{Monday}T16:03Z");
        Assert.Single(scene.OfHuddle("you lead"));
    }

    [Fact]
    public async Task What_runs_or_is_over_stays_what_it_is_and_a_later_time_holds_no_second_one()
    {
        await scene.TickAsync($"{Monday}T08:00Z");
        await scene.TickAsync($"{Monday}T09:05Z");
        await scene.DoAsync(Monday, Ana, new HuddleCommand.Start());
        MoveTo(new(16, 0));
        await PauseTodayAsync();
        await scene.TickAsync($"{Monday}T09:16Z");
        Assert.Equal((HuddlePhase.Running, At($"{Monday}T09:15Z")), ((await scene.HuddleAsync(Monday)).Phase, (await scene.HuddleAsync(Monday)).StartsAt));

        await scene.DoAsync(Monday, Ana, new HuddleCommand.Finish());
        await scene.Desk.PauseAsync(scene.Team.Id, Ana, null, CancellationToken.None);
        await scene.TickAsync($"{Monday}T10:00Z");
        var schedule = Assert.IsType<LookReply.Show>(await scene.Desk.ScheduleAsync(scene.Team.Id, Ana, CancellationToken.None));
        var shown = Assert.IsType<CardContent.ScheduleNote>(schedule.Content).Next;
        Assert.Equal((On("2026-11-24"), 5), (shown[0].Id, shown.Count));
        await scene.TickAsync($"{Monday}T16:01Z");
        Assert.Equal(HuddlePhase.Finished, (await scene.HuddleAsync(Monday)).Phase);
        Assert.Single(scene.OfHuddle("huddle"));
    }

    [Fact]
    public async Task A_time_that_has_passed_moves_nothing()
    {
        await scene.TickAsync($"{Monday}T08:00Z");
        await scene.TickAsync($"{Monday}T09:05Z");
        MoveTo(new(9, 0));
        await scene.TickAsync($"{Monday}T09:06Z");
        Assert.Equal((HuddlePhase.Announced, 1), ((await scene.HuddleAsync(Monday)).Phase, (await scene.HuddleAsync(Monday)).Version));
    }

    [Fact]
    public async Task Eight_clocks_at_once_call_it_off_once()
    {
        await PrepareAsync();
        await PauseTodayAsync();
        var clocks = Enumerable.Range(0, 8).Select(_ => scene.NewClock()).ToList();
        await Task.WhenAll(clocks.Select(clock => Task.Run(() => clock.RunDueAsync(scene.Team, CancellationToken.None))));
        Assert.Equal((HuddlePhase.CalledOff, 2), ((await scene.HuddleAsync(Monday)).Phase, (await scene.HuddleAsync(Monday)).Version));
    }

    private async Task PrepareAsync()
    {
        var comment = await scene.RaiseAsync("The bell is broken");
        await scene.Delivery.DrainAsync(scene.Team, CancellationToken.None);
        scene.Agenda = Agenda.Empty with { Comments = [new(comment, [], 0)] };
        await scene.TickAsync($"{Monday}T08:00Z");
        await scene.TickAsync($"{Monday}T09:04Z");
        Assert.Equal(HuddlePhase.Announced, (await scene.HuddleAsync(Monday)).Phase);
        before = scene.Chat.Messages.Count;
    }

    private async Task PauseTodayAsync() =>
        Assert.IsType<LookReply.Show>(await scene.Desk.PauseAsync(scene.Team.Id, Ana, new(2026, 11, 23), CancellationToken.None));

    private void MoveTo(LocalTime time) => scene.Team = scene.Team with { Huddles = [scene.Team.Huddles[0] with { At = time }] };

    private async Task NothingWaitsAsync()
    {
        Assert.Empty(await scene.Store.QueryAsync("team-front-desk", TeamRows.Outbox, null, CancellationToken.None).ToListAsync());
        Assert.Empty(scene.Parked);
    }
}
