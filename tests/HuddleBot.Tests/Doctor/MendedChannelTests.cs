using HuddleBot.Core.Storage;
using HuddleBot.Playground.Slack;
using HuddleBot.Playground.Slack.Workspace;
using HuddleBot.Hosting;
using HuddleBot.Slack.Inbound;
using HuddleBot.Tests.WholeWay;
using Microsoft.Extensions.DependencyInjection;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Doctor;

/// <summary>What waits for a channel goes out as soon as somebody mends it, long before its next try would be due.</summary>
public sealed class MendedChannelTests
{
    [Fact]
    public async Task The_bot_is_invited()
    {
        // With chat:write.public, which the bot does not ask for, it could write without being in the channel.
        var scopes = SlackPlaygroundOptions.DefaultScopes.Except(["chat:write.public"]).ToHashSet(StringComparer.Ordinal);
        await using var hotel = await OpenAsync(slack: new() { RateLimitScale = null, Scopes = scopes });
        hotel.Slack.RemoveMember(FrontDesk, "U0BOT");
        await WaitsAsync(hotel);

        // Somebody else who joins mends nothing: one try was refused, the next one went through.
        await hotel.Slack.AddMemberAsync(FrontDesk, "U0005");
        await hotel.Bot.Services.GetRequiredService<Deliveries<SlackOutcome>>().StopAsync(CancellationToken.None); // Waits for what is in hand.
        Assert.True(await IsPutOffAsync(hotel));
        await hotel.Slack.AddMemberAsync(FrontDesk, "U0BOT");
        await ArrivesAsync(hotel);
        Assert.Equal(2, hotel.Slack.Calls.Count(call => call.Method == "chat.postMessage"));
    }

    [Theory]
    [InlineData(ChannelKind.Public)]
    [InlineData(ChannelKind.Private)]
    public async Task The_channel_is_brought_back(ChannelKind kind)
    {
        await using var hotel = await OpenAsync();
        hotel.Slack.AddChannel(FrontDesk, kind, ["U0001", "U0002", "U0004"], id: "C0001");
        await hotel.Slack.ArchiveAsync(FrontDesk);
        await WaitsAsync(hotel);
        await hotel.Slack.ArchiveAsync(FrontDesk, archived: false);
        await ArrivesAsync(hotel);
    }

    [Fact]
    public async Task The_workspace_installs_the_bot_again()
    {
        await using var hotel = await OpenAsync();
        await hotel.Slack.UninstallAsync();
        await WaitsAsync(hotel);
        var settings = Examination.SettingsOf(hotel);
        await hotel.StopBotAsync();

        await using var bot = HuddleBotBuilder.Build(
            [.. settings, "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", "--Slack:ClientId=1000.2000", "--Slack:ClientSecret=playground-client-secret"]);
        await bot.StartAsync();
        hotel.Slack.BotUrl = new(new Uri(bot.Urls.Single()), "/slack/events");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var begun = await http.GetAsync(new Uri(hotel.Slack.BotUrl, "/slack/install"));
        using var finish = new HttpRequestMessage(HttpMethod.Get, hotel.Slack.AllowInstallation(begun.Headers.Location!, "U0002"));
        finish.Headers.Add("Cookie", begun.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var finished = await http.SendAsync(finish);

        Assert.Equal(System.Net.HttpStatusCode.OK, finished.StatusCode);
        await hotel.CardAsync("The lift is slow.");
        await bot.StopAsync();
    }

    private static async Task WaitsAsync(Hotel hotel)
    {
        await hotel.SendAsync(Response("r-1", 3, "The lift is slow."));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await IsPutOffAsync(hotel)) await Task.Delay(20, limit.Token);
        Assert.Empty(hotel.Slack.MessagesIn(FrontDesk));
    }

    private static async Task<bool> IsPutOffAsync(Hotel hotel) =>
        await hotel.Store.QueryAsync("team-front-desk", TeamRows.Outbox, null, CancellationToken.None).AnyAsync(row => row.GetString("WaitsFor") is not null);

    private static async Task ArrivesAsync(Hotel hotel)
    {
        await hotel.CardAsync("The lift is slow.");
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
    }
}
