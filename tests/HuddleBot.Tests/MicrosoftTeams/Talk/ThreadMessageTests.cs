using System.Text.Json.Nodes;
using HuddleBot.Playground.Deliveries;
using HuddleBot.Playground.MicrosoftTeams.Tenant;
using static HuddleBot.Tests.MicrosoftTeams.Talk.TeamsHotel;

namespace HuddleBot.Tests.MicrosoftTeams.Talk;

/// <summary>What people write in threads, with and without the permission to hear what does not mention the bot.</summary>
public sealed class ThreadMessageTests
{
    private static async Task<(TeamsHotel Hotel, Message Room)> OpenRoomAsync(bool hearsChannels = true)
    {
        var hotel = await OpenAsync(hearsChannels: hearsChannels);
        var room = await hotel.Teams.SayAsync("ana", FrontDesk, "Huddle");
        hotel.Huddles.Thread = room.Id;
        return (hotel, room);
    }

    private static IEnumerable<(string Who, string? Said)> HeardBy(TeamsHotel hotel) => hotel.Huddles.Heard.Select(heard => (heard.Actor.Name, heard.Text));

    [Fact]
    public async Task An_answer_is_heard_in_plain_text_with_its_author_and_its_thread()
    {
        var (hotel, room) = await OpenRoomAsync();
        await using var open = hotel;
        var said = await hotel.Teams.SayAsync("tom", FrontDesk, "I can't come. @Ben Okoro &amp; the bar are fine", room.Id);
        var heard = Assert.Single(hotel.Huddles.Heard);
        Assert.Equal((hotel.PlaceOf(FrontDesk), room.Id, said.Id, hotel.IdOf("tom")), (heard.Channel, heard.Thread, heard.Message, heard.Actor.Id));
        Assert.Equal(("Tom Baker", "I can't come. Ben Okoro & the bar are fine"), (heard.Actor.Name, heard.Text));
        Assert.DoesNotContain(hotel.Teams.ThreadOf(room), reply => reply.IsBot);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task A_change_a_deletion_and_a_return_are_heard()
    {
        var (hotel, room) = await OpenRoomAsync();
        await using var open = hotel;
        var said = await hotel.Teams.SayAsync("tom", FrontDesk, "All well", room.Id);
        await hotel.Teams.EditAsync("tom", said, "All well, but the lift is loud");
        await hotel.Teams.DeleteAsync("tom", said);
        await hotel.Teams.SendActivityAsync(Change(hotel, "messageUpdate", "undeleteMessage", said, "All well again"));
        await hotel.Teams.SendActivityAsync(Change(hotel, "messageDelete", "softDeleteMessage", said, null));
        Assert.Equal([("Tom Baker", "All well"), ("Tom Baker", "All well, but the lift is loud"), ("Tom Baker", null), ("Tom Baker", "All well again"), ("Tom Baker", null)], HeardBy(hotel));
        Assert.All(hotel.Huddles.Heard, heard => Assert.Equal((room.Id, said.Id), (heard.Thread, heard.Message)));

        // Teams' own times, whenever the activities come: when it was written, when it was changed.
        Assert.All(hotel.Huddles.Heard.Skip(1), heard => Assert.Equal(said.Id, $"{heard.WrittenAt!.Value.ToUnixTimeMilliseconds()}"));
        Assert.Equal([null, .. hotel.Huddles.Heard.Skip(1).Select(heard => heard.ChangedAt).Order()], hotel.Huddles.Heard.Select(heard => heard.ChangedAt));
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task What_comes_again_is_heard_once()
    {
        var (hotel, room) = await OpenRoomAsync();
        await using var open = hotel;
        hotel.Teams.Repetition = new(3, AtOnce: true);
        var said = await hotel.Teams.SayAsync("tom", FrontDesk, "All well", room.Id);
        await hotel.Teams.EditAsync("tom", said, "Nearly");
        hotel.Teams.Repetition = Repetition.None;
        await hotel.Teams.RedeliverAsync(hotel.Teams.Deliveries[^1]);
        Assert.Equal([("Tom Baker", "All well"), ("Tom Baker", "Nearly")], HeardBy(hotel));
    }

    [Fact]
    public async Task In_a_huddle_a_command_behind_the_bots_name_is_done_and_anything_else_is_an_answer()
    {
        var (hotel, room) = await OpenRoomAsync();
        await using var open = hotel;
        await hotel.CommentAsync("Cold coffee.");
        var command = await hotel.Teams.SayAsync("tom", FrontDesk, "@HuddleBot issues", room.Id);
        await hotel.RepliedAsync(room, "Cold coffee.");
        await hotel.Teams.EditAsync("tom", command, "@HuddleBot issues please");
        Assert.Empty(hotel.Huddles.Heard);
        var said = await hotel.Teams.SayAsync("tom", FrontDesk, "@HuddleBot, I am ill today", room.Id);
        await hotel.Teams.SayAsync("tom", FrontDesk, "Sorry @HuddleBot", room.Id);
        await hotel.Teams.EditAsync("tom", said, "@HuddleBot I am ill all week");
        Assert.Equal([("Tom Baker", "I am ill today"), ("Tom Baker", "Sorry"), ("Tom Baker", "I am ill all week")], HeardBy(hotel));
        Assert.Single(hotel.Teams.ThreadOf(room), reply => reply.IsBot);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Without_the_permission_who_mentions_the_bot_is_heard()
    {
        var (hotel, room) = await OpenRoomAsync(hearsChannels: false);
        await using var open = hotel;
        await hotel.Teams.SayAsync("tom", FrontDesk, "Nobody hears this", room.Id);
        var said = await hotel.Teams.SayAsync("tom", FrontDesk, "@HuddleBot the lift is fine", room.Id);
        await hotel.Teams.DeleteAsync("tom", said);
        Assert.Equal([("Tom Baker", "the lift is fine"), ("Tom Baker", null)], HeardBy(hotel));
    }

    [Fact]
    public async Task What_is_no_answer_of_a_person_in_a_teams_thread_is_left_alone()
    {
        var (hotel, room) = await OpenRoomAsync();
        await using var open = hotel;
        await hotel.Teams.SayAsync("tom", FrontDesk, "In the channel");
        var general = await hotel.Teams.SayAsync("tom", "General", "Elsewhere");
        hotel.Huddles.Thread = general.Id;
        await hotel.Teams.SayAsync("tom", "General", "Where no team is", general.Id);
        hotel.Huddles.Thread = room.Id;
        await hotel.Teams.SendActivityAsync(hotel.Activity("message", "tom", room.ConversationId, activity =>
        {
            activity["text"] = "From a bot";
            activity["from"] = new JsonObject { ["id"] = "28:another-bot", ["name"] = "Bot", ["aadObjectId"] = hotel.Teams.PersonNamed("tom").Id };
        }));
        await hotel.Teams.SendActivityAsync(hotel.Activity("message", "tom", room.ConversationId, activity => activity["id"] = room.Id));
        await hotel.Teams.EditAsync("ana", room, "A huddle");
        Assert.Empty(hotel.Huddles.Heard);

        // Who calls the bot where no huddle is gets its help.
        hotel.Huddles.Thread = null;
        await hotel.Teams.SayAsync("tom", FrontDesk, "@HuddleBot what can you do?", room.Id);
        await hotel.RepliedAsync(room, "How HuddleBot works");
        Assert.Empty(hotel.Huddles.Heard);
    }

    private static JsonObject Change(TeamsHotel hotel, string type, string eventType, Message said, string? text) => hotel.Activity(type, "tom", said.ConversationId, activity =>
    {
        activity["id"] = said.Id;
        activity["channelData"]!["eventType"] = eventType;
        if (text is not null) activity["text"] = text;
    });
}
