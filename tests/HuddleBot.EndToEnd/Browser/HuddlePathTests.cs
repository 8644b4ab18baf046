using HuddleBot.EndToEnd.Page;
using HuddleBot.EndToEnd.Processes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HuddleBot.EndToEnd.Browser;

/// <summary>A huddle from its first tap to what came of it, in the Playground's Slack and in its Microsoft Teams, with the real bot behind both.</summary>
[Collection(SharedChromium.Name)]
public sealed class HuddlePathTests(ChromiumFixture chromium)
{
    private const string Bus = "Nobody could tell me where the bus leaves.";
    private const string Lift = "The lift took five minutes, and nobody knew why.";
    private const string Promised = "A map of the bus stops on the desk";
    private const string Written = "I ask the lift company today";
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 20_000 };

    [Fact]
    public async Task In_Slack_a_team_meets_decides_promises_and_reads_what_came_of_it()
    {
        await using var hotel = await LiveHotel.OpenAsync();
        await hotel.SendAsync(LiveHotel.Response("r-1", 2, Bus), LiveHotel.Response("r-2", 3, Lift), LiveHotel.Response("r-3", 10, "Tom at the desk found my bag within minutes, thank you!"));
        foreach (var words in (string[])["bus leaves", "five minutes", "found my bag"]) await hotel.CardAsync(words);
        await using var window = await chromium.OpenAsync($"{hotel.Slack.Address}/?user=U0001&channel=C0001");
        var page = window.Page;

        await page.GetByLabel("Message #front-desk").FillAsync("/huddle start");
        await page.Keyboard.PressAsync("Enter");
        var huddle = window.Messages.Filter(new() { HasText = "On now, until" });
        await Expect(huddle).ToBeVisibleAsync(Patiently);
        await Expect(huddle.GetByText("Tom leads")).ToBeVisibleAsync(Patiently);
        await Expect(huddle.Locator(".replies")).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "slack", "1-on", huddle);

        await page.GetByLabel("You are").SelectOptionAsync("Ben Okoro");
        await huddle.GetByRole(AriaRole.Button, new() { Name = "I’m here" }).ClickAsync();
        await Expect(huddle.GetByText("Here: Tom, Ben")).ToBeVisibleAsync(Patiently);

        await huddle.Locator(".replies").ClickAsync();

        // The first message of the thread is the huddle itself.
        var replies = page.Locator(".thread .message:not([data-ts=\"" + await huddle.GetAttributeAsync("data-ts") + "\"])");
        var bus = replies.Filter(new() { HasText = "bus leaves" });
        await Expect(bus).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "slack", "2-thread", bus);
        await bus.GetByRole(AriaRole.Button, new() { Name = "Fix it ourselves" }).ClickAsync();
        await page.GetByLabel("What will we try?").FillAsync("A sign at the door");
        await window.Button("Save").ClickAsync();
        await Expect(bus.GetByText("Ben is fixing it by")).ToBeVisibleAsync(Patiently);
        await page.GetByLabel("Reply…").FillAsync(Written);
        await page.Keyboard.PressAsync("Enter");
        await Expect(replies.Filter(new() { HasText = Written })).ToBeVisibleAsync(Patiently);
        await page.GetByRole(AriaRole.Button, new() { Name = "Close thread" }).ClickAsync();

        // Its card is drawn anew when something is decided; whoever presses while that happens has to press again.
        await Expect(huddle.GetByText("Ben is fixing it by")).ToBeVisibleAsync(Patiently);
        await hotel.AllIsWellAsync();
        await huddle.GetByRole(AriaRole.Button, new() { Name = "Promise", Exact = true }).ClickAsync();
        await page.GetByLabel("What do we promise?").FillAsync(Promised);
        await PicturesAsync(window, "slack", "3-promise");
        await window.Button("Save").ClickAsync();
        await Expect(window.Dialog).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        await hotel.AllIsWellAsync();
        await PicturesAsync(window, "slack", "4-decided", huddle);
        await huddle.GetByRole(AriaRole.Button, new() { Name = "Finish", Exact = true }).ClickAsync();

        var over = window.Messages.Filter(new() { HasText = "Finished." });
        await Expect(over).ToBeVisibleAsync(Patiently);
        await Expect(over.GetByRole(AriaRole.Button, new() { Name = "Finish", Exact = true })).ToHaveCountAsync(0);
        await PicturesAsync(window, "slack", "5-over", over);
        await over.Locator(".replies").ClickAsync();
        var receipt = replies.Filter(new() { HasText = "What came of the huddle" });
        foreach (var words in (string[])["Tom (led), Ben", Promised, "A sign at the door", Written]) await Expect(receipt.GetByText(words).First).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "slack", "6-receipt", receipt);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task In_Microsoft_Teams_a_team_meets_decides_promises_and_reads_what_came_of_it()
    {
        await using var hotel = await LiveTeamsHotel.OpenAsync();
        await hotel.SendAsync(Bus, Lift);
        foreach (var words in (string[])["bus leaves", "five minutes"]) await hotel.CardAsync(words);
        await using var window = await chromium.OpenAsync($"{hotel.Teams.Address}/?platform=teams&user=tom");
        var page = window.Page;

        await page.GetByLabel("Start a post in Front desk").FillAsync("@HuddleBot start");
        await page.Keyboard.PressAsync("Enter");
        var huddle = window.Posts.Filter(new() { HasText = "Tom Baker leads" });
        var card = huddle.Locator(".message:not(.is-reply) .card");
        await Expect(card.GetByText("On now, until")).ToBeVisibleAsync(Patiently);
        var replies = huddle.Locator(".message.is-reply");
        var bus = replies.Filter(new() { HasText = "bus leaves" });
        await Expect(bus).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "teams", "1-on", card);

        await page.GetByLabel("You are").SelectOptionAsync("Ben Okoro");
        await card.GetByRole(AriaRole.Button, new() { Name = "I’m here" }).ClickAsync();
        await Expect(card.GetByText("Here: Tom Baker, Ben Okoro")).ToBeVisibleAsync(Patiently);
        await bus.GetByRole(AriaRole.Button, new() { Name = "Fix it ourselves" }).ClickAsync();
        await bus.GetByLabel("What will we try?").FillAsync("A sign at the door");
        await PicturesAsync(window, "teams", "2-thread", bus);
        await bus.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(bus.GetByText("Ben Okoro is fixing it by").First).ToBeVisibleAsync(Patiently);
        await huddle.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true }).ClickAsync();
        await huddle.GetByLabel("Reply").FillAsync($"@HuddleBot {Written}");

        // The bot has heard it when the page is answered. Whatever draws the card anew takes the form away that somebody has open in it.
        await page.RunAndWaitForResponseAsync(() => page.Keyboard.PressAsync("Enter"), answer => answer.Url.EndsWith("/playground/teams/messages", StringComparison.Ordinal));
        await Expect(card.GetByText("Ben Okoro is fixing it by")).ToBeVisibleAsync(Patiently);
        await hotel.AllIsWellAsync();

        await card.GetByRole(AriaRole.Button, new() { Name = "Promise", Exact = true }).ClickAsync();
        await window.Dialog.GetByLabel("What do we promise?").FillAsync(Promised);
        await PicturesAsync(window, "teams", "3-promise", window.Dialog.GetByLabel("What do we promise?"));
        await window.Dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(replies.Filter(new() { HasText = Promised }).First).ToBeVisibleAsync(Patiently);
        await hotel.AllIsWellAsync();
        await PicturesAsync(window, "teams", "4-decided", card);
        await card.GetByRole(AriaRole.Button, new() { Name = "Finish", Exact = true }).ClickAsync();

        var over = window.Posts.Filter(new() { HasText = "Finished." });
        await Expect(over).ToBeVisibleAsync(Patiently);
        var receipt = over.Locator(".message.is-reply").Filter(new() { HasText = "What came of the huddle" });
        foreach (var words in (string[])["Tom Baker (led), Ben Okoro", Promised, "A sign at the door"]) await Expect(receipt.GetByText(words).First).ToBeVisibleAsync(Patiently);
        await PicturesAsync(window, "teams", "5-over", over);
        await PicturesAsync(window, "teams", "6-receipt", receipt);
        await hotel.AllIsWellAsync();
    }

    /// <summary>The stage as it looks in the light, in the dark and on a phone, from this element on. Nothing is cut off at its side.</summary>
    private static async Task PicturesAsync(Window window, string platform, string stage, ILocator? at = null)
    {
        foreach (var (colours, width) in new[] { (ColorScheme.Dark, 1280), (ColorScheme.Light, 390), (ColorScheme.Light, 1280) })
        {
            await window.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            await window.Page.SetViewportSizeAsync(width, width < 640 ? 844 : 900);
            if (at is not null) await at.EvaluateAsync("element => element.scrollIntoView({ block: 'start' })");
            Assert.Equal(width, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            await window.PictureAsync($"huddle-{platform}-{stage}-{colours}-{width}");
        }
    }
}
