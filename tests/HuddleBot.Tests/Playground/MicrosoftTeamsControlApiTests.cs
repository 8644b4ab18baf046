using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using HuddleBot.Playground;
using HuddleBot.Playground.MicrosoftTeams;
using HuddleBot.Playground.Slack;
using Microsoft.AspNetCore.Http;
using static HuddleBot.Tests.Playground.MicrosoftTeamsScene.Cards;

namespace HuddleBot.Tests.Playground;

/// <summary>What the web page and scripts use for Microsoft Teams.</summary>
public sealed class MicrosoftTeamsControlApiTests : IAsyncLifetime
{
    private MicrosoftTeamsScene scene = null!;
    private HttpClient http = null!;

    private TeamsPlayground Teams => scene.Teams;

    public async Task InitializeAsync()
    {
        scene = await MicrosoftTeamsScene.OpenAsync();
        http = new HttpClient { BaseAddress = new Uri(Teams.Address) };
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await scene.DisposeAsync();
    }

    [Fact]
    public async Task A_person_sees_their_teams_and_how_much_is_unread()
    {
        await scene.PostCardAsync(Card());

        var before = await GetAsync("state?user=tom");
        var messages = await GetAsync($"conversations/{scene.FrontDesk}/messages?user=tom");
        var after = await GetAsync("state?user=tom");

        Assert.Equal(1, UnreadIn(before));
        Assert.Equal(0, UnreadIn(after));
        Assert.Equal(("A comment", "AdaptiveCard"), (messages[0].GetProperty("summary").GetString(), messages[0].GetProperty("card").GetProperty("type").GetString()));
        Assert.Equal("teams", before.GetProperty("tenant").GetProperty("platform").GetString());
        Assert.True(before.GetProperty("teams")[0].GetProperty("isMember").GetBoolean());
        Assert.False((await GetAsync("state?user=olga")).GetProperty("teams")[0].GetProperty("isMember").GetBoolean());
    }

    [Fact]
    public async Task A_click_of_the_renderer_is_sent_on_as_it_merged_the_inputs()
    {
        var message = await scene.PostCardAsync(Card(Actions(Execute("issue.fix"))));
        scene.AnswersAction(200, "application/vnd.microsoft.activity.message", "Thank you.");

        var clicked = await PostAsync("execute", new { user = "tom", conversation = scene.FrontDesk, id = message.Id, action = new { verb = "issue.fix", title = "Fix it", data = new { item = "i-1", owner = "me" } } });
        var forged = await PostAsync("execute", new { user = "tom", conversation = scene.FrontDesk, id = message.Id, action = new { verb = "triage.accept", data = new { } } });

        Assert.Equal("Thank you.", clicked.GetProperty("toast").GetString());
        Assert.Equal("me", scene.Bot.Requests.Single().Payload.GetProperty("value").GetProperty("action").GetProperty("data").GetProperty("owner").GetString());
        Assert.Equal("tom sees no Action.Execute 'triage.accept' there", forged.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_dialog_is_shown_submitted_and_closed()
    {
        var message = await scene.PostCardAsync(Card(Actions(Fetch("triage.decline"))));
        scene.Answers(Dialog(Reason, Actions(Submit("triage.decline"))));

        var opened = await PostAsync("submit", new { user = "ana", conversation = scene.FrontDesk, id = message.Id, action = new { data = new { verb = "triage.decline", item = "i-1", msteams = new { type = "task/fetch" } } } });
        var dialog = (await GetAsync("dialogs?user=ana"))[0];
        scene.Answers(new { });
        var closed = await PostAsync("dialogs/submit", new { user = "ana", id = dialog.GetProperty("id").GetString(), data = new { verb = "triage.decline", reason = "Not ours" } });

        Assert.True(opened.GetProperty("dialog").GetBoolean());
        Assert.Equal("Decline", dialog.GetProperty("title").GetString());
        Assert.False(closed.GetProperty("dialog").GetBoolean());
        Assert.Equal(0, (await GetAsync("dialogs?user=ana")).GetArrayLength());
    }

    [Fact]
    public async Task A_refresh_that_is_due_is_said_and_done_once()
    {
        var card = Card();
        card["refresh"] = new System.Text.Json.Nodes.JsonObject { ["action"] = Execute("card.refresh"), ["userIds"] = new System.Text.Json.Nodes.JsonArray(Teams.PersonNamed("ana").Mri) };
        var message = await scene.PostCardAsync(card);
        scene.AnswersAction(200, "application/vnd.microsoft.card.adaptive", Card(Text("For managers.")));

        Assert.True((await GetAsync("conversations/Front desk/messages?user=ana"))[0].GetProperty("refreshDue").GetBoolean());
        Assert.False((await GetAsync("conversations/Front desk/messages?user=tom"))[0].GetProperty("refreshDue").GetBoolean());
        Assert.True((await PostAsync("refresh", new { user = "ana", conversation = "Front desk", id = message.Id })).GetProperty("refreshed").GetBoolean());
        Assert.False((await PostAsync("refresh", new { user = "ana", conversation = "Front desk", id = message.Id })).GetProperty("refreshed").GetBoolean());
        Assert.True((await GetAsync("conversations/Front desk/messages?user=ana"))[0].GetProperty("ownCard").GetBoolean());
    }

    [Fact]
    public async Task Changes_are_told_as_they_happen_to_those_who_see_them()
    {
        using var stream = await http.GetStreamAsync("/playground/teams/events?user=olga");
        using var reader = new StreamReader(stream);
        Assert.Equal(": connected", await reader.ReadLineAsync());

        // Everybody hears of the new name; she, nothing of the card before it.
        await scene.PostCardAsync(Card());
        await Teams.RenameChannelAsync("Restaurant", "Bistro");
        Assert.Equal("""data: {"kind":"state","channel":null}""", await NextAsync());
        await Teams.AddMemberAsync("Sunny Hotels", "olga");
        Assert.Equal("""data: {"kind":"state","channel":null}""", await NextAsync());
        await scene.PostCardAsync(Card());
        Assert.Equal($$"""data: {"kind":"message","channel":"{{scene.FrontDesk}}"}""", await NextAsync());

        async Task<string?> NextAsync()
        {
            await reader.ReadLineAsync();
            return await reader.ReadLineAsync();
        }
    }

    [Fact]
    public async Task The_page_changes_places_and_faults()
    {
        Assert.True((await PostAsync("uninstall", new { user = "ana", team = "Sunny Hotels" })).GetProperty("ok").GetBoolean());
        Assert.False((await GetAsync("state?user=ana")).GetProperty("teams")[0].GetProperty("hasBot").GetBoolean());
        await PostAsync("install", new { user = "ana", team = "Sunny Hotels" });
        await PostAsync("channels/rename", new { user = "ana", channel = "Restaurant", name = "Bistro" });
        await PostAsync("faults", new { kind = "serverError", method = "send" });

        Assert.Equal("Bistro", Teams.ChannelNamed("Bistro").Name);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await scene.SendAsync(scene.FrontDesk, Activity(Card()))).Status);
        Assert.Equal(0, (await GetAsync("faults")).GetArrayLength());
        Assert.Equal("Ana Silva", Assert.Single((await GetAsync("people?query=sil")).EnumerateArray()).GetProperty("realName").GetString());
    }

    [Fact]
    public async Task Sample_comments_carry_the_channel_s_name()
    {
        var areas = new List<string?>();
        await using var sink = await FakeBot.StartAsync(async context =>
        {
            areas.Add((await JsonDocument.ParseAsync(context.Request.Body)).RootElement.GetProperty("attributes").GetProperty("area").GetString());
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        });
        Teams.BotUrl = sink.MessagesUrl;

        Assert.Equal(2, (await PostAsync("feedback", new { channel = scene.FrontDesk, count = 2 })).GetProperty("sent").GetInt32());
        Assert.Equal(["Front desk in Teams", "Front desk in Teams"], areas);
    }

    [Fact]
    public async Task Another_site_s_page_is_turned_away()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/playground/teams/calls");
        request.Headers.Add("Origin", "http://evil.example");

        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Messages_and_places_survive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("playground").FullName;
        var options = new TeamsPlaygroundOptions { RateLimitScale = null, StateFile = Path.Combine(folder, "state.json") };
        await using (var first = await TeamsPlayground.StartAsync(options))
        {
            await first.SayAsync("tom", "Front desk", "Still here");
            await first.RenameChannelAsync("Restaurant", "Bistro");
        }

        await using (var second = await TeamsPlayground.StartAsync(options))
        {
            Assert.Equal("Still here", Assert.Single(second.MessagesIn("Front desk")).Text);
            Assert.NotNull(second.ChannelNamed("Bistro"));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Both_platforms_live_on_one_address()
    {
        await using var both = await Playgrounds.StartAsync(new SlackPlaygroundOptions(), new TeamsPlaygroundOptions());
        using var client = new HttpClient { BaseAddress = new Uri(both.Address) };

        Assert.Equal("slack", JsonElement.Parse(await client.GetStringAsync("/playground/state?user=tom")).GetProperty("workspace").GetProperty("platform").GetString());
        Assert.Equal("Sunny Hotels", JsonElement.Parse(await client.GetStringAsync("/playground/teams/state?user=tom")).GetProperty("tenant").GetProperty("name").GetString());
        Assert.Equal(both.Slack!.Address, both.Teams!.Address);
    }

    private int UnreadIn(JsonElement state) => state.GetProperty("teams")[0].GetProperty("channels").EnumerateArray()
        .Single(channel => channel.GetProperty("id").GetString() == scene.FrontDesk).GetProperty("unread").GetInt32();

    private async Task<JsonElement> GetAsync(string path) => JsonElement.Parse(await http.GetStringAsync($"/playground/teams/{path}"));

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync($"/playground/teams/{path}", body);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}
