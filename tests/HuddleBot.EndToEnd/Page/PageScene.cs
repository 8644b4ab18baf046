using HuddleBot.Playground.Slack;
using Microsoft.Playwright;

namespace HuddleBot.EndToEnd.Page;

/// <summary>A Playground with a tiny bot, and windows onto it. Tom (U0001) and Ana (U0002) share #front-desk (C0001).</summary>
internal sealed class PageScene : IAsyncDisposable
{
    private readonly ChromiumFixture chromium;
    private readonly List<Window> windows = [];

    private PageScene(ChromiumFixture chromium, SlackPlayground slack, TinyBot bot)
    {
        this.chromium = chromium;
        Slack = slack;
        Bot = bot;
    }

    public SlackPlayground Slack { get; }

    public TinyBot Bot { get; }

    public static async Task<PageScene> SetAsync(ChromiumFixture chromium)
    {
        var bot = await TinyBot.StartAsync();
        var slack = await SlackPlayground.StartAsync(new SlackPlaygroundOptions { BotUrl = bot.Url, RateLimitScale = null });
        bot.Use(slack);
        return new PageScene(chromium, slack, bot);
    }

    public async Task<Window> LookAsync(string query = "?user=U0001&channel=C0001", ColorScheme colours = ColorScheme.Light, int width = 1280, int height = 900)
    {
        var window = await chromium.OpenAsync($"{Slack.Address}/{query}", colours, width, height);
        windows.Add(window);
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var window in windows) await window.DisposeAsync();
        await Slack.DisposeAsync();
        await Bot.DisposeAsync();
    }
}
