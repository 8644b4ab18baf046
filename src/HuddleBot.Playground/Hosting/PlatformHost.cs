using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace HuddleBot.Playground.Hosting;

/// <summary>The web server, with the page and one or several platforms. Loopback only.</summary>
internal sealed class PlatformHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private PlatformHost(WebApplication app) => this.app = app;

    /// <param name="port">0 takes any free port.</param>
    public static async Task<PlatformHost> StartAsync(int port, params IReadOnlyList<IPlatform> platforms)
    {
        var web = Build(server => server.UseUrls($"http://127.0.0.1:{port}"));
        PageFiles.Use(web);
        foreach (var platform in platforms) platform.Map(web, web.Lifetime.ApplicationStopping);
        await web.StartAsync();
        var address = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        foreach (var platform in platforms) platform.ListensAt(address);
        return new PlatformHost(web);
    }

    /// <summary>A bare server: no settings, no log.</summary>
    public static WebApplication Build(Action<IWebHostBuilder> listen)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.ClearProviders();
        listen(builder.WebHost);
        // Event streams and faults that never answer would hold up the end.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        return builder.Build();
    }

    public Task WaitForShutdownAsync() => app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
