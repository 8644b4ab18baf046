using HuddleBot.EndToEnd.Page;
using HuddleBot.EndToEnd.Processes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HuddleBot.EndToEnd.Browser;

/// <summary>The main path in the Playground's Microsoft Teams, with the real bot behind it.</summary>
[Collection(SharedChromium.Name)]
public sealed class TeamsMainPathTests(ChromiumFixture chromium)
{
    private const string Ask = "A night bus, please";
    private const string Answer = "The bus runs until one from Monday";
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 20_000 };

    [Fact]
    public async Task From_an_empty_channel_to_a_managers_answer()
    {
        await using var hotel = await LiveTeamsHotel.OpenAsync();
        await using var window = await chromium.OpenAsync($"{hotel.Teams.Address}/?platform=teams&user=tom");
        var page = window.Page;

        await page.GetByRole(AriaRole.Main).GetByText("Send sample comments").ClickAsync();
        await Expect(window.Posts).ToHaveCountAsync(3, new() { Timeout = 20_000 });
        await PicturesAsync(window, "1-cards");

        var mended = window.Posts.Nth(1);
        await mended.GetByRole(AriaRole.Button, new() { Name = "Fix it ourselves" }).ClickAsync();
        await PicturesAsync(window, "2-fix");
        await mended.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(mended.GetByText("Tom Baker is fixing it by").First).ToBeVisibleAsync(Patiently);

        var escalated = window.Posts.Nth(2);
        await escalated.GetByRole(AriaRole.Button, new() { Name = "Escalate" }).ClickAsync();
        await escalated.GetByLabel("What do we ask for?").FillAsync(Ask);
        await PicturesAsync(window, "3-escalate");
        await escalated.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(escalated.GetByText(Ask).First).ToBeVisibleAsync(Patiently);

        await page.GetByLabel("You are").SelectOptionAsync("Ana Silva");
        await page.GetByRole(AriaRole.List, new() { Name = "Sunny Hotels" }).GetByRole(AriaRole.Button).Filter(new() { HasText = "Managers" }).ClickAsync();
        var request = window.Posts.First;
        await Expect(request.GetByText(Ask)).ToBeVisibleAsync(Patiently);
        // Her client has asked for her own view by itself.
        var accept = request.GetByRole(AriaRole.Button, new() { Name = "Accept" });
        await Expect(accept).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "4-managers");
        await accept.ClickAsync();
        await Expect(request.GetByText("Ana Silva has accepted this and sees to it by")).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "5-accepted");

        await request.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();
        var send = request.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true });
        // The client lets blanks pass; the bot does not, and gives the form back.
        await request.GetByLabel("What is your answer to the team?").FillAsync("   ");
        await send.ClickAsync();
        await Expect(request.GetByText("Please give an answer").First).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "5-answer-missing");
        await request.GetByLabel("What is your answer to the team?").FillAsync(Answer);
        await send.ClickAsync();
        await Expect(request.GetByText(Answer).First).ToBeVisibleAsync(Patiently);
        await page.GetByRole(AriaRole.List, new() { Name = "Sunny Hotels" }).GetByRole(AriaRole.Button).Filter(new() { HasText = "Front desk" }).ClickAsync();
        await Expect(escalated.Locator(".card").First.GetByText(Answer)).ToBeVisibleAsync(Patiently);

        // Tom reads it on the card and below it.
        await page.GetByLabel("You are").SelectOptionAsync("Tom Baker");
        await Expect(escalated.Locator(".card").First.GetByText(Answer)).ToBeVisibleAsync(Patiently);
        await Expect(escalated.Locator(".card").Filter(new() { HasText = Answer })).ToHaveCountAsync(2);
        await PicturesAsync(window, "6-answered");
        Assert.Empty(hotel.Teams.Complaints);
    }

    [Fact]
    public async Task What_else_a_person_finds_the_help_their_promises_and_the_message_action()
    {
        await using var hotel = await LiveTeamsHotel.OpenAsync();
        await hotel.Teams.SayAsync("ana", "Front desk", "The guest in 12 says the shower is cold again.");
        await using var window = await chromium.OpenAsync($"{hotel.Teams.Address}/?platform=teams&user=tom");
        var page = window.Page;

        await page.GetByLabel("Start a post in Front desk").FillAsync("@HuddleBot help");
        await page.Keyboard.PressAsync("Enter");
        await Expect(window.Posts.Nth(1).GetByText("How HuddleBot works").First).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "7-help");

        await hotel.SendAsync("Nobody could tell me where the bus leaves.");
        await hotel.CardAsync("where the bus leaves");
        await page.GetByLabel("Start a post in Front desk").FillAsync("@HuddleBot issues");
        await page.Keyboard.PressAsync("Enter");
        await Expect(window.Posts.Filter(new() { HasText = "Open in Front desk" }).GetByText("where the bus leaves").First).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "7-issues");

        await window.Posts.First.GetByRole(AriaRole.Button, new() { Name = "More options" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Send to huddle" }).ClickAsync();
        await Expect(window.Dialog.GetByLabel("What is it about?")).ToHaveValueAsync("The guest in 12 says the shower is cold again.");
        await PicturesAsync(window, "8-message-action");
        await window.Dialog.GetByRole(AriaRole.Button, new() { Name = "Raise" }).ClickAsync();
        await Expect(window.Dialog).ToContainTextAsync("Raised for Front desk");
        await window.Dialog.GetByText("Close", new() { Exact = true }).ClickAsync();
        await Expect(window.Posts.Filter(new() { HasText = "Raised by Tom" })).ToHaveCountAsync(1, new() { Timeout = 20_000 });

        await page.GetByRole(AriaRole.List, new() { Name = "Chats" }).GetByRole(AriaRole.Button).Filter(new() { HasText = "HuddleBot" }).ClickAsync();
        await page.GetByLabel("Message HuddleBot").FillAsync("promises");
        await page.Keyboard.PressAsync("Enter");
        await Expect(window.Messages.Filter(new() { HasText = "My promises" }).First).ToBeVisibleAsync(Patiently);
        await page.GetByLabel("Message HuddleBot").FillAsync("queue");
        await page.Keyboard.PressAsync("Enter");
        await Expect(window.Messages.Filter(new() { HasText = "Nothing waits for you" }).First).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "9-chat");
        Assert.Empty(hotel.Teams.Complaints);
    }

    /// <summary>The stage as it looks in the light, in the dark and on a phone. Nothing is cut off at its side.</summary>
    private static async Task PicturesAsync(Window window, string stage)
    {
        foreach (var (colours, width) in new[] { (ColorScheme.Dark, 1280), (ColorScheme.Light, 390), (ColorScheme.Light, 1280) })
        {
            await window.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            await window.Page.SetViewportSizeAsync(width, width < 640 ? 844 : 900);
            Assert.Equal(width, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            await window.PictureAsync($"teams-path-{stage}-{colours}-{width}");
        }
    }
}
