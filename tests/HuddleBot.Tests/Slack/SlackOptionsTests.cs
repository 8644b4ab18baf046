using System.Net;
using HuddleBot.Hosting;
using HuddleBot.Slack;
using Microsoft.Extensions.Configuration;

namespace HuddleBot.Tests.Slack;

public class SlackOptionsTests
{
    private static SlackOptions? Read(params (string Key, string Value)[] settings) => SlackOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("Slack:" + setting.Key, (string?)setting.Value))).Build());

    [Fact]
    public void Without_the_section_Slack_is_off() => Assert.Null(Read());

    [Fact]
    public async Task Without_the_section_the_address_is_not_found()
    {
        await using var app = SlackBot.Build(TimeProvider.System, new RowsOnDisk());
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new(app.Urls.First()) };
        foreach (var path in (string[])["/slack/events", "/slack/install", "/slack/oauth_redirect"])
        {
            using var post = await http.PostAsync(new Uri(path, UriKind.Relative), null);
            using var get = await http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (post.StatusCode, get.StatusCode));
        }
    }

    [Fact]
    public async Task Without_a_client_id_nobody_can_install()
    {
        await using var slack = await StubSlack.StartAsync();
        await using var bot = await SlackBot.StartAsync(slack);
        using var install = await bot.Http.GetAsync(new Uri("/slack/install", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, install.StatusCode);
    }

    [Fact]
    public void Secret_and_token_are_enough()
    {
        var options = Read(("SigningSecret", "s"), ("BotToken", "xoxb-1"), ("AppToken", "xapp-1"))!;
        Assert.Equal("https://slack.com/api/", options.ApiBaseUrl.AbsoluteUri);
        Assert.False(options.CanInstall);
        Assert.True(options.HasAddress);
    }

    [Fact]
    public void An_app_token_needs_no_signing_secret()
    {
        var options = Read(("BotToken", "xoxb-1"), ("AppToken", "xapp-1"))!;
        Assert.False(options.HasAddress);
        Assert.Equal((2, 30), (options.SocketConnections, options.SocketSilenceSeconds));
    }

    [Theory]
    [InlineData("SigningSecret is missing", "BotToken=xoxb-1")]
    [InlineData("SigningSecret is missing", "BotToken=xoxb-1", "SigningSecret=")]
    [InlineData("SigningSecret is missing", "BotToken=xoxb-1", "SigningSecret=   ")]
    [InlineData("SigningSecret is missing", "AppToken=xapp-1", "BotToken=xoxb-1", "SigningSecret=   ")]
    [InlineData("BotToken is missing", "AppToken=xapp-1")]
    [InlineData("AppToken must be an app-level token", "BotToken=xoxb-1", "AppToken=")]
    [InlineData("AppToken must be an app-level token", "SigningSecret=s", "BotToken=xoxb-1", "AppToken=xoxb-1")]
    [InlineData("AppToken must be an app-level token", "BotToken=xoxb-1", "AppToken=xapp-1 ")]
    [InlineData("SocketConnections must be between 1 and 10", "BotToken=xoxb-1", "AppToken=xapp-1", "SocketConnections=11")]
    [InlineData("SocketSilenceSeconds must be between 2 and 60", "BotToken=xoxb-1", "AppToken=xapp-1", "SocketSilenceSeconds=1")]
    [InlineData("BotToken is missing", "SigningSecret=s")]
    [InlineData("BotToken is empty", "SigningSecret=s", "BotToken=")]
    [InlineData("ClientId and ClientSecret go together", "SigningSecret=s", "BotToken=xoxb-1", "ClientId=1")]
    [InlineData("ClientId and ClientSecret go together", "SigningSecret=s", "ClientSecret=1")]
    [InlineData("ends in /api/", "SigningSecret=s", "BotToken=xoxb-1", "ApiBaseUrl=https://slack.com/")]
    [InlineData("ends in /api/", "SigningSecret=s", "BotToken=xoxb-1", "ApiBaseUrl=https://slack.com/api")]
    [InlineData("ends in /api/", "SigningSecret=s", "BotToken=xoxb-1", "ApiBaseUrl=https://slack.com/?x=/api/")]
    [InlineData("ends in /api/", "SigningSecret=s", "BotToken=xoxb-1", "ApiBaseUrl=https://u:p@slack.com/api/")]
    [InlineData("must be https", "SigningSecret=s", "BotToken=xoxb-1", "ApiBaseUrl=http://slack.com/api/")]
    [InlineData("must be https", "SigningSecret=s", "BotToken=xoxb-1", "ApiBaseUrl=ftp://127.0.0.1/api/")]
    [InlineData("'Slack:BotTokn' is not known", "SigningSecret=s", "BotTokn=xoxb-1")]
    public void Half_a_section_stops_the_start(string because, params string[] settings)
    {
        var error = Assert.Throws<SettingsException>(() => Read([.. settings.Select(setting => setting.Split('=', 2)).Select(pair => (pair[0], pair[1]))]));
        Assert.Contains(because, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("xoxb-1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/api/")]
    [InlineData("http://localhost/api/")]
    [InlineData("http://[::1]:1/api/")]
    [InlineData("https://slack-gov.com/api/")]
    public void Plain_http_is_for_this_machine(string url) => Assert.Equal(new Uri(url), Read(("SigningSecret", "s"), ("BotToken", "x"), ("ApiBaseUrl", url))!.ApiBaseUrl);

    [Theory]
    [InlineData("Delivery:Slack:PerWorkspacePerMinute", "0")]
    [InlineData("Delivery:Slack:PerMinute", "10")]
    public void A_wrong_pace_stops_the_start(string key, string value) =>
        Assert.Contains("PerWorkspacePerMinute", Assert.Throws<SettingsException>(() => SlackBot.Build(TimeProvider.System, new RowsOnDisk(), (key, value))).Message, StringComparison.Ordinal);
}
