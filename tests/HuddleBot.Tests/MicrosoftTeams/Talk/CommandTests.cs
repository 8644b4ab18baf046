using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using static HuddleBot.Tests.MicrosoftTeams.Talk.TeamsHotel;

namespace HuddleBot.Tests.MicrosoftTeams.Talk;

/// <summary>People write to the bot, in a channel by its name or in a chat of their own.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task In_a_channel_commands_are_answered_in_the_thread_where_they_were_said()
    {
        await using var hotel = await OpenAsync();
        await hotel.CommentAsync("Cold coffee.");
        await hotel.RepliedAsync(await hotel.Teams.SayAsync("tom", FrontDesk, "@HuddleBot help"), "Fix it ourselves:");
        await hotel.RepliedAsync(await hotel.Teams.SayAsync("tom", FrontDesk, "@HuddleBot issues"), "Cold coffee.");
        await hotel.RepliedAsync(await hotel.Teams.SayAsync("tom", FrontDesk, "Hello @Ben Okoro, ask @HuddleBot: ISSUES"), "Cold coffee.");
        var added = await hotel.Teams.SayAsync("tom", FrontDesk, "@HuddleBot add The lift is stuck &amp; @Ben Okoro&nbsp;knows");
        await hotel.RepliedAsync(added, "The lift is stuck & Ben Okoro knows");
        Assert.Contains("Tom Baker", (await hotel.CardAsync("The lift is stuck & Ben Okoro knows")).AllText, StringComparison.Ordinal);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Adding_without_words_gives_the_form_and_the_form_raises_the_issue()
    {
        await using var hotel = await OpenAsync();
        var form = await hotel.RepliedAsync(await hotel.Teams.SayAsync("tom", FrontDesk, "@HuddleBot add"), "What is it about?");
        var empty = await hotel.PressAsync("tom", form, Verbs.Add, new JsonObject { ["item"] = "front-desk" });
        Assert.Contains("say what it is about", TextOf(CardOf(empty)), StringComparison.Ordinal);
        var raised = await hotel.Teams.ClickAsync("tom", form, Verbs.Add, new Dictionary<string, string?> { [Verbs.Inputs.Words] = "No umbrellas" });
        Assert.Contains("No umbrellas", TextOf(raised.Card!.Value), StringComparison.Ordinal);
        await hotel.CardAsync("No umbrellas");
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task What_is_not_said_to_the_bot_or_by_a_person_or_is_said_again_does_nothing()
    {
        await using var hotel = await OpenAsync();
        var said = await hotel.Teams.SayAsync("tom", FrontDesk, "@HuddleBot add The lift is stuck");
        await hotel.CardAsync("The lift is stuck");
        await hotel.Teams.EditAsync("tom", said, "@HuddleBot add The lift is stuck again");
        var heard = hotel.Teams.Deliveries.First(delivery => delivery.Kind == "message");
        await hotel.Teams.RedeliverAsync(heard);
        var conversation = said.ConversationId;
        await SayAsync("add No mention", _ => { });
        await SayAsync("<at>HuddleBot</at> add Looks like a mention", _ => { });
        await SayAsync("<at>HuddleBot</at> add From a bot", activity =>
        {
            activity["from"] = new JsonObject { ["id"] = "28:another-bot", ["name"] = "Bot", ["aadObjectId"] = hotel.Teams.PersonNamed("tom").Id };
            activity["entities"] = new JsonArray(Mention());
        });
        await hotel.AllIsWellAsync();
        Assert.Equal(1, hotel.Teams.MessagesIn(FrontDesk).Count(message => message.IsBot && message.AllText.Contains("Tom Baker", StringComparison.Ordinal)));

        Task SayAsync(string text, Action<JsonObject> more) => hotel.Teams.SendActivityAsync(hotel.Activity("message", "tom", conversation, activity =>
        {
            activity["text"] = text;
            more(activity);
        }));

        JsonObject Mention() => new() { ["type"] = "mention", ["text"] = "<at>HuddleBot</at>", ["mentioned"] = new JsonObject { ["id"] = "28:" + hotel.Teams.AppId, ["name"] = "HuddleBot" } };
    }

    [Fact]
    public async Task In_a_channel_of_no_team_the_bot_says_where_to_say_it()
    {
        await using var hotel = await OpenAsync();
        await hotel.RepliedAsync(await hotel.Teams.SayAsync("tom", "General", "@HuddleBot add The lift"), "No team has its place here");
        await hotel.RepliedAsync(await hotel.Teams.SayAsync("tom", "General", "@HuddleBot help"), "How HuddleBot works");
        Assert.Empty(hotel.Log.Alarms);
    }

    [Fact]
    public async Task In_a_personal_chat_somebody_of_several_teams_is_asked_for_the_channel_and_reads_their_own_promises()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        await hotel.PressAsync("tom", card, Verbs.Fix, (Verbs.Inputs.Try, "A new machine"));
        await hotel.Teams.InstallPersonalAsync("tom");
        await hotel.ToldPrivatelyAsync("tom", "Hello, I am HuddleBot");
        await hotel.Teams.SayAsync("tom", "personal", "hello");
        await hotel.ToldPrivatelyAsync("tom", "How HuddleBot works");
        await hotel.Teams.SayAsync("tom", "personal", "promises");
        await hotel.ToldPrivatelyAsync("tom", "A new machine");
        await hotel.Teams.SayAsync("tom", "personal", "add The lift is stuck");
        await hotel.ToldPrivatelyAsync("tom", "You are in several teams: Front desk, Restaurant");

        await hotel.PressAsync("tom", card, Verbs.Undo);
        await hotel.PressAsync("tom", card, Verbs.Escalate, (Verbs.Inputs.Ask, "Make it free"));
        await hotel.Teams.InstallPersonalAsync("ana");
        await hotel.AllIsWellAsync();
        await hotel.Teams.SayAsync("ana", "personal", "queue");
        await hotel.ToldPrivatelyAsync("ana", "Front desk");
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Promises_asked_for_in_a_channel_are_told_privately()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        await hotel.PressAsync("tom", card, Verbs.Fix, (Verbs.Inputs.Try, "A new machine"));
        var said = await hotel.Teams.SayAsync("tom", FrontDesk, "@HuddleBot promises");
        await hotel.ToldPrivatelyAsync("tom", "A new machine");

        // Where it was asked stands only that it was answered.
        var pointer = await hotel.Teams.WaitForAsync(() => hotel.Teams.ThreadOf(said).SingleOrDefault(), TimeSpan.FromSeconds(20));
        Assert.Contains("I have answered you in our chat.", pointer.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("A new machine", pointer.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_asked_for_in_a_channel_is_told_privately_and_the_channel_says_so()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        await hotel.PressAsync("tom", card, Verbs.Escalate, (Verbs.Inputs.Ask, "Make it free"));
        var said = await hotel.Teams.SayAsync("ana", FrontDesk, "@HuddleBot queue");
        await hotel.ToldPrivatelyAsync("ana", "Waiting for me");
        var pointer = await hotel.Teams.WaitForAsync(() => hotel.Teams.ThreadOf(said).SingleOrDefault(), TimeSpan.FromSeconds(20));
        Assert.Contains("I have answered you in our chat.", pointer.AllText, StringComparison.Ordinal);
    }
}
