using System.Text.Json.Nodes;
using HuddleBot.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HuddleBot.EndToEnd.Page;

/// <summary>The digest as people see it, on both platforms, light, dark and on a phone: the cards that the snapshots hold.</summary>
[Collection(SharedChromium.Name)]
public sealed class DigestPageTests(ChromiumFixture chromium)
{
    public static TheoryData<string, ColorScheme, int, int> Screens => new()
    {
        { "light", ColorScheme.Light, 1280, 1400 }, { "dark", ColorScheme.Dark, 1280, 1400 }, { "phone", ColorScheme.Light, 390, 1600 },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task It_stands_in_Slack(string screen, ColorScheme colours, int width, int height)
    {
        await using var scene = await PageScene.SetAsync(chromium);
        await scene.Bot.PostAsync("C0001", "Digest", Sample("slack", "digest-card", "full without a picture")["blocks"]);
        var window = await scene.LookAsync(colours: colours, width: width, height: height);
        await Expect(window.Messages.Last).ToContainTextAsync("One thing to decide");
        await window.PictureAsync($"digest-slack-{screen}");
        foreach (var details in (string[])["full 1", "full 2", "full 3"]) await scene.Bot.PostAsync("C0001", "Details", Sample("slack", "digest-details", details)["blocks"]);
        await Expect(window.Messages.Last).ToContainTextAsync("Themes, in customers’ words");
        await window.PictureAsync($"digest-slack-details-{screen}");
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task It_stands_in_Microsoft_Teams(string screen, ColorScheme colours, int width, int height)
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.Bot.PostAsync(TeamsScene.FrontDesk, "Digest", Sample("teams", "digest-card", "full without a picture"));
        var window = await scene.LookAsync(colours: colours, width: width, height: height);
        await Expect(window.Card.Last).ToContainTextAsync("One thing to decide");
        await window.PictureAsync($"digest-teams-{screen}");
        foreach (var details in (string[])["full 1", "full 2", "full 3"]) await scene.Bot.PostAsync(TeamsScene.FrontDesk, "Details", Sample("teams", "digest-details", details));
        await Expect(window.Card.Last).ToContainTextAsync("Themes, in customers’ words");
        await window.PictureAsync($"digest-teams-details-{screen}");
    }

    private static JsonObject Sample(string platform, string card, string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests/HuddleBot.Tests/Cards/Snapshots", platform, $"{card}.json")))![name]!["card"]!.DeepClone().AsObject();
}
