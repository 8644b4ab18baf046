using Microsoft.Playwright;

namespace HuddleBot.EndToEnd.Page;

/// <summary>One headless Chromium for all tests of a collection: the system's own, never a downloaded one.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        Assert.True(File.Exists(Executable), $"The tests of the page need Chromium at {Executable}.");
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "playground-page", "app.js")), "The page is not built: run 'npm run build:page', then build the tests again.");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Headless = true,
            Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    /// <summary>A window of its own (no shared cookies or storage) at an address.</summary>
    public async Task<Window> OpenAsync(string address, ColorScheme colours = ColorScheme.Light, int width = 1280, int height = 900)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = colours,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            HasTouch = width < 640,
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(10_000);
        var window = new Window(context, await context.NewPageAsync(), new Uri(address));
        await window.Page.GotoAsync(address);
        return window;
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        playwright?.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class SharedChromium : ICollectionFixture<ChromiumFixture>
{
    public const string Name = "Chromium";
}
