using System.Globalization;
using System.Net;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Tests.Slack;

public sealed class SlackEndpointTests : IAsyncLifetime
{
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

    private static string TimestampAt(int minutes) => TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task The_address_is_proven_by_the_challenge()
    {
        var answer = await bot.PostAsync("""{"type":"url_verification","token":"x","challenge":"3eZbrw1aB"}""", "application/json; charset=utf-8");
        Assert.Equal("3eZbrw1aB", (string?)answer.Json["challenge"]);
    }

    [Theory]
    [InlineData(-6)]
    [InlineData(6)]
    public async Task A_stale_or_future_request_is_401_and_does_nothing(int minutes)
    {
        var answer = await bot.PostAsync("payload=" + Uri.EscapeDataString(Payloads.Click("issue.celebrate").ToJsonString()), "application/x-www-form-urlencoded", TimestampAt(minutes));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Empty(bot.Desk.Done);
    }

    [Theory]
    [InlineData("v0=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("")]
    [InlineData("v1=00")]
    public async Task A_wrong_signature_is_401_even_for_a_challenge(string signature)
    {
        var answer = await bot.PostAsync("""{"type":"url_verification","challenge":"x"}""", "application/json", signature: signature);
        Assert.Equal((HttpStatusCode.Unauthorized, ""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task A_request_without_headers_is_401()
    {
        using var response = await bot.Http.PostAsync(new Uri("/slack/events", UriKind.Relative), new StringContent("{}"));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_unread()
    {
        var answer = await bot.PostAsync(new string('x', SlackEndpoint.BodyLimit + 1), "application/json");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
    }

    [Theory]
    [InlineData("ssl_check=1&token=x", "application/x-www-form-urlencoded")]
    [InlineData("""{"type":"app_rate_limited","team_id":"T1"}""", "application/json")]
    [InlineData("""payload={"type":"view_closed","user":{"id":"U1"},"team":{"id":"T1"},"view":{}}""", "application/x-www-form-urlencoded")]
    [InlineData("""payload={"type":"shortcut","callback_id":"x","user":{"id":"U1"},"team":{"id":"T1"}}""", "application/x-www-form-urlencoded")]
    [InlineData("""payload={"type":"something_new","user":{"id":"U1"},"team":{"id":"T1"}}""", "application/x-www-form-urlencoded")]
    [InlineData("""{"type":"event_callback","team_id":"T1","event_id":"Ev9","event":{"type":"reaction_added"}}""", "application/json")]
    public async Task What_needs_no_work_is_acknowledged(string body, string contentType)
    {
        var answer = await bot.PostAsync(body, contentType);
        Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData("{", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("""{"type":7}""", "application/json")]
    [InlineData("""{"type":"event_callback","team_id":7,"event":[]}""", "application/json")]
    [InlineData("payload={", "application/x-www-form-urlencoded")]
    [InlineData("""payload={"type":"block_actions","user":"U1"}""", "application/x-www-form-urlencoded")]
    [InlineData("""payload={"type":"block_actions","user":{"id":"U1"},"team":{"id":"T1"},"actions":7}""", "application/x-www-form-urlencoded")]
    [InlineData("""payload={"type":"view_submission","user":{"id":"U1"},"team":{"id":"T1"},"view":null}""", "application/x-www-form-urlencoded")]
    [InlineData("command=%2Fhuddle", "application/x-www-form-urlencoded")]
    [InlineData("", "application/x-www-form-urlencoded")]
    [InlineData("""{"type":"url_verification","challenge":"x"}""", "text/plain")]
    public async Task A_signed_request_of_no_known_form_is_400(string body, string contentType) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await bot.PostAsync(body, contentType)).Status);
}
