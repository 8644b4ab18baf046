using HuddleBot.Playground.Slack.Control;
using HuddleBot.Playground.Slack.Deliveries;
using HuddleBot.Playground.Slack.Faults;
using HuddleBot.Playground.Slack.Storage;
using HuddleBot.Playground.Slack.WebApi;
using HuddleBot.Playground.Slack.Workspace;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace HuddleBot.Playground.Slack;

/// <summary>
/// A Slack that runs on this machine. It speaks the documented wire protocol, enforces the documented limits and refuses what it does not know.
/// What people do is in <c>SlackPlayground.People.cs</c>, what can be looked at in <c>SlackPlayground.Looking.cs</c>.
/// </summary>
public sealed partial class SlackPlayground : IAsyncDisposable
{
    private readonly SlackServer slack;
    private readonly WebApplication app;
    private readonly Clicks clicks;
    private readonly Forms forms;
    private readonly Commands commands;
    private readonly Events events;
    private readonly StateFile? file;

    private SlackPlayground(SlackServer slack, WebApplication app, StateFile? file)
    {
        this.file = file;
        this.slack = slack;
        this.app = app;
        clicks = new Clicks(slack);
        forms = new Forms(slack);
        commands = new Commands(slack);
        events = new Events(slack);
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

    internal SlackServer Server => slack;

    internal Clicks Clicks => clicks;

    public static async Task<SlackPlayground> StartAsync(SlackPlaygroundOptions? options = null)
    {
        var server = new SlackServer(options ?? new SlackPlaygroundOptions());
        var (file, wasThere) = server.Options.StateFile is { } path ? StateFile.Open(server.Workspace, path) : (null, false);
        if (!wasThere) server.Options.Company(server.Workspace);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{server.Options.Port}");
        // Event streams and faults that never answer would hold up the end.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        var web = builder.Build();
        var playground = new SlackPlayground(server, web, file);
        PageFiles.Use(web);
        WebApiEndpoint.Map(web, server);
        ResponseEndpoint.Map(web, server);
        InstallPage.Map(web, server);
        ControlApi.Map(web, playground, web.Lifetime.ApplicationStopping);
        await web.StartAsync();
        server.Address = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return playground;
    }

    /// <summary>Lets something go wrong in what the bot calls, until the result is disposed.</summary>
    public IDisposable Inject(Fault fault) => slack.Faults.Add(fault);

    /// <summary>Waits until the process is asked to end.</summary>
    public Task WaitForShutdownAsync() => app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        events.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        slack.Bot.Dispose();
        if (file is not null) await file.DisposeAsync();
    }
}
