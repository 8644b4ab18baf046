using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Playground.Slack;
using HuddleBot.Playground.Slack.Workspace;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.Slack.SocketMode;

/// <summary>The Slack side of the bot, without an address of its own, before a Playground with Socket Mode on.</summary>
internal sealed class SocketScene : IAsyncDisposable
{
    private static readonly RenderedCard Card = new(
        new JsonObject
        {
            ["blocks"] = new JsonArray(new JsonObject
            {
                ["type"] = "actions",
                ["elements"] = new JsonArray([.. new[] { Verbs.Fix, Verbs.Celebrate }.Select(verb => new JsonObject
                {
                    ["type"] = "button", ["action_id"] = verb, ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = verb }, ["value"] = Lounge.Issue.ToString(),
                })]),
            }),
        }.ToJsonString(),
        "A card", "A card");

    private static readonly (string Key, string Value)[] Usual = [("Slack:SigningSecret", ""), ("Slack:AppToken", "xapp-playground")];

    private SocketScene(SlackPlayground slack, SlackBot bot) => (Slack, Bot) = (slack, bot);

    public SlackPlayground Slack { get; }

    public SlackBot Bot { get; }

    /// <param name="time">Of the bot; the Playground's is the real one.</param>
    public static async Task<SocketScene> OpenAsync(TimeProvider? time = null, bool connects = true, params (string Key, string Value)[] settings)
    {
        var slack = await SlackPlayground.StartAsync(new() { BotToken = "xoxb-test", WorkspaceId = "T1", StartsEmpty = true, SocketMode = true, RetryWaitScale = 0.01, RateLimitScale = null });
        slack.AddUser("Ann", "U1");
        slack.AddChannel("lounge", ChannelKind.Public, ["U1"], id: "C1");
        var bot = await SlackBot.StartAsync(slack.ApiBaseUrl, time ?? TimeProvider.System, [.. Usual.ExceptBy(settings.Select(setting => setting.Key), setting => setting.Key), .. settings]);
        var scene = new SocketScene(slack, bot);
        if (!connects) return scene;
        await scene.ConnectedAsync();
        while (scene.Said("connected by socket").Count < 2) await Task.Delay(10);
        return scene;
    }

    public Task ConnectedAsync(int count = 2) => Slack.WaitUntilAsync(() => Slack.Sockets.Count == count, TimeSpan.FromSeconds(30));

    public async Task<string> PostAsync(string key = "k1") =>
        Assert.IsType<SendResult.Sent>(await Bot.Services.GetRequiredService<IChatPlatform>().PostAsync(new(key, Lounge.Channel with { Channel = "C1" }, null, Card), CancellationToken.None)).MessageId;

    /// <summary>Waits for words in the bot's log.</summary>
    public async Task<string> SaysAsync(string words)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (Said(words) is [var line, ..]) return line;
            Assert.False(patience.IsCancellationRequested, string.Join('\n', Bot.Log.Lines));
            await Task.Delay(20);
        }
    }

    public IReadOnlyList<string> Said(string words) => [.. Bot.Log.Lines.Where(line => line.Contains(words, StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Slack.Complaints);
        await Bot.DisposeAsync();
        await Slack.DisposeAsync();
    }
}
