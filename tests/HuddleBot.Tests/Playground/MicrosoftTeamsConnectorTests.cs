using System.Net;
using System.Text.Json;
using HuddleBot.Playground.MicrosoftTeams;
using static HuddleBot.Tests.Playground.MicrosoftTeamsScene;
using static HuddleBot.Tests.Playground.MicrosoftTeamsScene.Cards;

namespace HuddleBot.Tests.Playground;

/// <summary>The Bot Connector REST API of the Playground: each call, and each refusal.</summary>
public sealed class MicrosoftTeamsConnectorTests : IAsyncLifetime
{
    private MicrosoftTeamsScene scene = null!;

    private TeamsPlayground Teams => scene.Teams;

    public async Task InitializeAsync() => scene = await OpenAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task A_new_thread_is_created_with_its_first_message()
    {
        var (status, body) = await CreateAsync(new { isGroup = true, tenantId = Teams.TenantId, channelData = new { channel = new { id = scene.FrontDesk } }, activity = Activity(Card()) });

        var message = Assert.Single(Teams.MessagesIn("Front desk"));
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(message.Id, body.GetProperty("activityId").GetString());
        Assert.Equal($"{scene.FrontDesk};messageid={message.Id}", body.GetProperty("id").GetString());
        Assert.Equal(("A comment", true), (message.Summary, message.Card is not null));
        Assert.Empty(Teams.Complaints);
    }

    [Fact]
    public async Task A_reply_stands_in_its_thread()
    {
        var root = await scene.PostCardAsync(Card());

        var (status, _) = await scene.SendAsync(root.ConversationId, new { type = "message", text = "Thanks!" });
        var (byId, _) = await scene.CallAsync(HttpMethod.Post, Activities(root.ConversationId, root.Id), new { type = "message", text = "Again" });

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (status, byId));
        Assert.Equal(["Thanks!", "Again"], Teams.ThreadOf(root).Select(reply => reply.Text));
        Assert.Single(Teams.MessagesIn("Front desk"));
    }

    [Fact]
    public async Task A_chat_with_a_person_is_made_once_and_gives_no_activity_id()
    {
        var ana = Teams.PersonNamed("ana");
        var first = await CreateAsync(new { isGroup = false, tenantId = Teams.TenantId, members = new[] { new { id = ana.Mri } }, activity = new { type = "message", text = "Hello" } });
        var again = await CreateAsync(new { isGroup = false, tenantId = Teams.TenantId, members = new[] { new { id = ana.Mri } } });

        Assert.StartsWith("a:", first.Body.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.False(first.Body.TryGetProperty("activityId", out _));
        Assert.Equal(first.Body.GetProperty("id").GetString(), again.Body.GetProperty("id").GetString());
        Assert.Equal("Hello", Assert.Single(Teams.PersonalChat("ana")).Text);
    }

    [Theory]
    [InlineData("""{"isGroup":true,"tenantId":"TENANT","members":[{"id":"29:1"},{"id":"29:2"}],"activity":{"type":"message","text":"x"}}""", "a group chat cannot be created by a bot")]
    [InlineData("""{"isGroup":true,"tenantId":"TENANT","channelData":{"channel":{"id":"CHANNEL"}}}""", "a new thread needs its first activity")]
    [InlineData("""{"isGroup":false,"members":[{"id":"29:1"}]}""", "tenantId is missing")]
    [InlineData("""{"isGroup":false,"tenantId":"5a77e1d1-0000-4000-a000-00000000ffff","members":[{"id":"29:1"}]}""", "the tenant is another")]
    [InlineData("""{"tenantId":"TENANT","members":[{"id":"29:1"}]}""", "isGroup is missing")]
    [InlineData("""{"isGroup":false,"tenantId":"TENANT","members":[]}""", "a chat has exactly one member")]
    [InlineData("""{"isGroup":false,"tenantId":"TENANT","members":[{"id":"5a77e1d1-0000-4000-8000-000000000002"}]}""", "a member is named by its 29: id")]
    [InlineData("""{"isGroup":false,"tenantId":"TENANT","members":[{"id":"29:nobody"}]}""", "there is no such member")]
    [InlineData("""{"isGroup":true,"tenantId":"TENANT","channelData":{"channel":{"id":"CHANNEL"}},"activity":{"type":"event"}}""", "the activity's type is 'event'")]
    public async Task A_conversation_that_makes_no_sense_is_bad_syntax(string body, string complaint)
    {
        var (status, answer) = await CreateAsync(JsonElement.Parse(body.Replace("TENANT", Teams.TenantId, StringComparison.Ordinal).Replace("CHANNEL", scene.FrontDesk, StringComparison.Ordinal)));

        Assert.Equal((HttpStatusCode.BadRequest, "BadSyntax"), (status, CodeOf(answer)));
        Assert.Equal($"create: {complaint}", Assert.Single(Teams.Complaints));
    }

    [Fact]
    public async Task Who_has_no_app_and_is_in_no_team_that_has_it_cannot_be_written_to()
    {
        var (status, answer) = await CreateAsync(new { isGroup = false, tenantId = Teams.TenantId, members = new[] { new { id = Teams.PersonNamed("olga").Mri } } });
        Assert.Equal((HttpStatusCode.Forbidden, "BotNotInConversationRoster"), (status, CodeOf(answer)));

        await Teams.InstallPersonalAsync("olga");
        Assert.Equal(HttpStatusCode.Created, (await CreateAsync(new { isGroup = false, tenantId = Teams.TenantId, members = new[] { new { id = Teams.PersonNamed("olga").Mri } } })).Status);
    }

    [Fact]
    public async Task An_update_changes_the_card_for_everyone()
    {
        var message = await scene.PostCardAsync(Card(Actions(Execute("issue.fix"))));

        var (status, _) = await scene.CallAsync(HttpMethod.Put, Activities(message.ConversationId, message.Id), Activity(Card(Text("Done."))));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Done.", Teams.Now(message).AllText, StringComparison.Ordinal);
        Assert.True(Teams.Now(message).IsEdited);
        Assert.Empty(Teams.Complaints);
    }

    [Fact]
    public async Task A_deleted_message_is_gone_and_cannot_be_updated()
    {
        var message = await scene.PostCardAsync(Card());

        Assert.Equal(HttpStatusCode.OK, (await scene.CallAsync(HttpMethod.Delete, Activities(message.ConversationId, message.Id))).Status);
        var (status, answer) = await scene.CallAsync(HttpMethod.Put, Activities(message.ConversationId, message.Id), Activity(Card()));

        Assert.Empty(Teams.MessagesIn("Front desk"));
        Assert.Equal((HttpStatusCode.NotFound, "ActivityNotFoundInConversation"), (status, CodeOf(answer)));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Another_s_message_is_not_the_bot_s_to_change(string method)
    {
        var said = await Teams.SayAsync("tom", "Front desk", "Morning!");

        var (status, answer) = await scene.CallAsync(new HttpMethod(method), Activities(said.ConversationId, said.Id), method == "PUT" ? Activity(Card()) : null);

        Assert.Equal((HttpStatusCode.Forbidden, "NotEnoughPermissions"), (status, CodeOf(answer)));
        Assert.Single(Teams.Complaints);
    }

    [Fact]
    public async Task A_roster_comes_in_pages()
    {
        var path = $"v3/conversations/{Uri.EscapeDataString(scene.FrontDesk)}/pagedmembers";
        var first = (await scene.CallAsync(HttpMethod.Get, $"{path}?pageSize=3")).Body;
        var second = (await scene.CallAsync(HttpMethod.Get, $"{path}?pageSize=3&continuationToken={Uri.EscapeDataString(first.GetProperty("continuationToken").GetString()!)}")).Body;

        Assert.Equal((3, 2), (first.GetProperty("members").GetArrayLength(), second.GetProperty("members").GetArrayLength()));
        Assert.False(second.TryGetProperty("continuationToken", out _));
        var ana = first.GetProperty("members").EnumerateArray().Single(member => member.GetProperty("name").GetString() == "Ana Silva");
        Assert.Equal((Teams.PersonNamed("ana").Mri, Teams.PersonNamed("ana").Id), (ana.GetProperty("id").GetString(), ana.GetProperty("objectId").GetString()));
        var (status, _) = await scene.CallAsync(HttpMethod.Get, $"{path}?continuationToken=made-up");
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task A_member_is_found_by_either_id_and_a_stranger_not_at_all()
    {
        var ana = Teams.PersonNamed("ana");
        Assert.Equal("Ana Silva", (await MemberAsync(ana.Mri)).Body.GetProperty("name").GetString());
        Assert.Equal("Ana Silva", (await MemberAsync(ana.Id)).Body.GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await MemberAsync(Teams.PersonNamed("olga").Mri)).Status);
    }

    [Fact]
    public async Task A_team_tells_its_channels_and_General_has_no_name()
    {
        await Teams.DeleteChannelAsync("Restaurant");

        var team = (await scene.CallAsync(HttpMethod.Get, $"v3/teams/{Uri.EscapeDataString(scene.General)}")).Body;
        var channels = (await scene.CallAsync(HttpMethod.Get, $"v3/teams/{Uri.EscapeDataString(scene.General)}/conversations")).Body.GetProperty("conversations");

        Assert.Equal(("Sunny Hotels", 3), (team.GetProperty("name").GetString(), team.GetProperty("channelCount").GetInt32()));
        Assert.Equal([null, "Front desk", "Managers"], channels.EnumerateArray().Select(channel => channel.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Nothing_goes_where_the_bot_is_not_installed()
    {
        await Teams.UninstallAsync("Sunny Hotels");

        var (status, answer) = await scene.SendAsync(scene.FrontDesk, Activity(Card()));
        var (roster, _) = await scene.CallAsync(HttpMethod.Get, $"v3/conversations/{Uri.EscapeDataString(scene.FrontDesk)}/pagedmembers");

        Assert.Equal((HttpStatusCode.Forbidden, "BotNotInConversationRoster", HttpStatusCode.Forbidden), (status, CodeOf(answer), roster));
        await Teams.InstallAsync("Sunny Hotels");
        Assert.Equal(HttpStatusCode.Created, (await scene.SendAsync(scene.FrontDesk, Activity(Card()))).Status);
    }

    [Fact]
    public async Task A_deleted_channel_an_archived_team_and_an_unknown_thread_take_nothing()
    {
        await Teams.DeleteChannelAsync("Restaurant");
        var deleted = await scene.SendAsync(Teams.ChannelNamed("Restaurant").Id, Activity(Card()));
        var thread = await scene.SendAsync($"{scene.FrontDesk};messageid=1", Activity(Card()));
        await Teams.ArchiveTeamAsync("Sunny Hotels");
        var archived = await scene.SendAsync(scene.FrontDesk, Activity(Card()));

        Assert.Equal((HttpStatusCode.NotFound, "ConversationNotFound"), (deleted.Status, CodeOf(deleted.Body)));
        Assert.Equal((HttpStatusCode.NotFound, "ConversationNotFound"), (thread.Status, CodeOf(thread.Body)));
        Assert.Equal(HttpStatusCode.Forbidden, archived.Status);
    }

    [Fact]
    public async Task Who_has_blocked_the_bot_is_not_written_to()
    {
        var chat = (await CreateAsync(new { isGroup = false, tenantId = Teams.TenantId, members = new[] { new { id = Teams.PersonNamed("ana").Mri } } })).Body.GetProperty("id").GetString()!;
        Teams.Block("ana");

        var (status, answer) = await scene.SendAsync(chat, new { type = "message", text = "Hello" });

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("MessageWritesBlocked", JsonElement.Parse(answer.GetProperty("message").GetString()!).GetProperty("subCode").GetString());
        Teams.Block("ana", blocked: false);
        Assert.Equal(HttpStatusCode.Created, (await scene.SendAsync(chat, new { type = "message", text = "Hello" })).Status);
    }

    [Fact]
    public async Task Text_and_card_together_become_two_messages()
    {
        var (_, answer) = await scene.SendAsync(scene.FrontDesk, Activity(Card(), text: "Look:"));

        var root = Assert.Single(Teams.MessagesIn("Front desk"));
        Assert.Equal((root.Id, "Look:", false), (answer.GetProperty("id").GetString(), root.Text, root.Card is not null));
        Assert.NotNull(Assert.Single(Teams.ThreadOf(root)).Card);
        Assert.Equal("send: text and card together become two messages", Assert.Single(Teams.Complaints));
    }

    [Fact]
    public async Task More_than_a_hundred_kilobytes_is_too_big()
    {
        var (status, answer) = await scene.SendAsync(scene.FrontDesk, Activity(Card(Text(new string('x', 52 * 1024)))));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig"), (status, CodeOf(answer)));
        Assert.Equal(HttpStatusCode.Created, (await scene.SendAsync(scene.FrontDesk, Activity(Card(Text(new string('x', 48 * 1024)))))).Status);
    }

    [Fact]
    public async Task A_call_that_Teams_does_not_have_is_refused_and_complained_about()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await scene.CallAsync(HttpMethod.Get, $"v3/conversations/{scene.FrontDesk}/members")).Status);
        await scene.CallAsync(HttpMethod.Post, $"v3/conversations/{scene.FrontDesk}/activities?isTargetedActivity=true", Activity(Card()));

        Assert.Equal([$"unknown call: GET /teams/v3/conversations/{scene.FrontDesk}/members", "send: unknown query: isTargetedActivity"], Teams.Complaints);
    }

    [Theory]
    [InlineData("""{"type":"message"}""", "the activity has neither text nor attachments")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.hero","content":{}}]}""", "an attachment of the type 'application/vnd.microsoft.card.hero'")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive"}]}""", "a card without content")]
    public async Task What_cannot_be_shown_is_refused(string activity, string complaint)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await scene.SendAsync(scene.FrontDesk, JsonElement.Parse(activity))).Status);
        Assert.Equal($"send: {complaint}", Assert.Single(Teams.Complaints));
    }

    [Theory]
    [InlineData("""{"type":"message","text":"<at>Ana</at>"}""", "<at> without a mention entity")]
    [InlineData("""{"type":"message","text":"Ana","entities":[{"type":"mention","text":"<at>Ana</at>","mentioned":{"id":"29:1","name":"Ana"}}]}""", "a mention whose text is not in the message")]
    [InlineData("""{"type":"message","text":"<at>Ana</at>","entities":[{"type":"mention","text":"<at>Ana</at>","mentioned":{"id":"29:1","name":"Ana"}}]}""", "a mention of nobody")]
    [InlineData("""{"type":"message","text":"x","colour":"red"}""", "unknown field of an activity: colour")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5","body":[]}}]}""", "a card without summary: the notification says nothing")]
    public async Task What_is_shown_wrongly_is_complained_about(string activity, string complaint)
    {
        Assert.Equal(HttpStatusCode.Created, (await scene.SendAsync(scene.FrontDesk, JsonElement.Parse(activity))).Status);
        Assert.Contains($"send: {complaint}", Teams.Complaints);
    }

    private static string Activities(string conversation, string activity) => $"v3/conversations/{Uri.EscapeDataString(conversation)}/activities/{activity}";

    private Task<(HttpStatusCode Status, JsonElement Body)> CreateAsync(object body) => scene.CallAsync(HttpMethod.Post, "v3/conversations", body);

    private Task<(HttpStatusCode Status, JsonElement Body)> MemberAsync(string id) =>
        scene.CallAsync(HttpMethod.Get, $"v3/conversations/{Uri.EscapeDataString(scene.FrontDesk)}/members/{Uri.EscapeDataString(id)}");
}
