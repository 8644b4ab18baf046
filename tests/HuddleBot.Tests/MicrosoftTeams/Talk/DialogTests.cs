using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Playground.MicrosoftTeams.Tenant;
using static HuddleBot.Tests.MicrosoftTeams.Talk.TeamsHotel;

namespace HuddleBot.Tests.MicrosoftTeams.Talk;

/// <summary>The same forms as dialogs, as messages of old clients, and on other people's messages.</summary>
public sealed class DialogTests
{
    [Fact]
    public async Task A_form_opens_as_a_dialog_comes_back_when_something_is_wrong_and_closes_when_it_is_done()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        var opened = await hotel.Teams.FetchTaskAsync("tom", card, Verbs.Fix, IssueOn(card).ToString());
        Assert.True(opened.IsOk, opened.ToString());
        Assert.DoesNotContain(Verbs.Refresh, Buttons(opened.Card!.Value).Select(data => data.GetProperty("verb").GetString()));

        await hotel.Teams.SubmitDialogAsync("tom", new Dictionary<string, string?> { [Verbs.Inputs.Try] = "A new machine", [Verbs.Inputs.Date] = "2020-01-01" });
        var again = hotel.Teams.DialogOf("tom")!;
        Assert.Contains("has passed", TextOf(again.Card!.Value), StringComparison.Ordinal);
        Assert.Equal("A new machine", InputOf(again.Card!.Value, Verbs.Inputs.Try).GetProperty("value").GetString());
        Assert.Empty(await hotel.HistoryOfAsync(card));

        await hotel.Teams.SubmitDialogAsync("tom", new Dictionary<string, string?> { [Verbs.Inputs.Date] = "2099-01-01" });
        Assert.Null(hotel.Teams.DialogOf("tom"));
        await hotel.UntilShownAsync(card, "A new machine");
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Every_form_opens_as_a_dialog_in_the_state_to_which_it_belongs()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Ten euros for the wifi.");
        foreach (var verb in (string[])[Verbs.Fix, Verbs.Escalate, Verbs.Dismiss, Verbs.Celebrate]) await OpensAsync("tom", verb);
        await hotel.PressAsync("tom", card, Verbs.Fix);
        foreach (var verb in (string[])[Verbs.Done, Verbs.Change, Verbs.Show]) await OpensAsync("tom", verb);
        await hotel.PressAsync("tom", card, Verbs.Undo);
        await hotel.PressAsync("tom", card, Verbs.Celebrate);
        await OpensAsync("tom", Verbs.Celebrate);
        await hotel.PressAsync("tom", card, Verbs.Undo);
        await hotel.PressAsync("tom", card, Verbs.Escalate);
        foreach (var verb in (string[])[Verbs.TriageDecline, Verbs.TriageResolve, Verbs.TriageAccept]) await OpensAsync("ana", verb);
        await hotel.PressAsync("ana", card, Verbs.TriageAccept);
        foreach (var verb in (string[])[Verbs.TriageAssign, Verbs.TriageAccept]) await OpensAsync("ana", verb);
        await OpensAsync("tom", Verbs.Add, "front-desk");
        Assert.Contains("Only the team’s managers", (await hotel.Teams.FetchTaskAsync("tom", card, Verbs.TriageDecline, IssueOn(card).ToString())).Toast, StringComparison.Ordinal);
        Assert.NotNull((await hotel.Teams.FetchTaskAsync("tom", card, "no.such.verb", "x")).Toast);
        await hotel.AllIsWellAsync();

        async Task OpensAsync(string person, string verb, string? item = null)
        {
            var dialog = await hotel.Teams.FetchTaskAsync(person, card, verb, item ?? IssueOn(card).ToString());
            Assert.True(dialog.IsOk && dialog.Card is not null, $"{verb}: {dialog}");
        }
    }

    [Fact]
    public async Task What_is_one_tap_can_be_said_in_full_beforehand_too()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Ten euros for the wifi.");
        await hotel.Teams.FetchTaskAsync("tom", card, Verbs.Celebrate, IssueOn(card).ToString());
        Assert.True((await hotel.Teams.SubmitDialogAsync("tom", new Dictionary<string, string?> { [Verbs.Inputs.Thanks] = "Mia, for the flowers" })).IsOk);
        await hotel.UntilShownAsync(card, "Mia, for the flowers");
        await hotel.PressAsync("tom", card, Verbs.Undo);
        await hotel.PressAsync("tom", card, Verbs.Escalate);
        await hotel.Teams.FetchTaskAsync("ana", card, Verbs.TriageAccept, IssueOn(card).ToString());
        Assert.True((await hotel.Teams.SubmitDialogAsync("ana", new Dictionary<string, string?> { [Verbs.Inputs.Priority] = "high" })).IsOk);
        await hotel.UntilShownAsync(card, "High priority");
        Assert.Equal(["Celebrated", "Undone", "Escalated", "TriageAccepted"], await hotel.HistoryOfAsync(card));
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Who_comes_second_reads_in_the_dialog_who_was_first()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        await hotel.Teams.FetchTaskAsync("tom", card, Verbs.Dismiss, IssueOn(card).ToString());
        await hotel.PressAsync("ben", card, Verbs.Celebrate);
        Assert.Contains("Ben Okoro", (await hotel.Teams.SubmitDialogAsync("tom")).Toast, StringComparison.Ordinal);
        Assert.Equal(["Celebrated"], await hotel.HistoryOfAsync(card));
    }

    [Fact]
    public async Task A_button_of_an_old_client_decides_and_says_nothing_more_than_the_card_does()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        Assert.True((await hotel.Teams.ClickFallbackAsync("tom", card, Verbs.Fix, new Dictionary<string, string?> { [Verbs.Inputs.Try] = "A new machine" })).IsOk);
        await hotel.UntilShownAsync(card, "A new machine");
        await hotel.AllIsWellAsync();
        Assert.Empty(hotel.Teams.ThreadOf(card));
        Assert.DoesNotContain(hotel.Teams.PersonalChat("tom"), message => message.IsBot);
    }

    [Fact]
    public async Task An_old_client_is_told_privately_what_it_needs_to_know()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Ten euros for the wifi.");
        await hotel.PressAsync("tom", card, Verbs.Escalate, (Verbs.Inputs.Ask, "Make it free"));
        var escalation = await hotel.CardAsync("Make it free", Managers);
        await SubmitAsync("ben", Verbs.Celebrate);
        await hotel.ToldPrivatelyAsync("ben", "Tom Baker");
        await SubmitAsync("ana", Verbs.TriageDecline);
        await hotel.ToldPrivatelyAsync("ana", "give a reason");
        await SubmitAsync("ben", Verbs.Show);
        await hotel.ToldPrivatelyAsync("ben", "Ten euros for the wifi.");
        Assert.Empty(hotel.Teams.ThreadOf(card));
        Assert.Empty(hotel.Teams.ThreadOf(escalation));
        Assert.Equal(["Escalated"], await hotel.HistoryOfAsync(card));

        Task SubmitAsync(string person, string verb) =>
            hotel.Teams.SendActivityAsync(hotel.Activity("message", person, card.ConversationId, activity => activity["value"] = new JsonObject { ["verb"] = verb, ["item"] = IssueOn(card).ToString() }));
    }

    [Fact]
    public async Task A_message_is_sent_to_the_huddle_with_its_words()
    {
        await using var hotel = await OpenAsync();
        var said = await hotel.Teams.SayAsync("mia", FrontDesk, "Guests ask @Ben Okoro for <umbrellas> & towels");
        var dialog = await hotel.Teams.MessageActionAsync("tom", said);
        Assert.Equal("Guests ask Ben Okoro for <umbrellas> & towels", InputOf(dialog.Card!.Value, Verbs.Inputs.Words).GetProperty("value").GetString());
        var sent = await hotel.Teams.SubmitDialogAsync("tom", new Dictionary<string, string?> { [Verbs.Inputs.Words] = "Guests ask for umbrellas" });
        Assert.True(sent.IsOk, sent.ToString());
        Assert.Equal("Raised for Front desk: “Guests ask for umbrellas”", hotel.Teams.DialogOf("tom")!.Message);
        Assert.Contains("Tom Baker", (await hotel.CardAsync("Guests ask for umbrellas")).AllText, StringComparison.Ordinal);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Where_the_bot_is_not_installed_or_no_team_has_its_place_the_message_action_says_so_and_sends_nothing()
    {
        await using var hotel = await OpenAsync(isInstalled: false);
        var said = await hotel.Teams.SayAsync("mia", FrontDesk, "The lift is stuck");
        var dialog = await hotel.Teams.MessageActionAsync("tom", said);
        Assert.Contains("HuddleBot is not here yet", dialog.Toast, StringComparison.Ordinal);

        await hotel.Teams.InstallAsync(Everybody);
        var elsewhere = await hotel.Teams.SayAsync("mia", "General", "The lift is stuck");
        Assert.Contains("No team has its place here", (await hotel.Teams.MessageActionAsync("tom", elsewhere)).Toast, StringComparison.Ordinal);
        Assert.DoesNotContain(hotel.Teams.MessagesIn(FrontDesk), message => message.IsBot);
        Assert.Empty(hotel.Log.Alarms);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"data":7}""")]
    [InlineData("""{"data":{"data":{"verb":"issue.fix","item":"front-desk.0123456789abcdef"}}}""")]
    [InlineData("""{"commandId":"issue.add","messagePayload":{"body":[]},"data":{"words":{}}}""")]
    [InlineData("""{"commandId":"nothing"}""")]
    public async Task Whatever_a_dialog_sends_it_is_answered_in_words(string value)
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        foreach (var name in (string[])["task/fetch", "task/submit", "composeExtension/fetchTask", "composeExtension/submitAction"])
        {
            var answer = await hotel.Teams.SendActivityAsync(hotel.Invoke(name, "tom", card, JsonNode.Parse(value)));
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            if (answer.AnswerBody.Length > 0) Assert.True(JsonElement.Parse(answer.AnswerBody).TryGetProperty("task", out _), answer.AnswerBody);
        }

        Assert.Empty(hotel.Log.Alarms);
    }
}
