using HuddleBot.Playground.Slack.Control;
using HuddleBot.Playground.Slack.Deliveries;
using HuddleBot.Playground.Slack.SocketMode;
using HuddleBot.Playground.Slack.Storage;
using HuddleBot.Playground.Slack.WebApi;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack;

/// <summary>
/// A Slack that runs on this machine. It speaks the documented wire protocol, enforces the documented limits and refuses what it does not know.
/// What people do is in <c>SlackPlayground.People.cs</c>, what can be looked at in <c>SlackPlayground.Looking.cs</c>.
/// </summary>
public sealed partial class SlackPlayground : IAsyncDisposable, IPlatform
{
    private readonly SlackServer slack;
    private readonly Clicks clicks;
    private readonly Forms forms;
    private readonly Commands commands;
    private readonly Events events;
    private readonly StateFile? file;
    private PlatformHost? host;

    internal SlackPlayground(SlackPlaygroundOptions options)
    {
        slack = new SlackServer(options);
        (file, var wasThere) = options.StateFile is { } path ? SavedWorkspace.Open(slack.Workspace, path) : (null, false);
        if (!wasThere) options.Company(slack.Workspace);
        clicks = new Clicks(slack);
        forms = new Forms(slack);
        commands = new Commands(slack);
        events = new Events(slack);
        Sockets = new PlaygroundSockets(slack.Sockets);
    }

    /// <summary>Such as <c>http://127.0.0.1:3979</c>.</summary>
    public string Address => slack.Address;

    /// <summary>Ends in <c>/api/</c>.</summary>
    public Uri ApiBaseUrl => new($"{slack.Address}/api/");

    /// <summary>Where everything for the bot goes; null: nowhere.</summary>
    public Uri? BotUrl
    {
        get => slack.Bot.Url;
        set => slack.Bot.Url = value;
    }

    /// <summary>How often each delivery reaches the bot.</summary>
    public Repetition Repetition
    {
        get => slack.Bot.Repetition;
        set => slack.Bot.Repetition = value;
    }

    /// <summary>The bot's connections when Socket Mode is on.</summary>
    public PlaygroundSockets Sockets { get; }

    internal SlackServer Server => slack;

    internal Clicks Clicks => clicks;

    /// <summary>On a web server of its own; the Playground's process has one for all its platforms.</summary>
    public static async Task<SlackPlayground> StartAsync(SlackPlaygroundOptions? options = null)
    {
        var playground = new SlackPlayground(options ?? new SlackPlaygroundOptions());
        playground.host = await PlatformHost.StartAsync(playground.slack.Options.Port, playground);
        return playground;
    }

    /// <summary>Lets something go wrong in what the bot calls, until the result is disposed.</summary>
    public IDisposable Inject(Fault fault) => slack.Faults.Add(fault);

    public async ValueTask DisposeAsync()
    {
        events.Dispose();
        slack.Sockets.Dispose();
        if (host is not null) await host.DisposeAsync();
        slack.Bot.Dispose();
        if (file is not null) await file.DisposeAsync();
    }

    void IPlatform.Map(WebApplication web, CancellationToken stopping)
    {
        SocketEndpoint.Map(web, slack);
        WebApiEndpoint.Map(web, slack);
        ResponseEndpoint.Map(web, slack);
        InstallPage.Map(web, slack);
        ControlApi.Map(web, this, stopping);
    }

    void IPlatform.ListensAt(string address) => slack.Address = address;
}
