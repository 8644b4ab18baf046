using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.MicrosoftTeams.Protocol;
using HuddleBot.Tests.Slack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Tests.MicrosoftTeams.Inbound;

/// <summary>The inbound side of Microsoft Teams in a real host, before a router that remembers; requests come in through the front door.</summary>
internal sealed class ActivityHost : IAsyncDisposable
{
    public const string AppId = "6f9a1c2e-0a55-4a7e-9d2c-3f1f6f0f4b11";
    public const string Tenant = "2b4b3a6e-90a2-4a53-8f5e-1a0f6a1f7c22";
    public const string ServiceUrl = "https://smba.trafficmanager.net/emea/";

    private readonly WebApplication app;
    private readonly HttpClient http;

    private ActivityHost(WebApplication app, RecordedLog log, RecordingRouter router)
    {
        (this.app, Log, Router) = (app, log, router);
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(app.Urls.First()) };
    }

    public RecordedLog Log { get; }

    public RecordingRouter Router { get; }

    public HttpClient Http => http;

    public Uri Address => http.BaseAddress!;

    /// <summary>A registered bot that believes the local issuer.</summary>
    public static Task<ActivityHost> StartAsync(LocalIssuer issuer, TimeProvider time, params (string Key, string Value)[] settings) =>
        StartAsync(time, [("AppId", AppId), ("TenantId", Tenant), ("ClientSecret", "secret"), ("OpenIdMetadataUrl", issuer.Metadata.AbsoluteUri), .. settings]);

    /// <param name="settings">Of the section <c>MicrosoftTeams</c>.</param>
    public static async Task<ActivityHost> StartAsync(TimeProvider time, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("MicrosoftTeams:" + setting.Key, (string?)setting.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var (log, router) = (new RecordedLog(), new RecordingRouter());
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton(time).AddSingleton<StorageOutage>().AddSingleton<ITableStore, RowsOnDisk>().AddSingleton<IIssueDesk, RecordingDesk>();
        builder.Services.AddSingleton<ITeamDirectory, Lounge>().AddSingleton<ICardComposer, WordsComposer>().AddSingleton<WaitingMessages>().AddSingleton<ClosedPlaces>().AddSingleton<SendingPlaces>().AddSingleton<IDoorbell, NoBell>();
        builder.AddMicrosoftTeams();
        builder.Services.AddSingleton<IActivityRouter>(router);
        var host = builder.Build().MapMicrosoftTeams();
        await host.StartAsync();
        return new(host, log, router);
    }

    /// <summary>A message of a person in a team's channel.</summary>
    public static JsonObject Message(string id = "1763700000001", string serviceUrl = ServiceUrl) => new()
    {
        ["type"] = "message",
        ["id"] = id,
        ["channelId"] = "msteams",
        ["serviceUrl"] = serviceUrl,
        ["text"] = "<at>HuddleBot</at> our secret plan",
        ["from"] = new JsonObject { ["id"] = "29:1abc", ["name"] = "Ann", ["aadObjectId"] = "9d1c0d0e-7b0a-4a1c-8a65-0f4b1c2d3e4f" },
        ["recipient"] = new JsonObject { ["id"] = $"28:{AppId}", ["name"] = "HuddleBot" },
        ["conversation"] = new JsonObject { ["id"] = "19:lounge@thread.tacv2;messageid=1763700000000", ["conversationType"] = "channel", ["tenantId"] = Tenant, ["isGroup"] = true },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Tenant }, ["team"] = new JsonObject { ["id"] = "19:general@thread.tacv2" } },
    };

    public static JsonObject Invoke(string name, string id = "f:1") => new(Message(id).Where(member => member.Key is not "text" and not "type").Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())))
    {
        ["type"] = "invoke",
        ["name"] = name,
        ["value"] = new JsonObject { ["action"] = new JsonObject { ["verb"] = "issue.fix" } },
    };

    public async Task<Answer> PostAsync(string body, string? token = null, string? contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (contentType is not null) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    internal sealed record Answer(HttpStatusCode Status, string Body)
    {
        public JsonNode Json => JsonNode.Parse(Body)!;
    }

    /// <summary>Remembers what came through and answers what the test wants.</summary>
    internal sealed class RecordingRouter : IActivityRouter
    {
        public ConcurrentQueue<Activity> Handled { get; } = new();

        public Func<Activity, Task<ActivityOutcome>> Work { get; set; } = _ => Task.FromResult<ActivityOutcome>(new ActivityOutcome.Done());

        public async Task<ActivityOutcome> HandleAsync(Activity activity, CancellationToken cancellationToken)
        {
            Handled.Enqueue(activity);
            return await Work(activity);
        }
    }

    private sealed class WordsComposer : ICardComposer
    {
        public RenderedCard Compose(Platform platform, CardContent content) => new("{}", content is CardContent.TryAgainNote { IsUnderWay: true } ? "We are on it" : "Try again", "An answer");
    }

    /// <summary>Nobody dispatches here.</summary>
    private sealed class NoBell : IDoorbell
    {
        public Task RingAsync(TeamId team, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
