using HuddleBot.EndToEnd.Page;
using HuddleBot.EndToEnd.Processes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HuddleBot.EndToEnd.Browser;

/// <summary>The main path as a newcomer walks it, in the Playground's page, with the real bot behind it.</summary>
[Collection(SharedChromium.Name)]
public sealed class MainPathTests(ChromiumFixture chromium)
{
    private const string Ask = "A night bus, please";
    private const string Answer = "The bus runs until one from Monday";
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 20_000 };

    [Fact]
    public async Task From_an_empty_channel_to_a_managers_answer()
    {
        await using var hotel = await LiveHotel.OpenAsync();
        await using var window = await chromium.OpenAsync(hotel.Slack.Address);
        var page = window.Page;

        await Expect(page.GetByText("Waiting for a first comment")).ToBeVisibleAsync();
        await PicturesAsync(window, "1-empty");
        await page.GetByRole(AriaRole.Main).GetByText("Send sample comments").ClickAsync();
        await Expect(window.Messages).ToHaveCountAsync(3, new() { Timeout = 20_000 });
        await PicturesAsync(window, "2-cards");

        var mended = window.Messages.Nth(1);
        await mended.GetByRole(AriaRole.Button, new() { Name = "Fix it ourselves" }).ClickAsync();
        await Expect(window.Dialog).ToBeVisibleAsync();
        await PicturesAsync(window, "3-fix");
        await window.Button("Save").ClickAsync();
        await Expect(window.Dialog).ToHaveCountAsync(0);
        await Expect(mended.GetByText("Tom is fixing it by")).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "4-fixing");

        var escalated = window.Messages.Nth(2);
        await escalated.GetByRole(AriaRole.Button, new() { Name = "Escalate" }).ClickAsync();
        await Expect(window.Dialog).ToBeVisibleAsync();
        await PicturesAsync(window, "5-escalate");
        await page.GetByLabel("What do we ask for?").FillAsync(Ask);
        await window.Dialog.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(escalated.GetByText(Ask)).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "6-escalated");

        await page.GetByLabel("You are").SelectOptionAsync("Ana Silva");
        await page.GetByRole(AriaRole.Button, new() { Name = "managers" }).ClickAsync();
        var request = window.Messages.First;
        await Expect(request.GetByText(Ask)).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "7-managers");
        await request.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(request.GetByText("Ana has accepted this and sees to it by")).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "8-accepted");

        await request.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();
        var words = page.GetByLabel("What is your answer to the team?");
        await words.FillAsync("");
        await window.Dialog.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(window.Dialog.Locator(".problem")).ToBeVisibleAsync();
        await PicturesAsync(window, "9-answer-missing");
        await words.FillAsync(Answer);
        await window.Dialog.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(window.Dialog).ToHaveCountAsync(0);
        await Expect(request.GetByText(Answer)).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "10-resolved");

        await page.GetByRole(AriaRole.Button, new() { Name = "front-desk" }).ClickAsync();
        await Expect(escalated.GetByText(Answer)).ToBeVisibleAsync(Patiently);
        await escalated.Locator(".replies").ClickAsync();
        await Expect(page.Locator(".thread .message").GetByText(Answer)).ToHaveCountAsync(2);
        await PicturesAsync(window, "11-thread");
        Assert.Empty(hotel.Slack.Complaints);
    }

    [Fact]
    public async Task What_else_a_person_finds_the_list_the_help_the_shortcut_and_the_home()
    {
        await using var hotel = await LiveHotel.OpenAsync();
        await hotel.SendAsync(LiveHotel.Response("r-1", 2, "The queue at check-in took forty minutes."), LiveHotel.Response("r-2", 9, "Breakfast was lovely."));
        var card = await hotel.CardAsync("forty minutes");
        await hotel.CardAsync("lovely");
        await using var window = await chromium.OpenAsync($"{hotel.Slack.Address}/?user=U0001&channel=C0001");
        var page = window.Page;
        var composer = page.GetByLabel("Message #front-desk");

        await window.Messages.Filter(new() { HasText = "forty minutes" }).GetByRole(AriaRole.Button, new() { Name = "Fix it ourselves" }).ClickAsync();
        await page.GetByLabel("What will we try?").FillAsync("A second desk from four to six");
        await window.Button("Save").ClickAsync();
        await hotel.UntilShownAsync(card, "A second desk");

        // As long as it stands there, what is typed goes into it.
        await Expect(window.Dialog).ToHaveCountAsync(0);

        foreach (var (line, expected) in new[] { ("/huddle issues", "Open in Front desk"), ("/huddle help", "How HuddleBot works"), ("/huddle add The lift is out of order", "Raised for Front desk") })
        {
            await composer.FillAsync(line);
            await composer.PressAsync("Enter");
            await Expect(window.Messages.Filter(new() { HasText = expected })).ToBeVisibleAsync(Patiently);
        }

        await Expect(window.Messages.Filter(new() { HasText = "Raised by Tom" })).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "12-commands");

        await hotel.Slack.PostAsUserAsync("U0004", "C0001", "The guest in 12 says the shower is cold again.");
        var said = window.Messages.Filter(new() { HasText = "the shower is cold again" });
        await said.HoverAsync();
        await said.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Raise an issue" }).ClickAsync();
        await Expect(window.Dialog).ToBeVisibleAsync();
        await PicturesAsync(window, "13-shortcut");
        await window.Dialog.GetByRole(AriaRole.Button, new() { Name = "Raise" }).ClickAsync();
        await Expect(window.Messages.Filter(new() { HasText = "Raised by Tom" })).ToHaveCountAsync(2, new() { Timeout = 20_000 });

        await page.GetByRole(AriaRole.List, new() { Name = "Apps" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator(".home").GetByText("A second desk from four to six")).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "14-home");
        Assert.Empty(hotel.Slack.Complaints);
    }

    /// <summary>The stage as it looks in the light, in the dark and on a phone. Nothing is cut off at its side.</summary>
    private static async Task PicturesAsync(Window window, string stage)
    {
        foreach (var (colours, width) in new[] { (ColorScheme.Dark, 1280), (ColorScheme.Light, 390), (ColorScheme.Light, 1280) })
        {
            await window.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            await window.Page.SetViewportSizeAsync(width, width < 640 ? 844 : 900);
            Assert.Equal(width, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            await window.PictureAsync($"path-{stage}-{colours}-{width}");
        }
    }
}
