using HuddleBot.EndToEnd.Processes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HuddleBot.EndToEnd.Page;

/// <summary>What can go wrong with the connections of Socket Mode, from the page, with the real bot behind it.</summary>
[Collection(SharedChromium.Name)]
public sealed class SocketFaultsPageTests(ChromiumFixture chromium)
{
    /// <summary>The bot looks for a deaf line for ten seconds here, and a warning runs for as long.</summary>
    private static readonly LocatorAssertionsToHaveTextOptions Patiently = new() { Timeout = 30_000 };

    private static readonly string[] Silence = ["--Slack:SocketSilenceSeconds=4"];

    [Fact]
    public async Task Connections_are_counted_made_deaf_cut_and_renewed()
    {
        await using var hotel = await LiveHotel.OpenAsync(socketMode: true, settings: Silence);
        await using var window = await chromium.OpenAsync($"{hotel.Slack.Address}/?user=U0001&channel=C0001");
        await window.Button("Faults…").ClickAsync();
        var status = window.Dialog.GetByRole(AriaRole.Status);
        await Expect(status).ToHaveTextAsync("The bot has 2 connections.");

        await window.Button("Make it deaf").ClickAsync();
        await Expect(status).ToHaveTextAsync("The bot has 2 connections, 1 of them deaf.", Patiently);
        await window.PictureAsync("socket-faults-light");
        await Expect(status).ToHaveTextAsync("The bot has 2 connections.", Patiently);

        await window.Dialog.GetByLabel("Which connections").SelectOptionAsync("all");
        await window.Button("Cut the line").ClickAsync();
        await Expect(window.Page.Locator(".toast").Last).ToContainTextAsync("The line is cut, without a word.");
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.Calls.Count(call => call.Method == "apps.connections.open") >= 5, TimeSpan.FromSeconds(30));
        await Expect(status).ToHaveTextAsync("The bot has 2 connections.", Patiently);

        await window.Dialog.GetByLabel("Which connections").SelectOptionAsync("the oldest");
        foreach (var (button, opened) in ((string, int)[])[("Ask for a new one", 6), ("Close after a warning", 7)])
        {
            await window.Button(button).ClickAsync();
            await hotel.Slack.WaitUntilAsync(() => hotel.Slack.Calls.Count(call => call.Method == "apps.connections.open") >= opened, TimeSpan.FromSeconds(30));
        }

        await window.Button("Close").ClickAsync();
        await Expect(window.Dialog).ToHaveCountAsync(0);
        await hotel.Slack.CommandAsync("U0001", LiveHotel.FrontDesk, "/huddle add The lift is slow.");
        await hotel.CardAsync("The lift is slow.");
        await hotel.AllIsWellAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task On_a_phone_everything_of_it_can_be_reached(ColorScheme colours)
    {
        await using var hotel = await LiveHotel.OpenAsync(socketMode: true);
        await using var window = await chromium.OpenAsync($"{hotel.Slack.Address}/?user=U0001&channel=C0001", colours, width: 360, height: 640);
        await window.Button("Channels").ClickAsync();
        await window.Button("Faults…").ClickAsync();
        await Expect(window.Dialog.GetByRole(AriaRole.Status)).ToHaveTextAsync("The bot has 2 connections.");
        var last = window.Button("Make it deaf");
        await last.ScrollIntoViewIfNeededAsync();
        await Expect(last).ToBeInViewportAsync();
        Assert.False(await window.Dialog.EvaluateAsync<bool>("dialog => dialog.scrollWidth > dialog.clientWidth"));
        await window.PictureAsync($"socket-faults-phone-{colours}");
    }

    [Fact]
    public async Task Where_the_bot_is_called_over_http_there_is_nothing_of_sockets()
    {
        await using var scene = await PageScene.SetAsync(chromium);
        var window = await scene.LookAsync();
        await window.Button("Faults…").ClickAsync();
        await Expect(window.Button("Stop all faults")).ToBeVisibleAsync();
        await Expect(window.Button("Make it deaf")).ToHaveCountAsync(0);
    }
}
