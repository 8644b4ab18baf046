using System.Net;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Tests.Slack;

/// <summary>The buttons and forms of a huddle.</summary>
public sealed class HuddleButtonTests : IAsyncLifetime
{
    private static readonly Actor Ann = new(new(Platform.Slack, "T1", "U1"), "Ann") { From = Lounge.Channel };

    private StubSlack slack = null!;
    private SlackBot bot = null!;

    private string Item => bot.Huddles.Id.ToString();

    private FormState State => new(Item, 0, false, "C1");

    public async Task InitializeAsync()
    {
        slack = await StubSlack.StartAsync();
        bot = await SlackBot.StartAsync(slack);
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        await slack.DisposeAsync();
    }

    [Theory]
    [InlineData(Verbs.HuddleStart, typeof(HuddleCommand.Start))]
    [InlineData(Verbs.HuddleJoin, typeof(HuddleCommand.Join))]
    [InlineData(Verbs.HuddleAway, typeof(HuddleCommand.GoAway))]
    [InlineData(Verbs.HuddleFinish, typeof(HuddleCommand.Finish))]
    public async Task One_tap_does_it_once_and_says_nothing(string verb, Type command)
    {
        await bot.InteractAsync(Payloads.Click(verb, Item));
        await bot.InteractAsync(Payloads.Click(verb, Item));
        var done = Assert.Single(bot.Huddles.Done);
        Assert.Equal((bot.Huddles.Id, Ann, command), (done.Huddle, done.Actor, done.Command.GetType()));
        Assert.Empty(slack.Of("chat.postEphemeral"));
    }

    [Fact]
    public async Task A_no_is_told_privately()
    {
        bot.Huddles.Refusal = new Refusal.HuddleIsOver();
        await bot.InteractAsync(Payloads.Click(Verbs.HuddleStart, Item, actionTs: "1.1"));
        await bot.InteractAsync(Payloads.Click(Verbs.HuddlePromise, Item, actionTs: "1.2"));
        Assert.Equal(2, slack.Of("chat.postEphemeral").Count(call => call["text"]!.Contains("HuddleIsOver", StringComparison.Ordinal) && call["user"] == "U1"));
        Assert.Empty(slack.Of("views.open"));
    }

    [Theory]
    [InlineData(Verbs.HuddleStart)]
    [InlineData(Verbs.HuddlePromise)]
    public async Task A_button_of_no_huddle_is_refused(string verb)
    {
        await bot.InteractAsync(Payloads.Click(verb, Lounge.Issue.ToString()));
        Assert.Contains("Unknown", Assert.Single(slack.Of("chat.postEphemeral"))["text"], StringComparison.Ordinal);
        Assert.Empty(bot.Huddles.Done);
        Assert.Empty(bot.Huddles.Looks);
    }

    [Theory]
    [InlineData(Verbs.HuddlePass, HuddleFormKind.PassLead)]
    [InlineData(Verbs.HuddlePromise, HuddleFormKind.Promise)]
    [InlineData(Verbs.HuddleAnswer, HuddleFormKind.Answer)]
    public async Task A_button_opens_its_form_which_knows_the_channel(string verb, HuddleFormKind form)
    {
        Assert.Equal(HttpStatusCode.OK, (await bot.InteractAsync(Payloads.Click(verb, Item))).Status);
        Assert.Equal((bot.Huddles.Id, form), Assert.Single(bot.Huddles.Looks));
        var opened = Assert.Single(slack.Of("views.open"));
        Assert.Equal(State, FormState.TryRead((string?)opened.Body["view"]!["private_metadata"]));
    }

    [Fact]
    public async Task A_form_does_what_it_says_once_however_often_it_comes()
    {
        slack.On("users.info", call => new JsonObject { ["ok"] = true, ["user"] = new JsonObject { ["name"] = call["user"] == "U1" ? "Ann" : "Bo" } }.ToJsonString());
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal("", (await bot.InteractAsync(Payloads.Submission(Verbs.HuddlePass, State, "V1", ("owner", "U2")))).Body);
            Assert.Equal("", (await bot.InteractAsync(Payloads.Submission(Verbs.HuddleAnswer, State, "V2", ("words", " The lift is fine again. ")))).Body);
            Assert.Equal("", (await bot.InteractAsync(Payloads.Submission(Verbs.HuddlePromise, State, "V3", ("owner", "U2"), ("try", "Oil it"), ("date", "2026-11-27")))).Body);
        }

        var bo = new Actor(new(Platform.Slack, "T1", "U2"), "Bo");
        Assert.Equal([new HuddleCommand.PassLead(bo), new HuddleCommand.Answer("", "The lift is fine again.")], bot.Huddles.Done.Select(done => done.Command));
        var promise = Assert.Single(bot.Huddles.Promised);
        Assert.Equal((bot.Huddles.Id, Ann, new IssueCommand.Fix(bo, "Oil it", new(2026, 11, 27))), (promise.Huddle, promise.Actor, promise.Fix));
    }

    [Fact]
    public async Task What_can_be_mended_is_said_at_its_field_and_the_form_may_be_sent_again()
    {
        bot.Huddles.RefusesChanges = new Refusal.DateInThePast();
        var refused = (await bot.InteractAsync(Payloads.Submission(Verbs.HuddlePromise, State, "V1", ("try", "Oil it"), ("date", "2020-01-01")))).Json;
        Assert.Equal("errors", (string?)refused["response_action"]);
        Assert.Contains("DateInThePast", (string?)refused["errors"]!["block_date"], StringComparison.Ordinal);
        var unreadable = (await bot.InteractAsync(Payloads.Submission(Verbs.HuddlePromise, State, "V1", ("try", "Oil it"), ("date", "soon")))).Json;
        Assert.Contains("Unreadable", (string?)unreadable["errors"]!["block_date"], StringComparison.Ordinal);
        bot.Huddles.RefusesChanges = null;
        await bot.InteractAsync(Payloads.Submission(Verbs.HuddlePromise, State, "V1", ("try", "Oil it"), ("date", "2020-01-01")));
        Assert.Single(bot.Huddles.Promised);
    }

    [Fact]
    public async Task What_cannot_be_mended_takes_the_place_of_the_form()
    {
        bot.Huddles.RefusesChanges = new Refusal.HuddleIsOver();
        var replaced = (await bot.InteractAsync(Payloads.Submission(Verbs.HuddlePass, State, "V1", ("owner", "U2")))).Json;
        Assert.Equal("update", (string?)replaced["response_action"]);
        Assert.Contains("HuddleIsOver", replaced["view"]!.ToJsonString(), StringComparison.Ordinal);
        var forged = (await bot.InteractAsync(Payloads.Submission(Verbs.HuddlePass, State with { Item = "x" }, "V2", ("owner", "U2")))).Json;
        Assert.Contains("Unknown", forged["view"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Verbs.Worked, Outcome.Yes)]
    [InlineData(Verbs.PartlyWorked, Outcome.Partly)]
    [InlineData(Verbs.DidNotWork, Outcome.No)]
    public async Task Whether_a_promise_worked_is_one_tap(string verb, Outcome outcome)
    {
        await bot.InteractAsync(Payloads.Click(verb));
        Assert.Equal(new IssueCommand.Finish(outcome, null), Assert.Single(bot.Desk.Done).Command);
    }

    [Fact]
    public async Task Commands_show_and_pause_the_schedule()
    {
        Assert.Contains("ScheduleNote", (await bot.CommandAsync("schedule", trigger: "t1")).Body, StringComparison.Ordinal);
        Assert.Contains("ScheduleNote", (await bot.CommandAsync("pause until 2026-12-24", trigger: "t2")).Body, StringComparison.Ordinal);
        Assert.Contains("ScheduleNote", (await bot.CommandAsync("resume", trigger: "t3")).Body, StringComparison.Ordinal);
        Assert.Contains("NoPauseDate", (await bot.CommandAsync("pause for a while", trigger: "t4")).Body, StringComparison.Ordinal);
        Assert.Contains("NoTeamHere", (await bot.CommandAsync("pause until 2026-12-24", channel: "C9", trigger: "t5")).Body, StringComparison.Ordinal);
        Assert.Equal([(Lounge.Team.Id, Ann, new NodaTime.LocalDate(2026, 12, 24)), (Lounge.Team.Id, Ann, null)], bot.Huddles.Pauses);
    }
}
