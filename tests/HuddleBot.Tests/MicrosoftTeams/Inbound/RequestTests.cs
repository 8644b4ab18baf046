using System.Net;
using System.Text.Json.Nodes;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.Tests.Slack;

namespace HuddleBot.Tests.MicrosoftTeams.Inbound;

/// <summary>What a request must look like, whoever sends it.</summary>
public sealed class RequestTests : IAsyncLifetime
{
    private readonly FakeTime time = new(Tokens.Now);
    private LocalIssuer issuer = null!;
    private ActivityHost bot = null!;

    public async Task InitializeAsync()
    {
        issuer = await LocalIssuer.StartAsync();
        bot = await ActivityHost.StartAsync(issuer, time);
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task Without_the_section_the_address_is_not_found()
    {
        await using var off = await ActivityHost.StartAsync(time);
        Assert.Equal(HttpStatusCode.NotFound, (await off.PostAsync(ActivityHost.Message().ToJsonString(), Tokens.Bearer(issuer.Key))).Status);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Only_POST_is_taken(string method)
    {
        using var request = new HttpRequestMessage(new(method), "/api/messages");
        using var response = await bot.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/jsonx")]
    public Task Only_JSON_in_UTF_8_is_taken(string? contentType) => IsAsync(HttpStatusCode.UnsupportedMediaType, ActivityHost.Message().ToJsonString(), contentType);

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON; charset=\"UTF-8\"")]
    public Task JSON_may_say_that_it_is_UTF_8(string contentType) => IsAsync(HttpStatusCode.OK, ActivityHost.Message().ToJsonString(), contentType);

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        var body = ActivityHost.Message();
        body["text"] = new string('x', ActivityEndpoint.BodyLimit);
        await IsAsync(HttpStatusCode.RequestEntityTooLarge, body.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("not json")]
    public Task What_is_no_activity_is_400(string body) => IsAsync(HttpStatusCode.BadRequest, body);

    [Theory]
    [InlineData("type")]
    [InlineData("channelId")]
    [InlineData("serviceUrl")]
    [InlineData("conversation")]
    public async Task An_activity_without_what_all_have_is_400(string member)
    {
        var activity = ActivityHost.Message();
        activity.Remove(member);
        await IsAsync(HttpStatusCode.BadRequest, activity.ToJsonString());
        activity[member] = member == "conversation" ? new JsonObject { ["id"] = "" } : "";
        await IsAsync(HttpStatusCode.BadRequest, activity.ToJsonString());
    }

    [Theory]
    [InlineData("type", "7")]
    [InlineData("from", "\"Ann\"")]
    [InlineData("conversation", "[]")]
    [InlineData("channelData", "7")]
    [InlineData("entities", "{}")]
    [InlineData("timestamp", "\"yesterday\"")]
    public async Task A_member_of_the_wrong_kind_is_400(string member, string json)
    {
        var activity = ActivityHost.Message();
        activity[member] = JsonNode.Parse(json);
        await IsAsync(HttpStatusCode.BadRequest, activity.ToJsonString());
    }

    [Fact]
    public async Task A_member_that_we_do_not_know_does_not_matter()
    {
        var activity = ActivityHost.Message();
        activity["somethingNew"] = new JsonObject { ["deep"] = new JsonArray(1, 2) };
        activity["type"] = "typing";
        await IsAsync(HttpStatusCode.OK, activity.ToJsonString());
        Assert.Equal("typing", Assert.Single(bot.Router.Handled).Type);
    }

    [Fact]
    public async Task Who_has_no_token_learns_nothing_of_the_body()
    {
        foreach (var body in (string[])["", "{", new('x', ActivityEndpoint.BodyLimit + 1)])
            Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(body, contentType: "text/plain")).Status);
    }

    private async Task IsAsync(HttpStatusCode status, string body, string? contentType = "application/json")
    {
        Assert.Equal(status, (await bot.PostAsync(body, Tokens.Bearer(issuer.Key), contentType)).Status);
        Assert.Equal(status == HttpStatusCode.OK ? 1 : 0, bot.Router.Handled.Count);
    }
}
