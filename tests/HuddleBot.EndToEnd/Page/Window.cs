using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace HuddleBot.EndToEnd.Page;

/// <summary>A browser window that writes down what it must not do: ask another host for anything, or complain.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly Uri home;

    public Window(IBrowserContext context, IPage page, Uri home)
    {
        this.context = context;
        this.home = home;
        Page = page;
        page.Request += (_, request) => Note(request.Url);
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("400 (Bad Request)", StringComparison.Ordinal)) Complaints.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Addresses beyond the page's own origin that it asked for.</summary>
    public ConcurrentQueue<string> Elsewhere { get; } = [];

    /// <summary>Errors of the page and of its console.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    public ILocator Messages => Page.Locator(".channel .message");

    /// <summary>Of a Microsoft Teams channel: each with its replies.</summary>
    public ILocator Posts => Page.Locator(".channel .post");

    /// <summary>The Adaptive Cards of a Microsoft Teams.</summary>
    public ILocator Card => Page.Locator(".channel .card");

    /// <summary>What the dialog that is open is sent with.</summary>
    public ILocator Save => Dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save", Exact = true });

    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>Kept beside the test binaries, to be looked at.</summary>
    public Task<byte[]> PictureAsync(string name) => Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(AppContext.BaseDirectory, "pictures", $"{name}.png") });

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        Assert.NotEmpty(Requests);
        Assert.Empty(Elsewhere);
        Assert.Empty(Complaints);
    }

    private void Note(string url)
    {
        Requests.Enqueue(url);
        var address = new Uri(url);
        if (address.Scheme != "data" && address.Authority != home.Authority) Elsewhere.Enqueue(url);
    }
}
