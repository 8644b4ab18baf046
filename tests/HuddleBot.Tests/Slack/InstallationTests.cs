using System.Net;
using HuddleBot.Core.Delivery;
using HuddleBot.Slack.Installation;
using HuddleBot.Slack.Manifest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Tests.Slack;

public sealed class InstallationTests : IAsyncLifetime
{
    private readonly FakeTime time = new(new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
    private readonly RowsOnDisk store = new();
    private StubSlack slack = null!;
    private WebApplication bot = null!;
    private HttpClient http = null!;

    private SlackInstallations Installations => bot.Services.GetRequiredService<SlackInstallations>();

    public async Task InitializeAsync()
    {
        slack = await StubSlack.StartAsync();
        slack.On("oauth.v2.access", call => call["code"] == "good" && call["client_secret"] == "client-secret"
            ? """{"ok":true,"access_token":"xoxb-new","token_type":"bot","scope":"chat:write","bot_user_id":"UBOT","team":{"id":"T7","name":"<b>Seven</b>"},"is_enterprise_install":false}"""
            : """{"ok":false,"error":"invalid_code"}""");
        slack.On("chat.postMessage", """{"ok":true,"channel":"C1","ts":"1.1"}""");
        bot = SlackBot.Build(
            time, store, ("Slack:SigningSecret", SlackBot.Secret), ("Slack:ClientId", "1.2"), ("Slack:ClientSecret", "client-secret"), ("Slack:ApiBaseUrl", slack.ApiBaseUrl.AbsoluteUri));
        await bot.StartAsync();
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(bot.Urls.First()) };
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await bot.StopAsync();
        await bot.DisposeAsync();
        await slack.DisposeAsync();
    }

    private async Task<(string State, string Cookie)> BeginAsync()
    {
        using var begun = await http.GetAsync(new Uri("/slack/install", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        var (address, query) = (begun.Headers.Location!, QueryHelpers.ParseQuery(begun.Headers.Location!.Query));
        Assert.Equal(new Uri(slack.ApiBaseUrl, "/oauth/v2/authorize").AbsoluteUri, address.GetLeftPart(UriPartial.Path));
        Assert.Equal(("1.2", string.Join(',', SlackScopes.Bot)), (query["client_id"].ToString(), query["scope"].ToString()));
        var cookie = Assert.Single(begun.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        return (query["state"].ToString(), cookie.Split(';')[0]);
    }

    private async Task<(HttpStatusCode Status, string Page)> FinishAsync(string query, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/slack/oauth_redirect?" + query);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var finished = await http.SendAsync(request);
        return (finished.StatusCode, await finished.Content.ReadAsStringAsync());
    }

    private async Task<SendResult> PostAsync() => await bot.Services.GetRequiredService<IChatPlatform>().PostAsync(
        new("k", Lounge.Channel with { Workspace = "T7" }, null, new("""{"blocks":[]}""", "x", "x")), CancellationToken.None);

    [Fact]
    public async Task A_workspace_installs_the_bot_and_is_served_from_then_on()
    {
        Assert.Contains("not_installed", Assert.IsType<SendResult.ChannelClosed>(await PostAsync()).Reason, StringComparison.Ordinal);
        var (state, cookie) = await BeginAsync();
        var (status, page) = await FinishAsync($"code=good&state={Uri.EscapeDataString(state)}", cookie);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("&lt;b&gt;Seven&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.IsType<SendResult.Sent>(await PostAsync());
        Assert.Equal("Bearer xoxb-new", Assert.Single(slack.Of("chat.postMessage")).Authorization);
        Assert.Equal("", Assert.Single(slack.Of("oauth.v2.access")).Authorization);
    }

    [Fact]
    public async Task A_workspace_that_another_process_has_installed_is_served_at_once()
    {
        Assert.IsType<SendResult.ChannelClosed>(await PostAsync());
        await Installations.SaveAsync(new("T7", "Seven", "xoxb-new", "UBOT", null, Instant.FromDateTimeOffset(time.GetUtcNow())), CancellationToken.None);
        Assert.IsType<SendResult.Sent>(await PostAsync());
    }

    [Fact]
    public async Task Nobody_slips_in_a_code_that_another_browser_asked_for()
    {
        var (mine, cookie) = await BeginAsync();
        var (other, _) = await BeginAsync();
        foreach (var (query, with) in new (string, string?)[]
        {
            ($"code=good&state={mine}", null), ($"code=good&state={other}", cookie), ("code=good", cookie), ("code=good&state=", cookie), ($"code=good&state={mine}x", cookie + "x"),
            ("code=good&state=1.2.3", "huddlebot_slack_state=1.2.3"),
        })
            Assert.Equal(HttpStatusCode.BadRequest, (await FinishAsync(query, with)).Status);
        Assert.Empty(slack.Of("oauth.v2.access"));
    }

    [Fact]
    public async Task After_ten_minutes_it_begins_again()
    {
        var (state, cookie) = await BeginAsync();
        time.Advance(TimeSpan.FromMinutes(10.1));
        Assert.Equal(HttpStatusCode.BadRequest, (await FinishAsync($"code=good&state={state}", cookie)).Status);
    }

    [Theory]
    [InlineData("error=access_denied", HttpStatusCode.BadRequest, "You chose not to install")]
    [InlineData("error=%3Cscript%3E", HttpStatusCode.BadRequest, "&lt;script&gt;")]
    [InlineData("code=bad", HttpStatusCode.BadGateway, "invalid_code")]
    [InlineData("x=y", HttpStatusCode.BadRequest, "Slack sent no code")]
    public async Task What_goes_wrong_is_said_on_a_page(string query, HttpStatusCode status, string words)
    {
        var (state, cookie) = await BeginAsync();
        var answer = await FinishAsync($"{query}&state={state}", cookie);
        Assert.Equal(status, answer.Status);
        Assert.Contains(words, answer.Page, StringComparison.Ordinal);
        Assert.Null(await Installations.TokenOfAsync("T7", CancellationToken.None));
    }

    [Theory]
    [InlineData("app_uninstalled", null)]
    [InlineData("tokens_revoked", """{"bot":["UBOT"],"oauth":[]}""")]
    public async Task An_uninstalled_workspace_is_forgotten(string type, string? tokens)
    {
        await InstallAsync();
        await SendAsync(type, tokens, seconds: 60);
        Assert.Null(await Installations.TokenOfAsync("T1", CancellationToken.None));
    }

    [Fact]
    public async Task Who_has_installed_anew_is_not_forgotten_by_a_late_event()
    {
        await InstallAsync();
        await SendAsync("app_uninstalled", null, seconds: -60);
        Assert.NotNull(await Installations.TokenOfAsync("T1", CancellationToken.None));
    }

    [Fact]
    public async Task A_users_revoked_token_is_none_of_ours()
    {
        await InstallAsync();
        await SendAsync("tokens_revoked", """{"oauth":["U1"]}""", seconds: 60);
        Assert.NotNull(await Installations.TokenOfAsync("T1", CancellationToken.None));
    }

    private Task InstallAsync() => Installations.SaveAsync(new("T1", "One", "xoxb-1", null, null, Instant.FromDateTimeOffset(time.GetUtcNow())), CancellationToken.None);

    private async Task SendAsync(string type, string? tokens, int seconds)
    {
        var body = $$$"""{"type":"event_callback","team_id":"T1","event_id":"{{{Guid.NewGuid()}}}","event_time":{{{time.GetUtcNow().ToUnixTimeSeconds() + seconds}}},"event":{"type":"{{{type}}}","tokens":{{{tokens ?? "null"}}}}}""";
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/slack/events") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", new HuddleBot.Slack.Inbound.SlackSignature(SlackBot.Secret).Sign(timestamp, bytes));
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
