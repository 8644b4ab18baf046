using System.Net;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Tests.Slack;

public sealed class InteractionTests : IAsyncLifetime
{
    private static readonly Actor Ann = new(new(Platform.Slack, "T1", "U1"), "Ann") { From = Lounge.Channel };

    private StubSlack slack = null!;
    private SlackBot bot = null!;

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
    [InlineData(Verbs.Fix, FormKind.Fix)]
    [InlineData(Verbs.Escalate, FormKind.Escalate)]
    [InlineData(Verbs.Dismiss, FormKind.Dismiss)]
    [InlineData(Verbs.Done, FormKind.Done)]
    [InlineData(Verbs.Change, FormKind.Change)]
    [InlineData(Verbs.TriageAssign, FormKind.TriageChange)]
    [InlineData(Verbs.TriageDecline, FormKind.Decline)]
    [InlineData(Verbs.TriageResolve, FormKind.Resolve)]
    public async Task A_button_opens_its_form_which_knows_the_channel(string verb, FormKind form)
    {
        Assert.Equal(HttpStatusCode.OK, (await bot.InteractAsync(Payloads.Click(verb))).Status);
        var look = Assert.Single(bot.Desk.Looks);
        Assert.Equal((Lounge.Issue, Ann.Id, form, 0), (look.Item, look.Actor.Id, look.Form, look.Page));
        var opened = Assert.Single(slack.Of("views.open"));
        Assert.Equal("trigger-1763800000.000100", opened["trigger_id"]);
        Assert.Equal("C1", FormState.TryRead((string?)opened.Body["view"]!["private_metadata"])!.Channel);
    }

    [Fact]
    public async Task One_tap_decides_at_once()
    {
        await bot.InteractAsync(Payloads.Click(Verbs.Celebrate, actionTs: "1.1"));
        await bot.InteractAsync(Payloads.Click(Verbs.TriageAccept, actionTs: "1.2"));
        await bot.InteractAsync(Payloads.Click(Verbs.Undo, actionTs: "1.3"));
        Assert.Equal(
            [new IssueCommand.Celebrate(null), new IssueCommand.TriageAccept(null, Priority.Normal, null), new IssueCommand.Undo(null)],
            bot.Desk.Done.Select(done => done.Command));
        Assert.All(bot.Desk.Done, done => Assert.Equal((Lounge.Issue, Ann), (done.Item, done.Actor)));
        Assert.Empty(slack.Of("chat.postEphemeral"));
    }

    [Fact]
    public async Task The_person_is_who_Slack_says_and_not_what_a_button_says()
    {
        var click = Payloads.Click(Verbs.Celebrate, user: "U7");
        click["actions"]![0]!["user"] = "U1";
        slack.On("users.info", """{"ok":false,"error":"user_not_found"}""");
        await bot.InteractAsync(click);
        Assert.Equal(new Actor(new(Platform.Slack, "T1", "U7"), "ann.user") { From = Lounge.Channel }, Assert.Single(bot.Desk.Done).Actor);
    }

    [Fact]
    public async Task Opening_a_gathered_comment_names_the_message()
    {
        await bot.InteractAsync(Payloads.Click(Verbs.Open));
        Assert.Equal(Lounge.Issue, Assert.Single(bot.Desk.Opened));
    }

    [Fact]
    public async Task Show_all_opens_the_comment_and_turns_its_pages_in_place()
    {
        await bot.InteractAsync(Payloads.Click(Verbs.Show, $"{Lounge.Issue}", actionTs: "1.1"));
        await bot.InteractAsync(Payloads.ClickInModal(Verbs.Show, $"{Lounge.Issue}:2"));
        Assert.Equal([0, 2], bot.Desk.Looks.Select(look => look.Page));
        Assert.Single(slack.Of("views.open"));
        var turned = Assert.Single(slack.Of("views.update"));
        Assert.Equal(("V9", "h1"), (turned["view_id"], turned["hash"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("lhr-lounge.0000")]
    [InlineData("../x.0123456789abcdef")]
    public async Task A_forged_button_is_told_so_privately(string value)
    {
        foreach (var verb in (string[])[Verbs.Fix, Verbs.Celebrate, Verbs.Show, Verbs.Open]) await bot.InteractAsync(Payloads.Click(verb, value, actionTs: verb));
        Assert.Equal(4, slack.Of("chat.postEphemeral").Count(note => note["text"] == "RefusalNote Unknown &lt;&amp;&gt;"));
        Assert.Empty(bot.Desk.Done);
    }

    [Fact]
    public async Task A_refused_click_is_told_to_nobody_else()
    {
        bot.Desk.Refusal = new Refusal.NotAMember();
        await bot.InteractAsync(Payloads.Click(Verbs.Celebrate));
        var note = Assert.Single(slack.Of("chat.postEphemeral"));
        Assert.Equal(("C1", "U1", "none"), (note["channel"], note["user"], note["parse"]));
        Assert.Empty(slack.Of("chat.postMessage"));
    }

    [Fact]
    public async Task Where_the_bot_is_not_in_the_channel_the_click_has_an_address_of_its_own()
    {
        bot.Desk.Refusal = new Refusal.NotAManager();
        slack.On("chat.postEphemeral", """{"ok":false,"error":"not_in_channel"}""");
        await bot.InteractAsync(Payloads.Click(Verbs.Celebrate, responseUrl: slack.ResponseUrl.AbsoluteUri));
        var note = Assert.Single(slack.Of("response_url"));
        Assert.Equal(("ephemeral", ""), (note["response_type"], note.Authorization));
    }

    [Fact]
    public async Task An_address_outside_Slack_is_never_followed()
    {
        bot.Desk.Refusal = new Refusal.NotAManager();
        slack.On("chat.postEphemeral", """{"ok":false,"error":"not_in_channel"}""").On("chat.postMessage", """{"ok":true,"channel":"D1","ts":"1.1"}""");
        await bot.InteractAsync(Payloads.Click(Verbs.Celebrate, responseUrl: slack.ResponseUrl.AbsoluteUri.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));
        Assert.Empty(slack.Of("response_url"));
        Assert.Equal("U1", Assert.Single(slack.Of("chat.postMessage"))["channel"]);
    }

    [Fact]
    public async Task Tap_and_submit_is_enough()
    {
        foreach (var (verb, command) in new (string, IssueCommand)[]
        {
            (Verbs.Fix, new IssueCommand.Fix(null, null, null)),
            (Verbs.Escalate, new IssueCommand.Escalate(null, null, null)),
            (Verbs.Dismiss, new IssueCommand.Dismiss(null)),
            (Verbs.Done, new IssueCommand.Finish(Outcome.Yes, null)),
            (Verbs.TriageDecline, new IssueCommand.TriageDecline(null)),
            (Verbs.TriageResolve, new IssueCommand.TriageResolve(null)),
        })
        {
            var answer = await bot.InteractAsync(Payloads.Submission(verb, Payloads.StateOf(), "V" + verb));
            Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Body));
            Assert.Equal(command.By(3), bot.Desk.Done.Last().Command);
        }
    }

    [Fact]
    public async Task What_was_entered_arrives()
    {
        (string, (string, string?)[], IssueCommand)[] forms =
        [
            (Verbs.Fix, [("owner", "U2"), ("try", " Put up a sign "), ("date", "2026-11-24")],
                new IssueCommand.Fix(new(new(Platform.Slack, "T1", "U2"), "Ann"), "Put up a sign", new LocalDate(2026, 11, 24))),
            (Verbs.Escalate, [("category", "price"), ("ask", "Cheaper"), ("also_hurt", "Gate")], new IssueCommand.Escalate("price", "Cheaper", "Gate")),
            (Verbs.Dismiss, [("reason", "spam")], new IssueCommand.Dismiss("spam")),
            (Verbs.Done, [("outcome", "partly"), ("what_happened", "Half")], new IssueCommand.Finish(Outcome.Partly, "Half")),
            (Verbs.TriageDecline, [("reason", "No money")], new IssueCommand.TriageDecline("No money")),
            (Verbs.TriageResolve, [("answer", "Done")], new IssueCommand.TriageResolve("Done")),
        ];
        foreach (var (verb, inputs, command) in forms)
        {
            await bot.InteractAsync(Payloads.Submission(verb, Payloads.StateOf(), "V" + verb, inputs));
            Assert.Equal(command.By(3), bot.Desk.Done.Last().Command);
        }
    }

    [Fact]
    public async Task A_form_that_changes_a_decision_says_which_version_was_seen()
    {
        await bot.InteractAsync(Payloads.Submission(Verbs.Celebrate, Payloads.StateOf(isChange: true), "V1", ("thanks", "Bo")));
        await bot.InteractAsync(Payloads.Submission(Verbs.TriageAccept, Payloads.StateOf(isChange: true), "V2", ("priority", "high"), ("date", "2026-12-01")));
        Assert.Equal(
            [
                new IssueCommand.Change(new IssueCommand.Celebrate("Bo"), 3),
                new IssueCommand.Change(new IssueCommand.TriageAccept(null, Priority.High, new LocalDate(2026, 12, 1)), 3),
            ],
            bot.Desk.Done.Select(done => done.Command));
    }

    [Theory]
    [InlineData("date", "date")]
    [InlineData("reason", "reason")]
    public async Task What_can_be_mended_is_said_under_its_field(string field, string input)
    {
        bot.Desk.Refusal = field == "date" ? new Refusal.DateInThePast() : new Refusal.Missing(field);
        var submission = Payloads.Submission(Verbs.Fix, Payloads.StateOf(), "V1", ("owner", "U1"), ("reason", null), ("date", "2020-01-01"));
        var answer = await bot.InteractAsync(submission);
        Assert.Equal("errors", (string?)answer.Json["response_action"]);
        Assert.StartsWith("RefusalNote", (string?)answer.Json["errors"]![$"block_{input}"], StringComparison.Ordinal);

        bot.Desk.Refusal = null;
        Assert.Equal("", (await bot.InteractAsync(submission)).Body);
        Assert.Single(bot.Desk.Done);
    }

    [Fact]
    public async Task Who_comes_second_sees_in_the_form_who_was_first()
    {
        bot.Desk.Refusal = new Refusal.DecidedBefore(new IssueEvent.Dismissed(Ann, Instant.MinValue, null));
        var answer = await bot.InteractAsync(Payloads.Submission(Verbs.Fix, Payloads.StateOf(), "V1", ("try", "x")));
        Assert.Equal("update", (string?)answer.Json["response_action"]);
        Assert.Equal("RefusalForm DecidedBefore", (string?)answer.Json["view"]!["blocks"]![0]!["text"]!["text"]);
    }

    [Theory]
    [InlineData("issue.fix", "not json")]
    [InlineData("no.such.form", null)]
    public async Task A_forged_form_is_answered_kindly(string callbackId, string? metadata)
    {
        var submission = Payloads.Submission(callbackId, Payloads.StateOf());
        if (metadata is not null) submission["view"]!["private_metadata"] = metadata;
        Assert.Equal("RefusalForm Unknown", (string?)(await bot.InteractAsync(submission)).Json["view"]!["blocks"]![0]!["text"]!["text"]);
        Assert.Empty(bot.Desk.Done);
    }

    [Fact]
    public async Task The_same_delivery_ten_times_at_once_does_and_says_one_thing()
    {
        bot.Desk.Refusal = new Refusal.NotAMember();
        var refused = Payloads.Click(Verbs.Celebrate, actionTs: "1.1");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => bot.InteractAsync(refused)));
        Assert.Single(slack.Of("chat.postEphemeral"));

        bot.Desk.Refusal = null;
        var (form, tap) = (Payloads.Submission(Verbs.Fix, Payloads.StateOf()), Payloads.Click(Verbs.Undo, actionTs: "1.2"));
        await Task.WhenAll(Enumerable.Range(0, 10).SelectMany(_ => new[] { bot.InteractAsync(form), bot.InteractAsync(tap), bot.CommandAsync("add words") }));
        Assert.Equal(3, bot.Desk.Done.Count);
    }

    [Fact]
    public async Task The_message_shortcut_opens_the_form_with_the_words_of_the_message()
    {
        await bot.InteractAsync(Payloads.MessageAction(Verbs.Add, "The <https://x.test|lift> &amp; <@U2|bo> are stuck"));
        Assert.Equal("The lift & @bo are stuck", Assert.Single(bot.Desk.LookedToAdd));
        Assert.Single(slack.Of("views.open"));
    }

    [Fact]
    public async Task The_form_raises_an_issue_and_says_so()
    {
        await bot.InteractAsync(Payloads.Submission(Verbs.Add, new(Lounge.Team.Id.ToString(), 0, false, "C1"), "V1", ("words", "The lift is stuck")));
        var raised = Assert.Single(bot.Desk.Done);
        Assert.Equal((Lounge.Team.Id, new IssueCommand.Raise("The lift is stuck")), (raised.Team, raised.Command));
        Assert.Equal("AddedNote &lt;&amp;&gt;", Assert.Single(slack.Of("chat.postEphemeral"))["text"]);
    }

    [Theory]
    [InlineData("", "C1", "Help")]
    [InlineData("help", "C1", "Help")]
    [InlineData("dance", "C1", "Help")]
    [InlineData("help", "C404", "Help without a team")]
    [InlineData("add something", "C404", "RefusalNote NoTeamHere")]
    [InlineData("ISSUES", "C1", "IssuesList")]
    [InlineData("  add   The lift is stuck ", "C1", "AddedNote")]
    public async Task A_command_is_answered_to_this_person_only(string text, string channel, string shows)
    {
        var answer = await bot.CommandAsync(text, channel);
        Assert.Equal(("ephemeral", shows), ((string?)answer.Json["response_type"], (string?)answer.Json["blocks"]![0]!["text"]!["text"]));
        if (shows == "AddedNote") Assert.Equal(new IssueCommand.Raise("The lift is stuck"), Assert.Single(bot.Desk.Done).Command);
        else Assert.Empty(bot.Desk.Done);
    }

    [Fact]
    public async Task Add_without_words_opens_the_form()
    {
        Assert.Equal("", (await bot.CommandAsync("add")).Body);
        Assert.Null(Assert.Single(bot.Desk.LookedToAdd));
        Assert.Equal("trigger-command", Assert.Single(slack.Of("views.open"))["trigger_id"]);
    }

    [Fact]
    public async Task The_home_tab_shows_what_I_promised()
    {
        await bot.EventAsync(Payloads.Event("app_home_opened", new() { ["user"] = "U1", ["channel"] = "D1", ["tab"] = "home" }));
        await bot.EventAsync(Payloads.Event("app_home_opened", new() { ["user"] = "U1", ["channel"] = "D1", ["tab"] = "messages" }, "Ev2"));
        var published = Assert.Single(slack.Of("views.publish"));
        Assert.Equal(("U1", "home"), (published["user_id"], (string?)published.Body["view"]!["type"]));
    }

    [Fact]
    public async Task Calling_the_bot_by_name_helps_once()
    {
        var mention = Payloads.Event("app_mention", new() { ["user"] = "U1", ["channel"] = "C1", ["text"] = "<@UBOT> hi", ["ts"] = "1.1" });
        await bot.EventAsync(mention);
        await bot.EventAsync(mention);
        Assert.Equal("Help &lt;&amp;&gt;", Assert.Single(slack.Of("chat.postEphemeral"))["text"]);
    }

    [Theory]
    [InlineData("<@UBOT> issues", "C1", "IssuesList")]
    [InlineData("<@UBOT|huddlebot>: ISSUES", "C1", "IssuesList")]
    [InlineData("Hello <@U2>, ask <@UBOT> issues", "C1", "IssuesList")]
    [InlineData("<@UBOT>  add   The <https://x.test|lift> &amp; <@U2|bo> are stuck ", "C1", "AddedNote")]
    [InlineData("<@UBOT> add", "C1", "Help")]
    [InlineData("<@UBOT> help", "C1", "Help")]
    [InlineData("<@UBOT>", "C1", "Help")]
    [InlineData("Thank you <@UBOT>", "C1", "Help")]
    [InlineData("<@UBOT> issues", "C404", "RefusalNote NoTeamHere")]
    public async Task A_mention_does_what_the_command_does_and_answers_this_person_in_the_thread(string text, string channel, string shows)
    {
        var mention = Payloads.Event("app_mention", new() { ["user"] = "U1", ["channel"] = channel, ["text"] = text, ["ts"] = "1.2", ["thread_ts"] = "1.1" });
        mention["authorizations"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["user_id"] = "UBOT", ["is_bot"] = true });
        await bot.EventAsync(mention);
        await bot.EventAsync(mention);
        var told = Assert.Single(slack.Of("chat.postEphemeral"));
        Assert.Equal(($"{shows} &lt;&amp;&gt;", channel, "U1", "1.1"), (told["text"], told["channel"], told["user"], told["thread_ts"]));
        Assert.Empty(slack.Of("chat.postMessage"));
        if (shows != "AddedNote")
        {
            Assert.Empty(bot.Desk.Done);
            return;
        }

        var raised = Assert.Single(bot.Desk.Done);
        Assert.Equal((Ann, new IssueCommand.Raise("The lift & @bo are stuck")), (raised.Actor, raised.Command));
    }

    [Fact]
    public async Task A_mention_that_comes_again_to_another_replica_raises_nothing_twice()
    {
        await using var other = await SlackBot.StartAsync(slack);
        var mention = Payloads.Event("app_mention", new() { ["user"] = "U1", ["channel"] = "C1", ["text"] = "<@UBOT> add The lift is stuck", ["ts"] = "1.2" });
        await bot.EventAsync(mention);
        await other.EventAsync(mention);
        Assert.Equal(Assert.Single(bot.Desk.Done).Operation, Assert.Single(other.Desk.Done).Operation);
    }

    [Fact]
    public async Task A_mention_that_may_not_is_told_why_not()
    {
        bot.Desk.Refusal = new Refusal.NotAMember();
        await bot.EventAsync(Payloads.Event("app_mention", new() { ["user"] = "U7", ["channel"] = "C1", ["text"] = "<@UBOT> add The lift is stuck", ["ts"] = "1.2" }));
        Assert.Equal("RefusalNote NotAMember &lt;&amp;&gt;", Assert.Single(slack.Of("chat.postEphemeral"))["text"]);
    }

    [Fact]
    public async Task A_form_that_is_open_already_is_not_opened_again()
    {
        slack.On("views.open", """{"ok":false,"error":"exchanged_trigger_id"}""");
        await bot.InteractAsync(Payloads.Click(Verbs.Fix));
        Assert.Empty(slack.Of("chat.postEphemeral"));
    }

    [Fact]
    public async Task A_click_that_took_too_long_to_open_its_form_is_to_be_tried_again()
    {
        slack.On("views.open", """{"ok":false,"error":"expired_trigger_id"}""");
        await bot.InteractAsync(Payloads.Click(Verbs.Fix));
        Assert.Equal("TryAgainNote &lt;&amp;&gt;", Assert.Single(slack.Of("chat.postEphemeral"))["text"]);
    }
}
