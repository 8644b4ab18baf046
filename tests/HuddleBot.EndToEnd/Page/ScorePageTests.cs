using System.Text.Json.Nodes;
using HuddleBot.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HuddleBot.EndToEnd.Page;

/// <summary>The answer to who asks for the score as people see it, on both platforms, light, dark and on a phone: the cards that the snapshots hold.</summary>
[Collection(SharedChromium.Name)]
public sealed class ScorePageTests(ChromiumFixture chromium)
{
    public static TheoryData<string, ColorScheme, int, int> Screens => new()
    {
        { "light", ColorScheme.Light, 1280, 900 }, { "dark", ColorScheme.Dark, 1280, 900 }, { "phone", ColorScheme.Light, 390, 1000 },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task It_stands_in_Slack(string screen, ColorScheme colours, int width, int height)
    {
        await using var scene = await PageScene.SetAsync(chromium);
        await scene.Bot.PostAsync("C0001", "Score", Sample("slack", "with a picture")["blocks"]);
        var window = await scene.LookAsync(colours: colours, width: width, height: height);
        await Expect(window.Messages.Last).ToContainTextAsync("Down from 45 in the 28 days before, more than chance.");
        await Expect(window.Messages.Last).ToContainTextAsync("*lounge* & <!channel>: NPS 44");
        await window.PictureAsync($"score-slack-{screen}");
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task It_stands_in_Microsoft_Teams(string screen, ColorScheme colours, int width, int height)
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.Bot.PostAsync(TeamsScene.FrontDesk, "Score", Sample("teams", "without a picture"));
        var window = await scene.LookAsync(colours: colours, width: width, height: height);
        await Expect(window.Card.Last).ToContainTextAsync("Down from 45 in the 28 days before, more than chance.");
        await Expect(window.Card.Last).ToContainTextAsync("*lounge* & <!channel>: NPS 44");
        await window.PictureAsync($"score-teams-{screen}");
    }

    private static JsonObject Sample(string platform, string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests/HuddleBot.Tests/Cards/Snapshots", platform, "score-card.json")))![name]!["card"]!.DeepClone().AsObject();
}
