using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Playground.Slack;
using HuddleBot.Playground.Slack.Deliveries;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Benchmarks.Replicas;

internal sealed partial class SlackPlace : IPlace
{
    /// <summary>An answer that takes longer may come before it is decided.</summary>
    private static readonly TimeSpan Surely = TimeSpan.FromSeconds(2.3);

    private static readonly TimeSpan FormPatience = TimeSpan.FromSeconds(4);

    private readonly SlackPlayground slack;

    private SlackPlace(SlackPlayground slack, int teams, int size)
    {
        this.slack = slack;
        People = [.. Enumerable.Range(0, size).Select(i => Add($"person{i:D4}", false))];
        Managers = [.. Enumerable.Range(0, 6).Select(i => Add($"manager{i:D4}", true))];
        string[] users = [.. People.Select(person => person.Id.User)];
        Channels = [.. Enumerable.Range(0, teams).Select(i => Channel($"team-{i}", users)), Channel("bosses", [.. Managers.Select(person => person.Id.User)])];
    }

    public IReadOnlyList<string> Settings => [$"--Slack:ApiBaseUrl={slack.ApiBaseUrl}", "--Slack:SigningSecret=playground-signing-secret", "--Slack:BotToken=xoxb-playground"];

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<ChannelId> Channels { get; }

    public IReadOnlyList<Somebody> People { get; }

    public IReadOnlyList<Somebody> Managers { get; }

    public IReadOnlyDictionary<string, int> Refused => slack.Calls.Where(call => call.Status == 429).CountBy(call => call.Method).ToDictionary(StringComparer.Ordinal);

    public IReadOnlyList<string> Complaints => slack.Complaints;

    public static async Task<SlackPlace> StartAsync(int teams, int people) => new(await SlackPlayground.StartAsync(), teams, people);

    public Task ConnectAsync(Uri bot)
    {
        slack.BotUrl = new Uri(bot, "/slack/events");
        return Task.CompletedTask;
    }

    public IReadOnlyList<Card> Cards(ChannelId channel) =>
        [.. from message in slack.MessagesIn(channel.Channel) let guest = Guest().Match(message.AllText) where guest.Success select new Card(int.Parse(guest.Groups["number"].Value, CultureInfo.InvariantCulture), message.AllText, message)];

    public async Task<Touch?> DecideAsync(Somebody person, Card card, string verb)
    {
        var (message, user) = ((Message)card.Message, person.Id.User);
        var (called, before) = (Stopwatch.GetTimestamp(), slack.EphemeralsOf(user).Count);
        Interaction tap;
        try
        {
            tap = await slack.ClickAsync(user, message.Channel, message.Ts, verb);
        }
        catch (InvalidOperationException)
        {
            // The button is gone: somebody has decided, and they see it.
            return null;
        }

        List<TimeSpan> took = [tap.Delivery!.Took];
        if (!tap.IsOk) return new(called, null, "", took);
        if (verb == Verbs.Celebrate) return new(called, tap.Delivery.Took < Surely ? Stopwatch.GetTimestamp() : null, Told(user, before), took);
        if (await FormAsync(user) is not { } form) return Told(user, before) is { Length: > 0 } told ? new(called, Stopwatch.GetTimestamp(), told, took) : new(called, null, "", took);
        try
        {
            if (!form.Content.GetRawText().Contains("\"submit\"", StringComparison.Ordinal)) return new(called, Stopwatch.GetTimestamp(), form.Content.GetRawText(), took);
            called = Stopwatch.GetTimestamp();
            var submitted = await slack.SubmitAsync(user, form.Id, InputsOf(verb));
            var answered = Stopwatch.GetTimestamp();
            took.Add(submitted.Delivery!.Took);
            var shown = string.Join(' ', slack.OpenViewsOf(user).Select(view => view.Content.GetRawText()));
            return new(called, submitted.IsOk && submitted.Delivery.Took < Surely ? answered : null, shown + Told(user, before) + submitted, took);
        }
        finally
        {
            foreach (var view in slack.OpenViewsOf(user)) await slack.CloseViewAsync(user, view.Id, all: true);
        }
    }

    public ValueTask DisposeAsync() => slack.DisposeAsync();

    private static Dictionary<string, string?> InputsOf(string verb) => verb switch
    {
        Verbs.TriageResolve => new(StringComparer.Ordinal) { [Verbs.Inputs.Answer] = "It comes on Monday." },
        Verbs.TriageDecline => new(StringComparer.Ordinal) { [Verbs.Inputs.Reason] = "Not this year." },
        _ => new(StringComparer.Ordinal),
    };

    private string Told(string user, int before) => string.Join(' ', slack.EphemeralsOf(user).Skip(before).Select(message => message.AllText));

    private async Task<View?> FormAsync(string user)
    {
        try
        {
            return await slack.WaitForAsync(() => slack.OpenViewsOf(user) is [.., var last] ? last : null, FormPatience);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private Somebody Add(string name, bool isManager) => new(new(Platform.Slack, "T0001", slack.AddUser(name).Id), name, isManager);

    private ChannelId Channel(string name, IReadOnlyList<string> members) => new(Platform.Slack, "T0001", slack.AddChannel(name, members).Id);

    [GeneratedRegex(@"Guest (?<number>\d{5})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Guest();
}
