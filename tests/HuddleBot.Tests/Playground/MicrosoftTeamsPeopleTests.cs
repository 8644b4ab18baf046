using System.Text.Json;
using HuddleBot.Playground.Deliveries;
using HuddleBot.Playground.MicrosoftTeams;
using Microsoft.AspNetCore.Http;

namespace HuddleBot.Tests.Playground;

/// <summary>What people say and do to teams and channels, as the bot hears it.</summary>
public sealed class MicrosoftTeamsPeopleTests : IAsyncLifetime
{
    private MicrosoftTeamsScene scene = null!;

    private TeamsPlayground Teams => scene.Teams;

    public async Task InitializeAsync() => scene = await MicrosoftTeamsScene.OpenAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task In_a_channel_the_bot_hears_only_what_mentions_it()
    {
        await Teams.SayAsync("tom", "Front desk", "Morning!");
        Assert.Empty(scene.Bot.Requests);

        var said = await Teams.SayAsync("tom", "Front desk", "@HuddleBot add The lift is slow");

        var activity = scene.Bot.Requests.Single().Payload;
        Assert.Equal("<at>HuddleBot</at> add The lift is slow", activity.GetProperty("text").GetString());
        Assert.Equal((said.Id, said.ConversationId), (activity.GetProperty("id").GetString(), activity.GetProperty("conversation").GetProperty("id").GetString()));
        Assert.Equal("msteams", activity.GetProperty("channelId").GetString());
        var entities = activity.GetProperty("entities");
        Assert.Equal("Europe/London", entities[0].GetProperty("timezone").GetString());
        Assert.Equal($"28:{Teams.AppId}", entities[1].GetProperty("mentioned").GetProperty("id").GetString());
        Assert.Equal(scene.General, activity.GetProperty("channelData").GetProperty("team").GetProperty("id").GetString());
        Assert.Equal(scene.FrontDesk, activity.GetProperty("channelData").GetProperty("channel").GetProperty("id").GetString());
    }

    [Fact]
    public async Task With_the_permission_the_bot_hears_what_does_not_mention_it_where_it_is_installed()
    {
        await using var open = await MicrosoftTeamsScene.OpenAsync(new() { RateLimitScale = null, HearsChannelMessages = true });
        var said = await open.Teams.SayAsync("tom", "Front desk", "Morning!");
        await open.Teams.EditAsync("tom", said, "Good morning!");
        await open.Teams.DeleteAsync("tom", said);
        await open.Teams.UninstallAsync("Sunny Hotels");
        var told = open.Bot.Requests.Count;
        await open.Teams.SayAsync("tom", "Front desk", "Anybody there?");
        Assert.Equal(["message", "messageUpdate", "messageDelete"], open.Bot.Requests.Take(3).Select(request => request.Payload.GetProperty("type").GetString()));
        Assert.Equal("Good morning!", open.Bot.Requests.ElementAt(1).Payload.GetProperty("text").GetString());
        Assert.False(open.Bot.Requests.ElementAt(2).Payload.TryGetProperty("text", out _));
        Assert.Equal(told, open.Bot.Requests.Count);
    }

    [Fact]
    public async Task Whoever_first_writes_to_the_bot_installs_it_for_themselves()
    {
        await Teams.SayAsync("olga", TeamsPlayground.Personal, "help");

        Assert.Equal(["installationUpdate", "conversationUpdate", "message"], scene.Bot.Requests.Select(request => request.Payload.GetProperty("type").GetString()));
        var message = scene.Bot.Requests.Last().Payload;
        Assert.Equal("personal", message.GetProperty("conversation").GetProperty("conversationType").GetString());
        Assert.False(message.GetProperty("channelData").TryGetProperty("team", out _));
    }

    [Fact]
    public async Task An_edit_and_a_deletion_are_told_where_the_message_was_heard()
    {
        var heard = await Teams.SayAsync("tom", "Front desk", "@HuddleBot add The lift");
        var unheard = await Teams.SayAsync("tom", "Front desk", "Morning!");

        Assert.Null(await Teams.EditAsync("tom", unheard, "Good morning!"));
        await Teams.EditAsync("tom", heard, "@HuddleBot add The lift is slow");
        await Teams.DeleteAsync("tom", heard);

        Assert.Equal(["message", "messageUpdate", "messageDelete"], scene.Bot.Requests.Select(request => request.Payload.GetProperty("type").GetString()));
        Assert.Equal("softDeleteMessage", EventOf(scene.Bot.Requests.Last()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Teams.EditAsync("ben", unheard, "x"));
    }

    [Fact]
    public async Task Every_change_of_a_team_is_told_as_long_as_the_bot_is_there()
    {
        var channel = await Teams.CreateChannelAsync("Sunny Hotels", "Garden");
        await Teams.RenameChannelAsync("Garden", "Rose garden");
        await Teams.DeleteChannelAsync(channel.Id);
        await Teams.RestoreChannelAsync(channel.Id);
        await Teams.AddMemberAsync("Sunny Hotels", "olga");
        await Teams.RemoveMemberAsync("Sunny Hotels", "olga");
        await Teams.ArchiveTeamAsync("Sunny Hotels");
        await Teams.ArchiveTeamAsync("Sunny Hotels", archived: false);
        await Teams.RenameTeamAsync("Sunny Hotels", "Sunnier Hotels");
        await Teams.DeleteTeamAsync("Sunnier Hotels");

        Assert.Equal(
            ["channelCreated", "channelRenamed", "channelDeleted", "channelRestored", "teamMemberAdded", "teamMemberRemoved", "teamArchived", "teamUnarchived", "teamRenamed", "teamDeleted"],
            scene.Bot.Requests.Select(EventOf));
        Assert.Equal("Rose garden", scene.Bot.Requests.ElementAt(1).Payload.GetProperty("channelData").GetProperty("channel").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Installing_and_removing_the_bot_is_told_twice_each_and_then_nothing_is()
    {
        await Teams.UninstallAsync("Sunny Hotels");
        await Teams.RenameChannelAsync("Restaurant", "Bistro");
        await Teams.SayAsync("tom", "Front desk", "@HuddleBot help");
        await Teams.InstallAsync("Sunny Hotels", "Front desk");

        Assert.Equal(["conversationUpdate", "installationUpdate", "conversationUpdate", "installationUpdate"], scene.Bot.Requests.Select(request => request.Payload.GetProperty("type").GetString()));
        var (added, installed) = (scene.Bot.Requests.ElementAt(2).Payload, scene.Bot.Requests.Last().Payload);
        Assert.Equal($"28:{Teams.AppId}", added.GetProperty("membersAdded")[0].GetProperty("id").GetString());
        Assert.Equal(("add", scene.FrontDesk), (installed.GetProperty("action").GetString(), installed.GetProperty("conversation").GetProperty("id").GetString()));
        Assert.Equal(scene.FrontDesk, installed.GetProperty("channelData").GetProperty("settings").GetProperty("selectedChannel").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Everything_may_reach_the_bot_twice_with_the_same_id()
    {
        Teams.Repetition = Repetition.TwiceAtOnce;

        await Teams.SayAsync("tom", "Front desk", "@HuddleBot help");

        Assert.Equal(2, scene.Bot.Requests.Count);
        Assert.Single(scene.Bot.Requests.Select(request => request.Payload.GetProperty("id").GetString()).Distinct());
    }

    [Fact]
    public async Task A_bot_that_is_away_is_noticed_and_told()
    {
        scene.Bot.Answer = (_, response) =>
        {
            response.StatusCode = StatusCodes.Status502BadGateway;
            return Task.CompletedTask;
        };

        await Teams.SayAsync("tom", "Front desk", "@HuddleBot help");

        Assert.Equal("http_error", Assert.Single(Teams.Deliveries).Failure);
    }

    [Fact]
    public async Task Nobody_speaks_where_they_are_not()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Teams.SayAsync("olga", "Front desk", "Hello"));
        Assert.Empty(Teams.MessagesIn("Front desk"));
    }

    private static string? EventOf(FakeBot.Received request) => request.Payload.GetProperty("channelData").GetProperty("eventType").GetString();
}
