using HuddleBot.Playground.MicrosoftTeams;
using Microsoft.Playwright;

namespace HuddleBot.EndToEnd.Page;

/// <summary>A Playground's Microsoft Teams with a tiny bot, and windows onto it. Tom and Ana are in the team; Ana manages; Olga is in no team.</summary>
internal sealed class TeamsScene : IAsyncDisposable
{
    public const string Tenant = "5a77e1d1-0000-4000-a000-000000000001";
    public const string Tom = "5a77e1d1-0000-4000-8000-000000000001";
    public const string Ana = "5a77e1d1-0000-4000-8000-000000000002";
    public const string FrontDesk = "19:5a77e1d1000000000000000000000002@thread.tacv2";

    private readonly ChromiumFixture chromium;
    private readonly List<Window> windows = [];

    private TeamsScene(ChromiumFixture chromium, TeamsPlayground teams, TinyTeamsBot bot)
    {
        this.chromium = chromium;
        Teams = teams;
        Bot = bot;
    }

    public TeamsPlayground Teams { get; }

    public TinyTeamsBot Bot { get; }

    public static async Task<TeamsScene> SetAsync(ChromiumFixture chromium)
    {
        var bot = await TinyTeamsBot.StartAsync();
        var teams = await TeamsPlayground.StartAsync(new TeamsPlaygroundOptions { BotUrl = bot.Url, RateLimitScale = null });
        bot.Use(teams);
        bot.Manager = Ana;
        return new TeamsScene(chromium, teams, bot);
    }

    /// <summary>A comment in Front desk, with a view of her own for Ana.</summary>
    public Task<string> PostAsync(int score = 3, string words = "Nobody could tell me where the bus leaves.") =>
        Bot.PostAsync(FrontDesk, $"New comment: {score} of 10", TeamsCards.Comment(score, words, Teams.PersonNamed("ana").Mri));

    public async Task<Window> LookAsync(string person = "tom", string? channel = FrontDesk, ColorScheme colours = ColorScheme.Light, int width = 1280, int height = 900)
    {
        var place = channel is null ? "" : $"&channel={Uri.EscapeDataString(channel)}";
        var window = await chromium.OpenAsync($"{Teams.Address}/?platform=teams&user={person}{place}", colours, width, height);
        windows.Add(window);
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var window in windows) await window.DisposeAsync();
        await Teams.DisposeAsync();
        await Bot.DisposeAsync();
    }
}
