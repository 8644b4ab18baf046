using HuddleBot.Benchmarks.Clicks;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Playground.Faults;
using HuddleBot.Playground.Slack;

namespace HuddleBot.Benchmarks.FanOut;

/// <summary>Slack: several hundred messages a minute in one workspace (the Playground takes 360), of which the bot uses 300.</summary>
internal sealed class SlackFarSide : IFarSide
{
    private static readonly Dictionary<string, string> Users = new(StringComparer.Ordinal) { ["tom"] = "U0001", ["ana"] = "U0002", ["ben"] = "U0004" };
    public const string Secret = "playground-signing-secret";
    private readonly SlackPlayground slack;

    private SlackFarSide(SlackPlayground slack) => this.slack = slack;

    public double PerSecond { get; private init; } = 5;

    public IReadOnlyList<string> Settings =>
    [
        $"--Slack:ApiBaseUrl={slack.ApiBaseUrl}", $"--Slack:SigningSecret={Secret}", "--Slack:BotToken=xoxb-playground", FormattableString.Invariant($"--Delivery:Slack:PerWorkspacePerMinute={PerSecond * 60}"),
    ];

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal);

    public PersonId Manager => new(Platform.Slack, "T0001", Users["ana"]);

    public IReadOnlyList<string> Complaints => slack.Complaints;

    /// <param name="times">So many times what Slack allows, for the bot and the Playground alike; the second between two messages of one channel stays.</param>
    public static async Task<SlackFarSide> StartAsync(int times = 1) => new(await SlackPlayground.StartAsync(new() { RateLimitScale = times })) { PerSecond = 5 * times };

    public ChannelId AddChannel(string name) => new(Platform.Slack, "T0001", slack.AddChannel(name, Users["tom"], Users["ben"], Users["ana"]).Id);

    public Task ConnectAsync(Uri bot)
    {
        slack.BotUrl = new Uri(bot, "/slack/events");
        return Task.CompletedTask;
    }

    public SignedClicks Clicks(int connections) => new SlackClicks(Secret, connections);

    public async Task<(string Name, PeerProcess Process)> StartFrameworkAsync() =>
        ("bolt, empty", await PeerProcess.StartAsync("node", Path.Combine(AppContext.BaseDirectory, "bolt.mjs"), Secret, slack.ApiBaseUrl.ToString()));

    public async Task<Func<string, string, Task<bool>>> StartHuddleAsync(ChannelId channel)
    {
        await slack.CommandAsync(Users["tom"], channel.Channel, "/huddle start");
        var card = await slack.WaitForAsync(() => slack.MessagesIn(channel.Channel).LastOrDefault(message => message is { IsBot: true, Blocks: not null }), TimeSpan.FromMinutes(3));
        return async (person, verb) => (await slack.ClickAsync(Users[person], card.Channel, card.Ts, verb)).IsOk;
    }

    public IReadOnlyList<Posted> Posts() =>
        [.. from call in slack.Calls where call is { Method: "chat.postMessage", IsOk: true } select new Posted(call["channel"]!, call["thread_ts"], call.Answer!.Value.GetProperty("ts").GetString()!, call.At)];

    public int Refused(DateTimeOffset since) => slack.Calls.Count(call => call.Status == 429 && call.At >= since);

    public int Calls(DateTimeOffset from, DateTimeOffset until) => slack.Calls.Count(call => call.At >= from && call.At < until && call.Method is "chat.postMessage");

    public string PostMethod => "chat.postMessage";

    public void Inject(Fault fault) => slack.Inject(fault);

    public IReadOnlyList<FarCall> AllCalls() =>
        [.. slack.Calls.Select(call => new FarCall(call.Method, call["channel"], call.At, call.Status, call.IsOk, call.Fault, call.Method == PostMethod ? call.Arguments.GetRawText() : null))];

    public ValueTask DisposeAsync() => slack.DisposeAsync();
}
