using System.Net;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Tests.Slack;

/// <summary>What managers and teams answer each other by: buttons, forms, and the dialog with one escalation of the queue.</summary>
public sealed class TriageButtonTests : IAsyncLifetime
{
    private static readonly ThemeId Wifi = ThemeId.Of("the form that began it");

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

    public static TheoryData<string, Type> Taps => new()
    {
        { Verbs.TriageSplit, typeof(IssueCommand.TriageSplit) },
        { Verbs.TriageUndo, typeof(IssueCommand.TriageUndo) },
        { Verbs.Helped, typeof(IssueCommand.SayHelped) },
        { Verbs.PartlyHelped, typeof(IssueCommand.SayHelped) },
        { Verbs.DidNotHelp, typeof(IssueCommand.SayHelped) },
    };

    [Theory]
    [MemberData(nameof(Taps))]
    public async Task One_tap_decides_once_and_says_nothing(string verb, Type command)
    {
        await bot.InteractAsync(Payloads.Click(verb));
        await bot.InteractAsync(Payloads.Click(verb));
        Assert.Equal(command, Assert.Single(bot.Desk.Done).Command.GetType());
        Assert.Empty(slack.Of("chat.postEphemeral"));
    }

    [Theory]
    [MemberData(nameof(Taps))]
    public async Task Nobody_taps_without_a_signature(string verb, Type command)
    {
        Assert.NotNull(command);
        var answer = await bot.PostAsync("payload=" + Uri.EscapeDataString(Payloads.Click(verb).ToJsonString()), "application/x-www-form-urlencoded", signature: "v0=" + new string('0', 64));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Empty(bot.Desk.Done);
    }

    [Fact]
    public async Task Whether_it_helped_is_what_the_button_says()
    {
        foreach (var (verb, outcome, at) in new[] { (Verbs.Helped, Outcome.Yes, "1.1"), (Verbs.PartlyHelped, Outcome.Partly, "1.2"), (Verbs.DidNotHelp, Outcome.No, "1.3") })
        {
            await bot.InteractAsync(Payloads.Click(verb, actionTs: at));
            Assert.Equal(new IssueCommand.SayHelped(outcome), bot.Desk.Done.Last().Command);
        }
    }

    [Theory]
    [InlineData(Verbs.TriageAsk, FormKind.Ask)]
    [InlineData(Verbs.TriageReturn, FormKind.Return)]
    [InlineData(Verbs.TriageMerge, FormKind.Merge)]
    [InlineData(Verbs.TriageSnooze, FormKind.Snooze)]
    [InlineData(Verbs.TriageReopen, FormKind.Reopen)]
    [InlineData(Verbs.AnswerQuestion, FormKind.AnswerQuestion)]
    public async Task A_button_opens_its_form_and_decides_nothing(string verb, FormKind form)
    {
        await bot.InteractAsync(Payloads.Click(verb));
        Assert.Equal(form, Assert.Single(bot.Desk.Looks).Form);
        Assert.Single(slack.Of("views.open"));
        Assert.Empty(bot.Desk.Done);
    }

    public static TheoryData<string, string, string, IssueCommand> Forms => new()
    {
        { Verbs.TriageAsk, "question", "Which floor?", new IssueCommand.TriageAsk("Which floor?") },
        { Verbs.TriageReturn, "guidance", "You may waive it yourselves", new IssueCommand.TriageReturn("You may waive it yourselves") },
        { Verbs.TriageSnooze, "date", "2026-12-01", new IssueCommand.TriageSnooze(new(2026, 12, 1)) },
        { Verbs.TriageReopen, "reason", "It broke again", new IssueCommand.Reopen("It broke again") },
        { Verbs.AnswerQuestion, "answer", "The third", new IssueCommand.AnswerQuestion("The third") },
        { Verbs.TriageMerge, "theme", Wifi.ToString(), new IssueCommand.TriageMerge(Wifi, "") },
        { Verbs.TriageAccept, "group", "lifts", new IssueCommand.TriageAccept(null, Priority.Normal, null) { Group = "lifts" } },
        { Verbs.TriageAccept, "group", ".", new IssueCommand.TriageAccept(null, Priority.Normal, null) },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_decides_what_it_says(string verb, string input, string value, IssueCommand command)
    {
        await bot.InteractAsync(Payloads.Submission(verb, Payloads.StateOf(), "V1", (input, value)));
        Assert.Equal(command.By(3), Assert.Single(bot.Desk.Done).Command);
    }

    [Fact]
    public async Task A_new_theme_is_the_same_when_its_form_comes_again()
    {
        var form = Payloads.Submission(Verbs.TriageMerge, Payloads.StateOf(), "V1", ("theme", "new"), ("title", "The wifi is dear"));
        await bot.InteractAsync(form.DeepClone().AsObject());
        await bot.InteractAsync(Payloads.Submission(Verbs.TriageMerge, Payloads.StateOf(), "V2", ("title", "The wifi is dear")));
        var merges = bot.Desk.Done.Select(done => (Merge: (IssueCommand.TriageMerge)done.Command, done.Operation)).ToList();
        Assert.All(merges, merge => Assert.Equal(new IssueCommand.TriageMerge(ThemeId.Of(merge.Operation), "The wifi is dear") { Seen = 3 }, merge.Merge));
        Assert.Equal(2, merges.Select(merge => merge.Merge.Theme).Distinct().Count());
    }

    [Theory]
    [InlineData("new", "title")]
    [InlineData("theme.forged", "theme")]
    [InlineData(null, "title")]
    public async Task A_merge_without_a_theme_stays_open_and_says_where(string? theme, string wrong)
    {
        var answer = await bot.InteractAsync(Payloads.Submission(Verbs.TriageMerge, Payloads.StateOf(), "V1", ("theme", theme), ("title", " ")));
        Assert.Equal("errors", (string?)answer.Json["response_action"]);
        Assert.Contains("block_" + wrong, answer.Json["errors"]!.AsObject().Select(error => error.Key));
        Assert.Empty(bot.Desk.Done);
    }

    [Fact]
    public async Task A_date_that_is_none_puts_nothing_off()
    {
        var answer = await bot.InteractAsync(Payloads.Submission(Verbs.TriageSnooze, Payloads.StateOf(), "V1", ("date", "next week")));
        Assert.Equal("errors", (string?)answer.Json["response_action"]);
        Assert.Empty(bot.Desk.Done);
    }

    [Fact]
    public async Task An_escalation_of_the_queue_opens_in_a_dialog_with_the_teams_name()
    {
        await bot.InteractAsync(Payloads.Click(Verbs.QueueOpen));
        Assert.Equal((Lounge.Issue, FormKind.EscalationCard), Assert.Single(bot.Desk.Looks) is var look ? (look.Item, look.Form) : default);
        var view = Assert.Single(slack.Of("views.open")).Body["view"]!;
        Assert.Equal(("modal", "London Heathrow lounge"), ((string?)view["type"], (string?)view["title"]!["text"]));
        Assert.Contains("EscalationCard", view["blocks"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_decided_in_the_dialog_is_drawn_into_it()
    {
        await bot.InteractAsync(Payloads.ClickInModal(Verbs.TriageAccept, Lounge.Issue.ToString()));
        Assert.Single(bot.Desk.Done);
        var update = Assert.Single(slack.Of("views.update"));
        Assert.Equal("V9", update["view_id"]);
        Assert.Contains("EscalationCard", update.Body["view"]!["blocks"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_no_in_the_dialog_is_said_over_it_since_nobody_sees_what_is_behind()
    {
        bot.Desk.Refusal = new Refusal.NotAManager();
        await bot.InteractAsync(Payloads.ClickInModal(Verbs.TriageAccept, Lounge.Issue.ToString()));
        Assert.Contains("RefusalForm NotAManager", Assert.Single(slack.Of("views.push")).Body["view"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(slack.Of("chat.postEphemeral"));
    }

    [Fact]
    public async Task A_form_of_the_dialog_opens_over_it_and_its_decision_is_drawn_below()
    {
        await bot.InteractAsync(Payloads.ClickInModal(Verbs.TriageDecline, Lounge.Issue.ToString()));
        var pushed = Assert.Single(slack.Of("views.push")).Body["view"]!;
        Assert.Empty(slack.Of("views.open"));
        var state = FormState.TryRead((string?)pushed["private_metadata"])!;
        Assert.Equal("V9", state.Over);

        await bot.InteractAsync(Payloads.Submission(Verbs.TriageDecline, state, "V10", ("reason", "The contract runs until May")));
        Assert.Equal(new IssueCommand.TriageDecline("The contract runs until May") { Seen = state.Version }, Assert.Single(bot.Desk.Done).Command);
        Assert.Equal("V9", Assert.Single(slack.Of("views.update"))["view_id"]);
    }

    [Fact]
    public async Task The_whole_comment_opens_over_the_dialog_and_turns_its_own_pages()
    {
        await bot.InteractAsync(Payloads.ClickInModal(Verbs.Show, Lounge.Issue.ToString()));
        Assert.Single(slack.Of("views.push"));
        await bot.InteractAsync(Payloads.ClickInModal(Verbs.Show, $"{Lounge.Issue}:1"));
        Assert.Equal(1, Assert.Single(slack.Of("views.update")).Body["view"] is JsonObject ? 1 : 0);
        Assert.Equal([0, 1], bot.Desk.Looks.Select(look => look.Page));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an issue")]
    public async Task A_forged_line_of_the_queue_opens_nothing(string item)
    {
        await bot.InteractAsync(Payloads.Click(Verbs.QueueOpen, item));
        Assert.Empty(slack.Of("views.open"));
        Assert.Contains("Unknown", Assert.Single(slack.Of("chat.postEphemeral"))["text"], StringComparison.Ordinal);
    }
}
