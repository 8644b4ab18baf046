using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;
using static HuddleBot.Tests.Huddles.HuddleScene;

namespace HuddleBot.Tests.Huddles;

/// <summary>Prepared and posted once · caught up · passed over · new teams · pauses · the lead · the end · clocks that jump.</summary>
public sealed class HuddleClockTests : IDisposable
{
    private const string Monday = "2026-11-23";
    private const string Tuesday = "2026-11-24";

    private readonly HuddleScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task It_is_prepared_ahead_and_posted_at_its_time_not_before()
    {
        var next = await scene.TickAsync("2026-11-23T08:00Z");
        Assert.InRange(next!.Value, At("2026-11-23T09:01Z"), At("2026-11-23T09:04Z"));
        Assert.Null(await scene.Huddles.FindAsync(On(Monday), CancellationToken.None));

        await scene.TickAsync("2026-11-23T09:04Z");
        Assert.Equal(HuddlePhase.Announced, (await scene.HuddleAsync(Monday)).Phase);
        Assert.Empty(scene.Chat.Messages);

        await scene.TickAsync("2026-11-23T09:05Z");
        var card = Assert.Single(scene.Chat.Messages);
        Assert.Equal(("C0001", null), (card.Channel, card.Thread));
        Assert.StartsWith("huddle Announced lead=U0002 by name", card.Shows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_prepared_ahead_holds_back_nothing_and_is_not_hurried()
    {
        await scene.TickAsync("2026-11-23T09:04Z");
        await scene.RaiseAsync("The bell is broken");
        await scene.TickAsync("2026-11-23T09:04Z");
        await new Core.Delivery.WaitingMessages(scene.Store, scene, scene, new(scene.Store, [scene.Chat], scene.Time)).HurryAsync(scene.Team.Channel, CancellationToken.None);
        await scene.TickAsync("2026-11-23T09:04Z");
        Assert.Equal("issue The bell is broken: Undecided", Assert.Single(scene.Chat.Messages).Shows);
    }

    [Fact]
    public async Task Eight_clocks_at_once_make_one_huddle_with_one_card()
    {
        var comment = await scene.RaiseAsync("The bell is broken");
        scene.Agenda = Agenda.Empty with { Comments = [new(comment, [], 0)] };
        await scene.TickAsync("2026-11-23T08:00Z");
        scene.Time.Now = At("2026-11-23T09:06Z");
        var clocks = Enumerable.Range(0, 8).Select(_ => scene.NewClock()).ToList();
        await Task.WhenAll(clocks.Select(clock => Task.Run(() => clock.RunDueAsync(scene.Team, CancellationToken.None))));
        await scene.TickAsync("2026-11-23T09:06Z");

        Assert.Single(scene.OfHuddle("huddle"));
        Assert.Single(scene.Chat.Messages, message => message.Thread is not null);
        Assert.Equal(1, (await scene.HuddleAsync(Monday)).Version);

        scene.Time.Now = At("2026-11-23T09:55Z");
        await Task.WhenAll(clocks.Select(clock => Task.Run(() => clock.RunDueAsync(scene.Team, CancellationToken.None))));
        Assert.Equal((HuddlePhase.Missed, 2), ((await scene.HuddleAsync(Monday)).Phase, (await scene.HuddleAsync(Monday)).Version));

        await scene.TickAsync("2026-11-24T09:06Z");
        Assert.Equal([0, 1], scene.Asked.Select(asked => asked.Number).Distinct());
    }

    [Fact]
    public async Task A_bot_that_was_down_catches_up_within_the_window()
    {
        await scene.TickAsync("2026-11-20T12:00Z");
        await scene.TickAsync("2026-11-23T09:44Z");
        var huddle = await scene.HuddleAsync(Monday);
        Assert.Equal((HuddlePhase.Announced, At("2026-11-23T13:44Z")), (huddle.Phase, huddle.AnswersUntil));
        Assert.Single(scene.OfHuddle("huddle Announced"));

        // It has its whole time from then on.
        await scene.TickAsync("2026-11-23T10:20Z");
        Assert.Equal(HuddlePhase.Announced, (await scene.HuddleAsync(Monday)).Phase);
        await scene.TickAsync("2026-11-23T10:24Z");
        Assert.Equal(HuddlePhase.Missed, (await scene.HuddleAsync(Monday)).Phase);
    }

    [Fact]
    public async Task A_bot_that_was_down_for_days_says_once_what_was_not_held_and_goes_on()
    {
        await scene.TickAsync("2026-11-23T08:00Z");
        await scene.TickAsync("2026-11-26T12:00Z");
        await scene.TickAsync("2026-11-26T12:01Z");
        Assert.EndsWith("skipped=3 agenda= decided=", Assert.Single(scene.OfHuddle("huddle Skipped")).Shows, StringComparison.Ordinal);
        Assert.Equal(HuddlePhase.Skipped, (await scene.HuddleAsync("2026-11-26")).Phase);

        await scene.TickAsync("2026-11-27T09:05Z");
        Assert.Single(scene.OfHuddle("huddle Announced"));
        Assert.Single(scene.OfHuddle("huddle Skipped"));
    }

    [Fact]
    public async Task What_was_missed_and_what_can_be_caught_up_are_both_said()
    {
        await scene.TickAsync("2026-11-23T08:00Z");
        await scene.TickAsync("2026-11-25T09:20Z");
        Assert.EndsWith("skipped=1 agenda= decided=", Assert.Single(scene.OfHuddle("huddle Skipped")).Shows, StringComparison.Ordinal);
        Assert.Equal(HuddlePhase.Announced, (await scene.HuddleAsync("2026-11-25")).Phase);
    }

    [Fact]
    public async Task A_team_that_is_new_at_ten_has_not_missed_a_quarter_past_nine()
    {
        await scene.TickAsync("2026-11-23T09:20Z");
        await scene.TickAsync("2026-11-23T10:00Z");
        Assert.Empty(scene.Chat.Messages);
        await scene.TickAsync("2026-11-24T09:05Z");
        Assert.Single(scene.Chat.Messages);
    }

    [Fact]
    public async Task A_huddle_that_is_moved_to_an_earlier_time_was_not_missed_then()
    {
        scene.Team = scene.Team with { Huddles = [HuddleSchedule.Usual(new(17, 0))] };
        await scene.TickAsync("2026-11-20T18:00Z");
        await scene.TickAsync("2026-11-23T10:00Z");
        scene.Team = scene.Team with { Huddles = [HuddleSchedule.Usual(new(9, 15))] };
        await scene.TickAsync("2026-11-23T12:00Z");
        Assert.Empty(scene.Chat.Messages);
        await scene.TickAsync("2026-11-24T09:05Z");
        Assert.Single(scene.Chat.Messages);
    }

    [Fact]
    public async Task Pauses_pause_and_what_lay_in_one_was_not_missed_when_it_ends_early()
    {
        await scene.TickAsync("2026-11-23T08:00Z");
        var reply = Assert.IsType<LookReply.Show>(await scene.Desk.PauseAsync(scene.Team.Id, Ana, new(2026, 11, 27), CancellationToken.None));
        var note = Assert.IsType<Core.Cards.CardContent.ScheduleNote>(reply.Content);
        Assert.Equal((On("2026-11-30"), new LocalDate(2026, 11, 27), Core.Cards.ScheduleChange.Paused), (note.Next[0].Id, note.PausedUntil!.Value, note.Change!.Value));
        await scene.TickAsync("2026-11-23T09:06Z");
        await scene.TickAsync("2026-11-24T12:00Z");
        Assert.Empty(scene.Chat.Messages);

        Assert.IsType<LookReply.Show>(await scene.Desk.PauseAsync(scene.Team.Id, Ana, null, CancellationToken.None));
        await scene.TickAsync("2026-11-24T12:05Z");
        Assert.Empty(scene.Chat.Messages);
        await scene.TickAsync("2026-11-25T09:05Z");
        Assert.Single(scene.OfHuddle("huddle Announced"));
    }

    [Fact]
    public async Task A_pause_needs_a_day_that_has_not_passed_and_a_stranger_pauses_nothing()
    {
        scene.Time.Now = At("2026-11-23T08:00Z");
        Assert.Equal(new Refusal.NoPauseDate(), Assert.IsType<LookReply.Refused>(await scene.Desk.PauseAsync(scene.Team.Id, Ana, new(2026, 11, 22), CancellationToken.None)).Refusal);
        Assert.Equal(new Refusal.NotAMember(), Assert.IsType<LookReply.Refused>(await scene.Desk.PauseAsync(scene.Team.Id, Stranger, new(2026, 11, 27), CancellationToken.None)).Refusal);
        var schedule = Assert.IsType<LookReply.Show>(await scene.Desk.ScheduleAsync(scene.Team.Id, Ana, CancellationToken.None));
        Assert.Equal(On(Monday), Assert.IsType<Core.Cards.CardContent.ScheduleNote>(schedule.Content).Next[0].Id);
    }

    [Fact]
    public async Task The_lead_is_told_once_when_nobody_starts_and_not_when_somebody_has()
    {
        await scene.TickAsync("2026-11-23T08:00Z");
        await scene.TickAsync("2026-11-23T09:05Z");
        await scene.TickAsync("2026-11-23T09:17Z");
        Assert.Empty(scene.OfHuddle("you lead"));
        await scene.TickAsync("2026-11-23T09:18Z");
        await scene.TickAsync("2026-11-23T09:19Z");
        Assert.Equal(("U0002", "you lead: Announced"), (Assert.Single(scene.OfHuddle("you lead")).Channel, scene.OfHuddle("you lead")[0].Shows));

        await scene.DoAsync(Monday, Ana, new HuddleCommand.Start());
        Assert.Equal("you lead: Running", Assert.Single(scene.OfHuddle("you lead")).Shows);

        await scene.TickAsync("2026-11-24T09:05Z");
        await scene.DoAsync(Tuesday, Ana, new HuddleCommand.Start());
        await scene.TickAsync("2026-11-24T09:18Z");
        Assert.Single(scene.OfHuddle("you lead"));
    }

    [Fact]
    public async Task A_reminder_that_has_become_moot_before_it_is_sent_is_not_sent()
    {
        await scene.TickAsync("2026-11-23T08:00Z");
        await scene.TickAsync("2026-11-23T09:05Z");
        scene.Time.Now = At("2026-11-23T09:18Z");
        await scene.Clock.RunDueAsync(scene.Team, CancellationToken.None);
        await scene.DoAsync(Monday, Ana, new HuddleCommand.Start());
        Assert.Empty(scene.OfHuddle("you lead"));
        Assert.Empty(await scene.Store.QueryAsync("team-front-desk", TeamRows.Outbox, null, CancellationToken.None).ToListAsync());
        Assert.Empty(scene.Parked);
    }

    [Fact]
    public async Task The_gentle_clock_speaks_once_and_the_time_ends_what_nobody_ends()
    {
        await scene.TickAsync("2026-11-23T08:00Z");
        await scene.TickAsync("2026-11-23T09:05Z");
        await scene.DoAsync(Monday, Ana, new HuddleCommand.Start());
        await scene.TickAsync("2026-11-23T09:16Z");
        await scene.TickAsync("2026-11-23T09:20Z");
        var told = Assert.Single(scene.OfHuddle("time is up"));
        Assert.Equal(scene.OfHuddle("huddle")[0].Id, told.Thread);

        Assert.Equal(HuddlePhase.Running, (await scene.HuddleAsync(Monday)).Phase);
        await scene.TickAsync("2026-11-23T09:55Z");
        var over = await scene.HuddleAsync(Monday);
        Assert.Equal((HuddlePhase.Finished, null), (over.Phase, over.FinishedBy));
        Assert.Equal(told.Thread, Assert.Single(scene.OfHuddle("receipt Finished")).Thread);
        Assert.Null(await scene.Store.GetAsync("team-front-desk", TeamRows.Running, CancellationToken.None));
    }

    [Fact]
    public async Task Who_is_away_and_has_not_written_is_reminded_once_in_the_daytime_of_their_own_zone()
    {
        scene.Chat.Zones["U0003"] = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];
        await scene.TickAsync("2026-11-23T08:00Z");
        await scene.TickAsync("2026-11-23T09:05Z");
        await scene.DoAsync(Monday, Ana, new HuddleCommand.GoAway());
        await scene.DoAsync(Monday, Ben, new HuddleCommand.GoAway());
        await scene.DoAsync(Monday, Cal, new HuddleCommand.GoAway());
        await scene.HearAsync(scene.OfHuddle("huddle")[0].Id, Ben, "w1", "I fixed the lamp");
        await scene.TickAsync("2026-11-23T12:44Z");
        Assert.Empty(scene.OfHuddle("please write"));
        await scene.TickAsync("2026-11-23T12:45Z");
        await scene.TickAsync("2026-11-23T12:50Z");
        Assert.Equal(("U0001", "please write: open"), (Assert.Single(scene.OfHuddle("please write")).Channel, scene.OfHuddle("please write")[0].Shows));

        await scene.TickAsync("2026-11-23T13:15Z");
        await scene.TickAsync("2026-11-23T13:16Z");
        Assert.Equal("please write: over", Assert.Single(scene.OfHuddle("please write")).Shows);
    }

    [Fact]
    public async Task Who_sleeps_when_the_others_are_reminded_is_reminded_when_their_day_begins_if_there_is_still_time()
    {
        scene.Chat.Zones["U0002"] = DateTimeZoneProviders.Tzdb["America/New_York"];
        scene.Chat.Zones["U0003"] = DateTimeZoneProviders.Tzdb["America/Chicago"];
        await scene.TickAsync("2026-11-23T08:00Z");
        await scene.TickAsync("2026-11-23T09:05Z");
        foreach (var person in (Actor[])[Ana, Ben, Cal]) await scene.DoAsync(Monday, person, new HuddleCommand.GoAway());
        Assert.Equal(At("2026-11-23T13:00Z"), await scene.TickAsync("2026-11-23T12:45Z"));
        await scene.TickAsync("2026-11-23T12:59Z");
        Assert.Equal(["U0001"], scene.OfHuddle("please write").Select(message => message.Channel));

        scene.Restart();
        await scene.TickAsync("2026-11-23T13:00Z");
        await scene.TickAsync("2026-11-23T13:01Z");
        Assert.Equal(["U0001", "U0002"], scene.OfHuddle("please write").Select(message => message.Channel));
        await scene.TickAsync("2026-11-23T13:15Z");
        await scene.TickAsync("2026-11-23T14:00Z");
        Assert.Equal(["please write: over", "please write: over"], scene.OfHuddle("please write").Select(message => message.Shows));
    }

    [Fact]
    public async Task Who_writes_before_their_day_begins_or_whose_day_begins_too_late_is_not_reminded()
    {
        scene.Chat.Zones["U0002"] = DateTimeZoneProviders.Tzdb["America/New_York"];
        await scene.TickAsync("2026-11-23T08:00Z");
        await scene.TickAsync("2026-11-23T09:05Z");
        await scene.DoAsync(Monday, Ben, new HuddleCommand.GoAway());
        await scene.TickAsync("2026-11-23T12:45Z");
        await scene.HearAsync(scene.OfHuddle("huddle")[0].Id, Ben, "w1", "I fixed the lamp");
        await scene.TickAsync("2026-11-23T13:00Z");

        await scene.TickAsync("2026-11-24T09:05Z");
        await scene.DoAsync(Tuesday, Ben, new HuddleCommand.GoAway());
        await scene.TickAsync("2026-11-24T12:45Z");
        await scene.TickAsync("2026-11-24T13:20Z");
        Assert.Empty(scene.OfHuddle("please write"));
    }

    [Fact]
    public async Task A_missed_huddle_gets_a_receipt_only_where_somebody_wrote()
    {
        await scene.TickAsync("2026-11-23T08:00Z");
        await scene.TickAsync("2026-11-23T09:05Z");
        await scene.TickAsync("2026-11-23T09:55Z");
        Assert.Equal(HuddlePhase.Missed, (await scene.HuddleAsync(Monday)).Phase);
        Assert.Empty(scene.OfHuddle("receipt"));

        await scene.HearAsync(scene.OfHuddle("huddle")[0].Id, Cal, "w1", "I was ill");
        Assert.Contains("answers=I was ill", Assert.Single(scene.OfHuddle("receipt Missed")).Shows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_jumps_back_and_forth_holds_each_huddle_once()
    {
        string[] moments =
        [
            "2026-11-23T08:00Z", "2026-11-23T09:04Z", "2026-11-23T08:10Z", "2026-11-23T09:05Z", "2026-11-22T09:05Z", "2026-11-23T09:06Z", "2026-11-23T09:18Z", "2026-11-23T09:00Z",
            "2026-11-23T09:18Z", "2026-11-23T09:55Z", "2026-11-23T09:05Z", "2026-11-24T09:05Z", "2026-11-23T09:05Z", "2026-11-24T09:06Z",
        ];
        foreach (var moment in moments) await scene.TickAsync(moment);
        Assert.Equal(2, scene.OfHuddle("huddle").Count);
        Assert.Single(scene.OfHuddle("you lead"));
        Assert.Equal((1, 2), ((await scene.HuddleAsync(Tuesday)).Version, (await scene.HuddleAsync(Monday)).Version));
    }

    [Fact]
    public async Task A_clock_that_was_two_weeks_ahead_for_a_while_takes_no_huddle_of_the_days_between_away()
    {
        await scene.TickAsync("2026-11-23T08:00Z");
        await scene.TickAsync("2026-12-07T09:05Z");
        foreach (var moment in (string[])["2026-11-23T09:05Z", "2026-11-24T09:05Z", "2026-11-25T09:05Z"]) await scene.TickAsync(moment);
        HuddlePhase[] phases = [(await scene.HuddleAsync(Monday)).Phase, (await scene.HuddleAsync(Tuesday)).Phase, (await scene.HuddleAsync("2026-11-25")).Phase];
        Assert.Equal([HuddlePhase.Missed, HuddlePhase.Missed, HuddlePhase.Announced], phases);
    }

    [Fact]
    public async Task The_agenda_is_asked_for_what_is_new_since_the_team_met_last()
    {
        await scene.TickAsync("2026-11-23T08:00Z");
        await scene.TickAsync("2026-11-23T09:05Z");
        await scene.DoAsync(Monday, Ana, new HuddleCommand.Start());
        await scene.DoAsync(Monday, Ana, new HuddleCommand.Finish());
        await scene.TickAsync("2026-11-24T09:05Z");
        await scene.TickAsync("2026-11-24T09:55Z");
        await scene.TickAsync("2026-11-25T09:05Z");
        Assert.Equal([(At("2026-11-16T09:15Z"), 0), (At("2026-11-23T09:05Z"), 1), (At("2026-11-23T09:05Z"), 2)], scene.Asked);
        Assert.Equal(["2026-11-24", "2026-11-23"], (await scene.Huddles.BetweenAsync(scene.Team.Id, At("2026-11-20T00:00Z"), At("2026-11-25T00:00Z"), CancellationToken.None))
            .Select(past => NodaTime.Text.LocalDatePattern.Iso.Format(past.StartsAt.InUtc().Date)));
    }
}
