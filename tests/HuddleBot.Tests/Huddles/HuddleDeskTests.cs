using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;
using static HuddleBot.Tests.Huddles.HuddleScene;

namespace HuddleBot.Tests.Huddles;

/// <summary>Who may · once a click · decided in place · promises · what is written in the thread · the receipt, edited when something changes.</summary>
public sealed class HuddleDeskTests : IDisposable
{
    private const string Monday = "2026-11-23";

    private readonly HuddleScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task A_stranger_does_nothing_and_sees_nothing()
    {
        await PostedAsync();
        Assert.Equal(new Refusal.NotAMember(), Assert.IsType<HuddleReply.Refused>(await scene.DoAsync(Monday, Stranger, new HuddleCommand.Start())).Refusal);
        Assert.Equal(new Refusal.NotAMember(), Assert.IsType<LookReply.Refused>(await scene.Desk.ShowAsync(On(Monday), Stranger, CancellationToken.None)).Refusal);
        Assert.Equal(
            new Refusal.NotAMember(), Assert.IsType<LookReply.Refused>(await scene.Desk.LookAsync(On(Monday), Stranger, HuddleFormKind.Promise, CancellationToken.None)).Refusal);
        Assert.Equal(1, (await scene.HuddleAsync(Monday)).Version);
    }

    [Fact]
    public async Task A_huddle_or_team_that_is_not_known_is_refused()
    {
        await PostedAsync();
        Assert.Equal(new Refusal.Unknown(), Assert.IsType<HuddleReply.Refused>(await scene.DoAsync("2026-12-01", Ana, new HuddleCommand.Start())).Refusal);
        var forged = HuddleId.TryParse("nobody.2026-11-23.huddle")!;
        Assert.Equal(new Refusal.Unknown(), Assert.IsType<LookReply.Refused>(await scene.Desk.ShowAsync(forged, Ana, CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task The_same_click_again_is_already_done()
    {
        await PostedAsync();
        Assert.IsType<HuddleReply.Done>(await scene.DoAsync(Monday, Ana, new HuddleCommand.GoAway(), "click"));
        Assert.IsType<HuddleReply.Done>(await scene.DoAsync(Monday, Ana, new HuddleCommand.Join()));
        Assert.IsType<HuddleReply.AlreadyDone>(await scene.DoAsync(Monday, Ana, new HuddleCommand.GoAway(), "click"));
        Assert.Equal([Ana], (await scene.HuddleAsync(Monday)).Present);
    }

    [Fact]
    public async Task Eight_who_press_at_once_are_all_there_and_one_has_started_it()
    {
        await PostedAsync();
        var people = Enumerable.Range(1, 8).Select(number => new Actor(new(Platform.Slack, "T0001", $"U100{number}"), $"Person {number}")).ToList();
        var replies = await Task.WhenAll(people.Select(person =>
            Task.Run(() => scene.Desk.DoAsync(On(Monday), person, "start/" + person.Id.User, new HuddleCommand.Start(), CancellationToken.None))));
        Assert.All(replies, reply => Assert.IsType<HuddleReply.Done>(reply));
        Assert.Equal(people.Select(person => person.Id.User), (await scene.HuddleAsync(Monday)).Present.Select(person => person.Id.User).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Whoever_was_to_lead_and_cannot_is_followed_by_the_next_in_turn()
    {
        await PostedAsync();
        Assert.Equal(Ben.Id, (await scene.HuddleAsync(Monday)).Lead!.Id);
        await scene.DoAsync(Monday, Ben, new HuddleCommand.GoAway());
        Assert.Equal(Ana.Id, (await scene.HuddleAsync(Monday)).Lead!.Id);
        await scene.DoAsync(Monday, Ana, new HuddleCommand.GoAway());
        Assert.Null((await scene.HuddleAsync(Monday)).Lead);
        await scene.DoAsync(Monday, Cal, new HuddleCommand.Start());
        Assert.Equal(Cal, (await scene.HuddleAsync(Monday)).Lead);
    }

    [Fact]
    public async Task Each_comment_is_decided_in_the_thread_and_every_card_of_it_shows_that()
    {
        var bell = await scene.RaiseAsync("The bell is broken");
        scene.Agenda = Agenda.Empty with { Comments = [new(bell, [], 0)] };
        await PostedAsync();
        var huddle = Assert.Single(scene.OfHuddle("huddle"));
        Assert.Equal([null, huddle.Id], scene.OfHuddle("issue The bell is broken").Select(card => card.Thread));
        Assert.Contains("agenda=The bell is broken:Undecided", huddle.Shows, StringComparison.Ordinal);

        await scene.DoAsync(Monday, Ana, new HuddleCommand.Start());
        await scene.DecideAsync(bell, Ana, new IssueCommand.Fix(Ben, "Call the smith", new(2026, 11, 25)));
        Assert.All(scene.OfHuddle("issue The bell is broken"), card => Assert.Equal("issue The bell is broken: FixingIt", card.Shows));
        Assert.Contains("agenda=The bell is broken:FixingIt(Ben,11-25) decided=The bell is broken:FixingIt(Ben,11-25)", scene.OfHuddle("huddle")[0].Shows, StringComparison.Ordinal);

        // What is told of it stands in one thread: that of its own card.
        await scene.DecideAsync(bell, Ana, new IssueCommand.Undo(null));
        await scene.DecideAsync(bell, Ana, new IssueCommand.Celebrate("Thanks to the smith"));
        Assert.Equal(scene.OfHuddle("issue")[0].Id, Assert.Single(scene.OfHuddle("told Celebrated")).Thread);
        Assert.Empty(scene.Parked);
    }

    [Fact]
    public async Task The_receipt_says_who_was_there_and_what_was_decided_and_changes_with_it()
    {
        var bell = await scene.RaiseAsync("The bell is broken");
        var lamp = await scene.RaiseAsync("The lamp is dark");
        scene.Agenda = Agenda.Empty with { Comments = [new(bell, [], 0), new(lamp, [], 0)] };
        await PostedAsync();
        await scene.DoAsync(Monday, Ana, new HuddleCommand.Start());
        await scene.DoAsync(Monday, Ben, new HuddleCommand.Join());
        await scene.DecideAsync(bell, Ana, new IssueCommand.Fix(Ben, "Call the smith", new(2026, 11, 25)));
        Assert.Empty(scene.OfHuddle("receipt"));
        Assert.IsType<HuddleReply.Done>(await scene.DoAsync(Monday, Ana, new HuddleCommand.Finish()));

        var receipt = Assert.Single(scene.OfHuddle("receipt"));
        Assert.Equal(scene.OfHuddle("huddle")[0].Id, receipt.Thread);
        Assert.Contains("present=Ana+Ben", receipt.Shows, StringComparison.Ordinal);
        Assert.EndsWith("decided=The bell is broken:FixingIt(Ben,11-25)", receipt.Shows, StringComparison.Ordinal);

        // A promise that is moved later, a comment that is decided later, an answer that is written later.
        var row = await scene.Store.GetAsync("team-front-desk", TeamRows.Issue + bell.Key, CancellationToken.None);
        await scene.DecideAsync(bell, Ben, new IssueCommand.Change(new IssueCommand.Fix(null, null, new(2026, 12, 1)), row!.GetInt32("Version")!.Value));
        await scene.DecideAsync(lamp, Ben, new IssueCommand.Dismiss("It is night"));
        await scene.HearAsync(receipt.Thread!, Cal, "w1", "I was ill");
        var now = Assert.Single(scene.OfHuddle("receipt"));
        Assert.EndsWith("agenda=The bell is broken:FixingIt(Ben,12-01)+The lamp is dark:NotActionable decided=The bell is broken:FixingIt(Ben,12-01)+The lamp is dark:NotActionable", now.Shows, StringComparison.Ordinal);
        Assert.Contains("answers=I was ill ", now.Shows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_decided_elsewhere_while_it_runs_is_in_its_receipt_and_what_is_decided_later_is_not()
    {
        var bell = await scene.RaiseAsync("The bell is broken");
        await PostedAsync();
        await scene.DoAsync(Monday, Ana, new HuddleCommand.Start());
        await scene.DecideAsync(bell, Ana, new IssueCommand.Escalate(null, null, null));
        await scene.RaiseAsync("The tap drips");
        await scene.DoAsync(Monday, Ana, new HuddleCommand.Finish());
        await scene.RaiseAsync("Too late");
        await scene.TickAsync("2026-11-23T09:20Z");
        Assert.EndsWith("decided=The bell is broken:EscalatedToManager+The tap drips:Undecided", Assert.Single(scene.OfHuddle("receipt")).Shows, StringComparison.Ordinal);
        var row = (await scene.Store.GetAsync("team-front-desk", TeamRows.Huddle + Monday + "-huddle", CancellationToken.None))!;
        Assert.Equal((2, 0, 1), (row.GetInt32("Decided"), row.GetInt32("Promised"), HuddleRowPresent(row)));
    }

    [Fact]
    public async Task What_is_decided_on_the_agenda_after_it_has_ended_is_in_its_receipt_and_what_was_decided_before_it_was_announced_is_not()
    {
        var (bell, lamp, door) = (await scene.RaiseAsync("The bell is broken"), await scene.RaiseAsync("The lamp is dark"), await scene.RaiseAsync("The door sticks"));
        await scene.DecideAsync(bell, Ana, new IssueCommand.Fix(Ben, "Call the smith", new(2026, 11, 24)));
        scene.Agenda = Agenda.Empty with { Promises = [bell], Praise = lamp, Comments = [new(door, [], 0)] };
        await PostedAsync();
        await scene.DoAsync(Monday, Ana, new HuddleCommand.Start());
        await scene.DoAsync(Monday, Ana, new HuddleCommand.Finish());
        Assert.EndsWith("decided=", Assert.Single(scene.OfHuddle("receipt")).Shows, StringComparison.Ordinal);

        await scene.DecideAsync(lamp, Ana, new IssueCommand.Celebrate(null));
        await scene.DecideAsync(door, Ana, new IssueCommand.Dismiss(null));
        Assert.EndsWith("decided=The lamp is dark:Celebrated+The door sticks:NotActionable", Assert.Single(scene.OfHuddle("receipt")).Shows, StringComparison.Ordinal);
        Assert.EndsWith("decided=The lamp is dark:Celebrated+The door sticks:NotActionable", scene.OfHuddle("huddle")[0].Shows, StringComparison.Ordinal);

        scene.Time.Now = At("2026-11-23T11:00Z");
        await scene.DecideAsync(bell, Ben, new IssueCommand.Finish(Outcome.Yes, null));
        await scene.DecideAsync(door, Ana, new IssueCommand.Undo(null));
        Assert.EndsWith("decided=The lamp is dark:Celebrated+The bell is broken:Done", Assert.Single(scene.OfHuddle("receipt")).Shows, StringComparison.Ordinal);
        Assert.Empty(scene.Parked);
    }

    [Fact]
    public async Task A_promise_with_no_comment_behind_it_stands_in_the_thread_once()
    {
        await PostedAsync();
        await scene.DoAsync(Monday, Ana, new HuddleCommand.Start());
        var promise = new IssueCommand.Fix(Ben, "Put up a sign", new(2026, 11, 25));
        Assert.IsType<HuddleReply.Done>(await scene.Desk.PromiseAsync(On(Monday), Ana, "form", promise, CancellationToken.None));
        Assert.IsType<HuddleReply.AlreadyDone>(await scene.Desk.PromiseAsync(On(Monday), Ana, "form", promise, CancellationToken.None));
        await scene.TickAsync("2026-11-23T09:07Z");

        var card = Assert.Single(scene.OfHuddle("issue Put up a sign"));
        Assert.Equal((scene.OfHuddle("huddle")[0].Id, "issue Put up a sign: FixingIt"), (card.Thread, card.Shows));
        Assert.EndsWith("decided=Put up a sign:FixingIt(Ben,11-25)", scene.OfHuddle("huddle")[0].Shows, StringComparison.Ordinal);
        Assert.Equal("Put up a sign", Assert.Single(await scene.Issues.PromisesOfAsync(Ben.Id, CancellationToken.None)).Words);

        // It is an issue as any other: what is done with it is drawn and told there.
        var issue = Assert.Single((await scene.HuddleAsync(Monday)).Raised);
        await scene.DecideAsync(issue, Ben, new IssueCommand.Finish(Outcome.Yes, null));
        Assert.Equal("issue Put up a sign: Done", Assert.Single(scene.OfHuddle("issue Put up a sign")).Shows);
        Assert.Empty(scene.Parked);
    }

    [Fact]
    public async Task A_promise_needs_words_and_a_day_to_come_and_a_huddle_that_is_not_over()
    {
        await PostedAsync();
        Assert.Equal(new Refusal.Missing("try"), await RefusedAsync(new(null, " ", null)));
        Assert.Equal(new Refusal.DateInThePast(), await RefusedAsync(new(null, "Sign", new(2026, 11, 20))));
        await scene.DoAsync(Monday, Ana, new HuddleCommand.Start());
        await scene.DoAsync(Monday, Ana, new HuddleCommand.Finish());
        Assert.Equal(new Refusal.HuddleIsOver(), await RefusedAsync(new(null, "Sign", null)));

        async Task<Refusal> RefusedAsync(IssueCommand.Fix promise) =>
            Assert.IsType<HuddleReply.Refused>(await scene.Desk.PromiseAsync(On(Monday), Ana, Guid.NewGuid().ToString("N"), promise, CancellationToken.None)).Refusal;
    }

    [Fact]
    public async Task What_is_written_changed_and_deleted_in_the_thread_is_in_the_huddle_and_nothing_else_is()
    {
        await PostedAsync();
        var thread = scene.OfHuddle("huddle")[0].Id;
        await scene.HearAsync(thread, Cal, "w1", "I fixed the lamp");
        await scene.HearAsync(thread, Cal, "w1", "I fixed the lamp");
        await scene.HearAsync(thread, Stranger, "w2", "Hello");
        await scene.HearAsync(thread, Cal, "w1", "I fixed two lamps");
        await scene.HearAsync(thread, Stranger, "w2", null);
        Assert.Contains("answers=I fixed two lamps(edited) ", scene.OfHuddle("huddle")[0].Shows, StringComparison.Ordinal);
        Assert.Equal(5, (await scene.HuddleAsync(Monday)).Version);

        Assert.False(await scene.Desk.HearAsync(scene.Team.Channel, "another", Cal, "w3", "Elsewhere", null, null, CancellationToken.None));
        Assert.False(await scene.Desk.HearAsync(scene.Team.Channel with { Channel = "C0002" }, thread, Cal, "w3", "Elsewhere", null, null, CancellationToken.None));
        Assert.True(await scene.Desk.HearAsync(scene.Team.Channel, thread, Cal, "w1", "I fixed two lamps", null, null, CancellationToken.None));
        Assert.Equal(5, (await scene.HuddleAsync(Monday)).Version);

        scene.Time.Now = At("2026-11-23T13:16Z");
        await scene.HearAsync(thread, Cal, "w4", "Late");
        Assert.Contains("answers=I fixed two lamps(edited)+Late(late) ", scene.OfHuddle("huddle")[0].Shows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_words_are_kept_whole()
    {
        await PostedAsync();
        var words = string.Concat(Enumerable.Repeat("Ünï 🙂 ", 8_000)).Trim();
        await scene.HearAsync(scene.OfHuddle("huddle")[0].Id, Cal, "w1", words);
        Assert.Equal(words, Assert.Single((await scene.HuddleAsync(Monday)).Answers).Text);
    }

    [Fact]
    public async Task Forms_open_while_they_make_sense()
    {
        await PostedAsync();
        Assert.Equal(new LocalDate(2026, 11, 25), Assert.IsType<CardContent.PromiseForm>(await FormAsync(HuddleFormKind.Promise)).DefaultDate);
        Assert.Equal(Ana, Assert.IsType<CardContent.PassLeadForm>(await FormAsync(HuddleFormKind.PassLead)).Me);
        await scene.TickAsync("2026-11-23T09:55Z");
        Assert.IsType<CardContent.AnswerForm>(await FormAsync(HuddleFormKind.Answer));
        Assert.Equal(new Refusal.HuddleIsOver(), Assert.IsType<LookReply.Refused>(await scene.Desk.LookAsync(On(Monday), Ana, HuddleFormKind.PassLead, CancellationToken.None)).Refusal);
        Assert.IsType<CardContent.HuddleCard>(Assert.IsType<LookReply.Show>(await scene.Desk.ShowAsync(On(Monday), Ana, CancellationToken.None)).Content);

        async Task<CardContent> FormAsync(HuddleFormKind form) => Assert.IsType<LookReply.Show>(await scene.Desk.LookAsync(On(Monday), Ana, form, CancellationToken.None)).Content;
    }

    [Fact]
    public async Task The_lead_is_given_only_to_somebody_who_can_do_what_a_lead_does()
    {
        await scene.TickAsync("2026-11-23T08:00Z");
        await scene.TickAsync("2026-11-23T09:05Z");
        var before = await scene.HuddleAsync(Monday);
        var reply = await scene.Desk.DoAsync(On(Monday), Ana, "pass", new HuddleCommand.PassLead(Stranger), CancellationToken.None);
        Assert.Equal(new Refusal.Unreadable(Verbs.Inputs.Owner), Assert.IsType<HuddleReply.Refused>(reply).Refusal);
        Assert.Equal(before.Version, (await scene.HuddleAsync(Monday)).Version);
    }

    [Fact]
    public async Task A_card_that_was_deleted_comes_back_once_while_the_huddle_is_not_over_and_its_thread_is_the_room_from_then_on()
    {
        await PostedAsync();
        var first = scene.OfHuddle("huddle")[0].Id;
        scene.Chat.Deleted.Add(first);

        // Two changes wait to be drawn, and the dispatcher is started anew in between.
        await scene.Desk.DoAsync(On(Monday), Ana, "start", new HuddleCommand.Start(), CancellationToken.None);
        await scene.Desk.DoAsync(On(Monday), Ben, "join", new HuddleCommand.Join(), CancellationToken.None);
        scene.Restart();
        await scene.DoAsync(Monday, Cal, new HuddleCommand.Join());
        var again = Assert.Single(scene.OfHuddle("huddle"));
        Assert.Contains(" present=Ana+Ben+Cal ", again.Shows, StringComparison.Ordinal);

        await scene.HearAsync(first, Cal, "w1", "In the old thread");
        await scene.HearAsync(again.Id, Cal, "w2", "In the new one");
        Assert.IsType<HuddleReply.Done>(await scene.Desk.PromiseAsync(On(Monday), Ana, "form", new(Ben, "Put up a sign", new(2026, 11, 25)), CancellationToken.None));
        await scene.DoAsync(Monday, Ana, new HuddleCommand.Finish());
        Assert.Equal((again.Id, again.Id), (Assert.Single(scene.OfHuddle("issue")).Thread, Assert.Single(scene.OfHuddle("receipt")).Thread));
        Assert.Contains("answers=In the old thread+In the new one ", Assert.Single(scene.OfHuddle("huddle")).Shows, StringComparison.Ordinal);
        Assert.Empty(scene.Parked);
    }

    [Fact]
    public async Task A_card_that_is_deleted_twice_comes_back_twice_and_one_of_a_huddle_that_is_over_does_not()
    {
        await PostedAsync();
        scene.Chat.Deleted.Add(scene.OfHuddle("huddle")[0].Id);
        await scene.DoAsync(Monday, Ana, new HuddleCommand.Start());
        scene.Chat.Deleted.Add(Assert.Single(scene.OfHuddle("huddle")).Id);
        await scene.DoAsync(Monday, Ben, new HuddleCommand.Join());
        var last = Assert.Single(scene.OfHuddle("huddle"));
        Assert.Empty(scene.Parked);

        await scene.DoAsync(Monday, Ana, new HuddleCommand.Finish());
        scene.Chat.Deleted.Add(last.Id);
        await scene.HearAsync(last.Id, Cal, "w1", "Late");
        Assert.Empty(scene.OfHuddle("huddle"));
        Assert.EndsWith("message_not_found", Assert.Single(scene.Parked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_cards_of_an_issue_are_drawn_anew_first()
    {
        var bell = await scene.RaiseAsync("The bell is broken");
        scene.Agenda = Agenda.Empty with { Comments = [new(bell, [], 0)] };
        await PostedAsync();
        await scene.TickAsync("2026-11-24T09:05Z");
        scene.Chat.Updated.Clear();
        await scene.DecideAsync(bell, Ana, new IssueCommand.Dismiss(null));
        var (cards, huddles) = (scene.OfHuddle("issue The bell is broken"), scene.OfHuddle("huddle"));
        Assert.Equal([cards[2].Id, huddles[1].Id, cards[1].Id, huddles[0].Id, cards[0].Id], scene.Chat.Updated);
    }

    [Fact]
    public async Task A_promise_that_stays_open_for_months_is_not_drawn_in_all_its_huddles_for_ever()
    {
        var bell = await scene.RaiseAsync("The bell is broken");
        await scene.DecideAsync(bell, Ana, new IssueCommand.Fix(Ben, "Call the smith", new(2026, 11, 24)));
        scene.Agenda = Agenda.Empty with { Promises = [bell] };
        await scene.TickAsync("2026-11-23T08:00Z");
        for (var day = new LocalDate(2026, 11, 23); day < new LocalDate(2027, 1, 23); day = day.PlusDays(1)) await scene.TickAsync($"{day:uuuu-MM-dd}T09:05Z");

        var slots = (await scene.Store.GetAsync("team-front-desk", TeamRows.Issue + bell.Key, CancellationToken.None))!.RequireString("Slots").Split(' ');
        Assert.Equal(10, slots.Length);
        await scene.DecideAsync(bell, Ben, new IssueCommand.Finish(Outcome.Yes, null));
        Assert.Contains("Done", scene.OfHuddle("huddle")[^1].Shows, StringComparison.Ordinal);
    }

    private static int HuddleRowPresent(TableEntity row) => System.Text.Json.JsonDocument.Parse(row.RequireString("Present")).RootElement.GetArrayLength();

    private async Task PostedAsync()
    {
        await scene.TickAsync("2026-11-23T08:00Z");
        await scene.TickAsync("2026-11-23T09:05Z");
    }
}
