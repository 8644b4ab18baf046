using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Digests;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using HuddleBot.Core.Triage;
using HuddleBot.Core.Triage.Balance;
using HuddleBot.Hosting;
using HuddleBot.Slack;
using HuddleBot.Slack.Inbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;

namespace HuddleBot.Tests.Slack;

/// <summary>The Slack side of the bot in a real host, before a desk that the test can steer; requests come in through the front door, signed.</summary>
internal sealed class SlackBot : IAsyncDisposable
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";

    private readonly WebApplication app;
    private readonly HttpClient http;

    private SlackBot(WebApplication app, RecordingDesk desk, RecordedLog log)
    {
        (this.app, Desk, Log) = (app, desk, log);
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(app.Urls.First()) };
    }

    public RecordingDesk Desk { get; }

    public RecordingHuddles Huddles => app.Services.GetRequiredService<RecordingHuddles>();

    public RecordingThreads Threads => app.Services.GetRequiredService<RecordingThreads>();

    public RecordingQueue Queue => app.Services.GetRequiredService<RecordingQueue>();

    public RecordedLog Log { get; }

    public HttpClient Http => http;

    public IServiceProvider Services => app.Services;

    public static Task<SlackBot> StartAsync(StubSlack slack, params (string Key, string Value)[] settings) => StartAsync(slack.ApiBaseUrl, settings);

    public static Task<SlackBot> StartAsync(Uri apiBaseUrl, params (string Key, string Value)[] settings) => StartAsync(apiBaseUrl, TimeProvider.System, settings);

    public static async Task<SlackBot> StartAsync(Uri apiBaseUrl, TimeProvider time, params (string Key, string Value)[] settings)
    {
        (string Key, string Value)[] usual = [("Slack:SigningSecret", Secret), ("Slack:BotToken", "xoxb-test"), ("Slack:ApiBaseUrl", apiBaseUrl.AbsoluteUri)];
        var host = Build(time, new RowsOnDisk(), [.. usual.ExceptBy(settings.Select(setting => setting.Key), setting => setting.Key), .. settings]);
        await host.StartAsync();
        return new(host, host.Services.GetRequiredService<RecordingDesk>(), host.Services.GetRequiredService<RecordedLog>());
    }

    public static WebApplication Build(TimeProvider time, ITableStore store, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var log = new RecordedLog();
        builder.Logging.ClearProviders().AddProvider(log);
        var desk = new RecordingDesk();
        builder.Services.AddSingleton(log).AddSingleton(time).AddSingleton(_ => store).AddSingleton(desk).AddSingleton<IIssueDesk>(desk);
        builder.Services.AddSingleton<RecordingHuddles>().AddSingleton<IHuddleDesk>(s => s.GetRequiredService<RecordingHuddles>());
        builder.Services.AddSingleton<RecordingScores>().AddSingleton<IScoreDesk>(s => s.GetRequiredService<RecordingScores>());
        builder.Services.AddSingleton<IDigestDesk, NoDigests>();
        builder.Services.AddSingleton<BalanceCounting>().AddSingleton<BalanceNotes>();
        builder.Services.AddSingleton<RecordingThreads>().AddSingleton<IIssueThreads>(s => s.GetRequiredService<RecordingThreads>());
        builder.Services.AddSingleton<RecordingQueue>().AddSingleton<IManagerQueue>(s => s.GetRequiredService<RecordingQueue>());
        builder.Services.AddSingleton(Mock.Of<IThemeDesk>()).AddSingleton(Mock.Of<IFollowUpDesk>());
        builder.Services.AddSingleton<ITeamDirectory, Lounge>().AddSingleton<ICardComposer, PlainComposer>();
        builder.Services.AddSingleton<StorageOutage>().AddSingleton<WaitingMessages>().AddSingleton<ClosedPlaces>().AddSingleton<IDoorbell, NoBell>();
        builder.AddSlack();
        return builder.Build().MapSlack();
    }

    public Task<Answer> InteractAsync(JsonObject payload) => PostFormAsync(new() { ["payload"] = payload.ToJsonString() });

    public Task<Answer> CommandAsync(string text, string channel = "C1", string trigger = "trigger-command") => PostFormAsync(Payloads.Command(text, channel, trigger));

    public Task<Answer> EventAsync(JsonObject body) => PostAsync(body.ToJsonString(), "application/json");

    public async Task<Answer> PostFormAsync(Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await PostAsync(await form.ReadAsStringAsync(), "application/x-www-form-urlencoded");
    }

    public async Task<Answer> PostAsync(string body, string contentType, string? timestamp = null, string? signature = null)
    {
        timestamp ??= DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, SlackEndpoint.Path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.Add(SlackSignature.TimestampHeader, timestamp);
        request.Headers.TryAddWithoutValidation(SlackSignature.SignatureHeader, signature ?? new SlackSignature(Secret).Sign(timestamp, bytes));
        using var response = await http.SendAsync(request);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>Nobody dispatches here.</summary>
    private sealed class NoBell : IDoorbell
    {
        public Task RingAsync(TeamId team, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    internal sealed record Answer(HttpStatusCode Status, string Body)
    {
        public JsonNode Json => JsonNode.Parse(Body)!;
    }
}
