using HuddleBot.Core.Cards;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Deliveries;
using HuddleBot.Playground.Slack.Deliveries;
using HuddleBot.Playground.Slack.Workspace;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>Every button and form of a card.</summary>
public sealed class TaggingTests
{
    [Fact]
    public async Task A_fix_is_planned_changed_done_and_taken_back()
    {
        await using var hotel = await OpenAsync(time: new TestTime(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero)));
        var card = await hotel.CommentAsync("The lift is slow.");
        Assert.Equal([Verbs.Fix, Verbs.Escalate, Verbs.Celebrate, Verbs.Dismiss], hotel.ButtonsOf(card));
        await hotel.DecideAsync("U0001", card, Verbs.Fix, (Verbs.Inputs.Owner, "U0004"), (Verbs.Inputs.Try, "Call the mechanic"), (Verbs.Inputs.Date, "2026-11-27"));
        await hotel.UntilShownAsync(card, "Ben is fixing it by");
        await hotel.UntilShownAsync(card, "Call the mechanic");

        var change = await hotel.OpenFormAsync("U0004", card, Verbs.Change);
        Assert.True(Shows(change, "Call the mechanic") && Shows(change, "2026-11-27") && Shows(change, "U0004"));
        await hotel.Slack.SubmitAsync("U0004", change.Id, new Dictionary<string, string?> { [Verbs.Inputs.Try] = "Call another mechanic" });
        await hotel.UntilShownAsync(card, "Call another mechanic");

        await hotel.DecideAsync("U0001", card, Verbs.Done, (Verbs.Inputs.Outcome, "partly"), (Verbs.Inputs.WhatHappened, "It is less slow"));
        await hotel.UntilShownAsync(card, "It partly worked, says Tom");
        await hotel.UntilShownAsync(card, "It is less slow");
        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Undo);
        await hotel.UntilShownAsync(card, "Ben is fixing it by");
        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Undo);
        await hotel.Slack.WaitUntilAsync(() => hotel.ButtonsOf(card).Contains(Verbs.Fix));
        await hotel.AllIsWellAsync();
        Assert.Equal(["FixPlanned", "FixPlanned", "Finished", "Undone", "Undone"], (await hotel.HistoryOfAsync(hotel.IssueOn(card))).Select(row => row.GetString("Event")));
        Assert.Empty(await hotel.RowsOfAsync(FrontDesk, TeamRows.Promise));
        Assert.Single(await hotel.RowsOfAsync(FrontDesk, TeamRows.Open));
    }

    [Theory]
    [InlineData("yes", "It worked, says Tom")]
    [InlineData("no", "It did not work, says Tom")]
    public async Task Done_says_whether_it_worked(string outcome, string words)
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("The lift is slow.");
        await hotel.DecideAsync("U0001", card, Verbs.Fix);
        await hotel.UntilShownAsync(card, "is fixing it");
        await hotel.DecideAsync("U0001", card, Verbs.Done, (Verbs.Inputs.Outcome, outcome));
        await hotel.UntilShownAsync(card, words);
        Assert.Equal([Verbs.Undo], hotel.ButtonsOf(card));
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task A_promoter_is_celebrated_first_and_the_thanks_are_told()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Lovely people.", 10);
        Assert.Equal([Verbs.Celebrate, Verbs.Fix, Verbs.Escalate, Verbs.Dismiss], hotel.ButtonsOf(card));
        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Celebrate);
        await hotel.UntilShownAsync(card, "Celebrated by Tom");
        await hotel.DecideAsync("U0001", card, Verbs.Change, (Verbs.Inputs.Thanks, "Mia, for the flowers"));
        await hotel.UntilShownAsync(card, "Mia, for the flowers");
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.ThreadOf(FrontDesk, card.Ts).Any(reply => Shows(reply, "Mia, for the flowers")));
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Not_actionable_has_a_reason_that_can_be_changed()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Hm.");
        await hotel.DecideAsync("U0001", card, Verbs.Dismiss);
        await hotel.UntilShownAsync(card, "Not actionable, says Tom: Nothing we can act on");
        await hotel.DecideAsync("U0001", card, Verbs.Change, (Verbs.Inputs.Reason, "Not serious"));
        await hotel.UntilShownAsync(card, "Not actionable, says Tom: Not serious");
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task A_day_that_has_passed_keeps_the_form_open()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("The lift is slow.");
        var answer = await hotel.DecideAsync("U0001", card, Verbs.Fix, (Verbs.Inputs.Date, "2020-01-01"));
        Assert.Contains("That day has passed", Assert.Single(answer.Errors!).Value, StringComparison.Ordinal);
        await hotel.Slack.SubmitAsync("U0001", Assert.Single(hotel.Slack.OpenViewsOf("U0001")).Id, new Dictionary<string, string?> { [Verbs.Inputs.Date] = "2099-01-01" });
        await hotel.UntilShownAsync(card, "Tom is fixing it by");
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Who_is_no_member_is_told_so_privately_and_changes_nothing()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("The lift is slow.");
        foreach (var (verb, told) in new[] { Verbs.Fix, Verbs.Escalate, Verbs.Celebrate, Verbs.Dismiss }.Index().Select(verb => (verb.Item, verb.Index)))
        {
            await hotel.Slack.ClickAsync("U0003", FrontDesk, card.Ts, verb);
            Assert.Contains("Only members of the channel of Front desk", (await hotel.ToldAsync("U0003", told)).AllText, StringComparison.Ordinal);
        }

        await hotel.AllIsWellAsync();
        Assert.Empty(hotel.Slack.OpenViewsOf("U0003"));
        Assert.Empty(await hotel.HistoryOfAsync(hotel.IssueOn(card)));
    }

    [Fact]
    public async Task A_manager_who_is_no_member_may_tag_and_a_new_member_too()
    {
        await using var hotel = await OpenAsync();
        var (first, second) = (await hotel.CommentAsync("The soup is cold.", area: Restaurant), await hotel.CommentAsync("The soup is hot.", area: Restaurant));
        await hotel.Slack.ClickAsync("U0003", Restaurant, first.Ts, Verbs.Celebrate);
        await hotel.UntilShownAsync(first, "Celebrated by Carol");
        await hotel.Slack.ClickAsync("U0004", Restaurant, second.Ts, Verbs.Celebrate);
        await hotel.ToldAsync("U0004");
        await hotel.Slack.AddMemberAsync(Restaurant, "U0004");
        await hotel.Slack.ClickAsync("U0004", Restaurant, second.Ts, Verbs.Celebrate);
        await hotel.UntilShownAsync(second, "Celebrated by Ben");
    }

    [Theory]
    [InlineData("restaurant.0123456789abcdef")]
    [InlineData("nobody.0123456789abcdef")]
    [InlineData("junk")]
    [InlineData("")]
    [InlineData("front-desk.../../x")]
    public async Task A_forged_button_is_refused_and_changes_nothing(string value)
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("The lift is slow.");
        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Fix);
        var issue = hotel.IssueOn(card).ToString();
        var click = hotel.Slack.Deliveries.Last(delivery => delivery.Request.Kind == "block_actions").Request;
        foreach (var verb in new[] { Verbs.Celebrate, Verbs.Undo, Verbs.TriageAccept, Verbs.Open, Verbs.Escalate, Verbs.Show })
        {
            var forged = click with { Body = click.Body.Replace(Uri.EscapeDataString(issue), Uri.EscapeDataString(value), StringComparison.Ordinal).Replace(Verbs.Fix, verb, StringComparison.Ordinal) };
            Assert.NotEqual(click.Body, forged.Body);
            Assert.Equal(System.Net.HttpStatusCode.OK, (await hotel.Slack.RedeliverAsync(forged)).Status);
        }

        await hotel.AllIsWellAsync();
        Assert.NotEmpty(hotel.Slack.EphemeralsOf("U0001"));
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
        Assert.Empty(await hotel.RowsOfAsync(FrontDesk, TeamRows.History));
        Assert.Empty(await hotel.RowsOfAsync(Restaurant, TeamRows.History));
    }

    [Fact]
    public async Task Everything_that_comes_twice_at_once_is_done_once()
    {
        await using var hotel = await OpenAsync();
        hotel.Slack.Repetition = Repetition.TwiceAtOnce;
        var card = await hotel.CommentAsync("The lift is slow.");
        await hotel.DecideAsync("U0001", card, Verbs.Fix);
        await hotel.UntilShownAsync(card, "Tom is fixing it");
        await hotel.DecideAsync("U0001", card, Verbs.Done);
        await hotel.UntilShownAsync(card, "It worked");
        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Undo);
        await hotel.UntilShownAsync(card, "Tom is fixing it");
        await hotel.Slack.CommandAsync("U0001", FrontDesk, "/huddle add The lamp flickers");
        await hotel.CardAsync("The lamp flickers");
        await hotel.Slack.MessageShortcutAsync("U0001", FrontDesk, card.Ts, Verbs.Add);
        await hotel.Slack.SubmitAsync("U0001", (await hotel.Slack.WaitForAsync(() => hotel.Slack.OpenViewsOf("U0001").SingleOrDefault())).Id, new Dictionary<string, string?> { [Verbs.Inputs.Words] = "The tap drips" });
        await hotel.CardAsync("The tap drips");
        await hotel.AllIsWellAsync();
        Assert.Equal(3, hotel.Slack.MessagesIn(FrontDesk).Count);
        Assert.Equal(["FixPlanned", "Finished", "Undone"], (await hotel.HistoryOfAsync(hotel.IssueOn(card))).Select(row => row.GetString("Event")));

        // And once more much later, by when the bot has forgotten what it had in memory.
        await hotel.StopBotAsync();
        await hotel.StartBotAsync();
        var history = (await hotel.RowsOfAsync(FrontDesk, TeamRows.History)).Count;
        foreach (var request in hotel.Slack.Deliveries.Select(delivery => delivery.Request).Where(request => request.Kind is "block_actions" or "view_submission" or "command").Distinct().ToList())
            await hotel.Slack.RedeliverAsync(request);
        await hotel.AllIsWellAsync();
        Assert.Equal(history, (await hotel.RowsOfAsync(FrontDesk, TeamRows.History)).Count);
        Assert.Equal(3, hotel.Slack.MessagesIn(FrontDesk).Count);
    }

    [Fact]
    public async Task A_message_is_raised_as_an_issue_with_its_words()
    {
        await using var hotel = await OpenAsync();
        Message message = await hotel.Slack.PostAsUserAsync("U0004", FrontDesk, "Three guests asked for <umbrellas> & boots");
        await hotel.Slack.MessageShortcutAsync("U0001", FrontDesk, message.Ts, Verbs.Add);
        var form = await hotel.Slack.WaitForAsync(() => hotel.Slack.OpenViewsOf("U0001").SingleOrDefault());
        Assert.True(Shows(form, "Three guests asked for <umbrellas> & boots"));
        await hotel.Slack.SubmitAsync("U0001", form.Id);
        var card = await hotel.Slack.WaitForAsync(() => hotel.Slack.MessagesIn(FrontDesk).SingleOrDefault(posted => posted.IsBot));
        Assert.True(Shows(card, "Raised by Tom"));
        await hotel.DecideAsync("U0001", card, Verbs.Escalate);
        await hotel.CardAsync("umbrellas", Managers);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task The_command_raises_lists_and_helps()
    {
        await using var hotel = await OpenAsync();
        await hotel.Slack.CommandAsync("U0001", FrontDesk, "/huddle add The lamp flickers");
        await hotel.CardAsync("The lamp flickers");
        Assert.Contains("The lamp flickers", (await hotel.ToldAsync("U0001")).AllText, StringComparison.Ordinal);
        await hotel.Slack.CommandAsync("U0001", FrontDesk, "/huddle issues");
        Assert.Contains("Open in Front desk", (await hotel.ToldAsync("U0001", 1)).AllText, StringComparison.Ordinal);
        await hotel.Slack.CommandAsync("U0001", FrontDesk, "/huddle help");
        Assert.Contains("How HuddleBot works for Front desk", (await hotel.ToldAsync("U0001", 2)).AllText, StringComparison.Ordinal);
        await hotel.Slack.CommandAsync("U0001", FrontDesk, "/huddle add");
        var form = await hotel.Slack.WaitForAsync(() => hotel.Slack.OpenViewsOf("U0001").SingleOrDefault());
        await hotel.Slack.SubmitAsync("U0001", form.Id, new Dictionary<string, string?> { [Verbs.Inputs.Words] = "The tap drips" });
        await hotel.CardAsync("The tap drips");

        (string Line, string Told)[] elsewhere =
            [("/huddle add Nobody reads this", "No team has its place here"), ("/huddle issues", "No team has its place here"), ("/huddle", "How HuddleBot works")];
        foreach (var (said, (line, told)) in elsewhere.Index())
        {
            Assert.True((await hotel.Slack.CommandAsync("U0003", "cx-leads", line)).IsOk);
            Assert.Contains(told, (await hotel.ToldAsync("U0003", said)).AllText, StringComparison.Ordinal);
        }

        await hotel.Slack.CommandAsync("U0003", FrontDesk, "/huddle add Not from me");
        Assert.Contains("Only members", (await hotel.ToldAsync("U0003", 3)).AllText, StringComparison.Ordinal);
        await hotel.AllIsWellAsync();
        Assert.Equal(2, hotel.Slack.MessagesIn(FrontDesk).Count);
    }
}
