using System.Net;
using System.Net.Sockets;
using System.Text;
using HuddleBot.MicrosoftTeams.Connector;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.Tests.Slack;
using Microsoft.AspNetCore.Http;

namespace HuddleBot.Tests.MicrosoftTeams.Inbound;

/// <summary><c>DangerouslyAllowUnauthenticatedLoopback</c>: from this machine, to this machine, by nobody in between.</summary>
public sealed class EscapeHatchTests : IAsyncLifetime
{
    private const string Far = "http://127.0.0.1:9/_connector";

    private ActivityHost bot = null!;

    public async Task InitializeAsync() =>
        bot = await ActivityHost.StartAsync(new FakeTime(Tokens.Now), ("DangerouslyAllowUnauthenticatedLoopback", "true"), ("AllowedServiceUrls:0", Far));

    public async Task DisposeAsync() => await bot.DisposeAsync();

    private static string Body => ActivityHost.Message(serviceUrl: Far).ToJsonString();

    [Fact]
    public async Task A_client_on_this_machine_needs_no_token()
    {
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(Body)).Status);
        Assert.Single(bot.Router.Handled);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:3978")]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.1:80")]
    [InlineData("[::1]:3978")]
    public async Task This_machine_has_several_names(string host) => Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(Body, headers: ("Host", host))).Status);

    [Theory]
    [InlineData("huddlebot.example.com")]
    [InlineData("localhost.evil.test")]
    [InlineData("127.0.0.1.evil.test")]
    [InlineData("128.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("[::2]")]
    [InlineData("loopback")]
    public Task A_page_that_was_lured_here_under_another_name_is_refused(string host) => IsRefusedAsync(("Host", host));

    [Theory]
    [InlineData("Forwarded")]
    [InlineData("X-Forwarded-For")]
    [InlineData("x-forwarded-host")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("X-Forwarded-Anything")]
    [InlineData("X-Real-IP")]
    [InlineData("Via")]
    [InlineData("True-Client-IP")]
    [InlineData("CF-Connecting-IP")]
    [InlineData("X-Original-Host")]
    public Task What_was_forwarded_is_refused(string header) => IsRefusedAsync((header, "127.0.0.1"));

    [Fact]
    public Task A_header_that_is_there_but_empty_was_forwarded_too() => IsRefusedAsync(("X-Forwarded-For", ""));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task A_form_of_a_web_page_is_refused(string? contentType)
    {
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await bot.PostAsync(Body, contentType: contentType)).Status);
        Assert.Empty(bot.Router.Handled);
    }

    [Fact]
    public async Task The_service_url_must_be_allowed_all_the_same()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await bot.PostAsync(ActivityHost.Message().ToJsonString())).Status);
        var other = ActivityHost.Message(serviceUrl: Far);
        other["channelId"] = "emulator";
        Assert.Equal(HttpStatusCode.Forbidden, (await bot.PostAsync(other.ToJsonString())).Status);
        Assert.Empty(bot.Router.Handled);
    }

    [Theory]
    [InlineData("192.168.0.7", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData(null, false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.255.0.3", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("::1", true)]
    public async Task Only_this_machine_is_heard(string? remote, bool isHeard)
    {
        var request = new DefaultHttpContext().Request;
        request.Host = new("localhost", 3978);
        request.HttpContext.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        var sender = await new UnauthenticatedLoopback().VerifyAsync(request, CancellationToken.None);
        Assert.Equal(isHeard, sender is RequestSender.ThisMachine);
        Assert.Equal(!isHeard, sender is RequestSender.Refused { Status: 403 });
    }

    [Fact]
    public async Task A_request_without_host_is_refused()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(bot.Address.Host, bot.Address.Port);
        var bytes = Encoding.ASCII.GetBytes(Body);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /api/messages HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\n\r\n"));
        await client.GetStream().WriteAsync(bytes);
        using var reader = new StreamReader(client.GetStream());
        Assert.Matches("^HTTP/1.1 40[03]", await reader.ReadLineAsync());
        Assert.Empty(bot.Router.Handled);
    }

    [Fact]
    public async Task Every_start_warns_and_a_registered_bot_s_does_not()
    {
        Assert.Single(bot.Log.Lines, line => line.Contains("DangerouslyAllowUnauthenticatedLoopback is on", StringComparison.Ordinal));
        await using var issuer = await LocalIssuer.StartAsync();
        await using var registered = await ActivityHost.StartAsync(issuer, TimeProvider.System);
        Assert.DoesNotContain(registered.Log.Lines, line => line.Contains("Dangerously", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Unauthorized, (await registered.PostAsync(Body)).Status);
    }

    [Fact]
    public async Task Its_own_calls_carry_no_token() => Assert.IsType<BotToken.None>(await new NoBotTokens().GetAsync(CancellationToken.None));

    private async Task IsRefusedAsync((string Name, string Value) header)
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await bot.PostAsync(Body, headers: header)).Status);
        Assert.Empty(bot.Router.Handled);
    }
}
