using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HuddleBot.Core.Cards;
using HuddleBot.EndToEnd.Processes;
using HuddleBot.Playground.Faults;
using HuddleBot.Tests.Telemetry;
using HuddleBot.Tests.Webhooks;
using Microsoft.AspNetCore.Http;
using static HuddleBot.EndToEnd.Processes.LiveHotel;

namespace HuddleBot.EndToEnd.Telemetry;

/// <summary>
/// The real binary, with a collector and everything logged: what its processes export and write. Whatever comes from outside has a mark in it. The ways within the bot that only a
/// test in its process can go are in HuddleBot.Tests (DiscretionTests).
/// </summary>
public sealed partial class ProcessDiscretionTests
{
    /// <summary>Long enough that no id made by chance has it.</summary>
    private const string Mark = "zq7planted";

    private const int Past = 300;

    private static readonly string[] Everything =
        ["--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", "--Logging:LogLevel:System=Trace", "--Logging:LogLevel:Azure=Trace"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bot_in_Slack_and_its_verbs_tell_nobody_what_they_were_told(bool socketMode)
    {
        await using var collector = await Collector.StartAsync();
        await using var receiver = await Receiver.StartAsync();
        receiver.Then(async http =>
        {
            http.Response.StatusCode = 500;
            await http.Response.WriteAsync($"{Mark}answer of the receiver");
        });
        string[] settings =
        [
            .. collector.Settings, .. Everything, "--Pictures:PublicUrl=https://bot.example.com/", $"--Webhooks:crm:Url={receiver.Url}", $"--Webhooks:crm:Secret={receiver.Secret}", "--Webhooks:crm:IncludeWords=true",
        ];
        await using var hotel = await OpenAsync(socketMode: socketMode, settings: settings);
        var said = new List<string>();
        await ImportAsync(hotel, said);
        await DecideAsync(hotel);
        var picture = await PictureAsync(hotel);
        await BreakAsync(hotel);
        await VerbsAsync(hotel, said);

        await collector.UntilAsync(seen => seen.Spans.Any(span => span.Name == "decide Escalate") && seen.Spans.Any(span => span.Name == "POST chat.postMessage" && span["error.type"] is not null));
        await hotel.Slack.WaitUntilAsync(() => receiver.All.Any(one => one.Body.Contains(Mark, StringComparison.Ordinal)));
        Assert.Contains(collector.Spans, span => span.Name == (socketMode ? "slack envelope" : "POST /slack/events"));
        await hotel.Bot.StopAsync();
        said.Add(hotel.Bot.Log);

        // The log came with all its levels, on the console and at the collector.
        Assert.Contains("dbug: ", hotel.Bot.Log, StringComparison.Ordinal);
        Assert.NotEmpty(collector.Of("logs"));
        Assert.Contains("huddlebot.feedback.responses", collector.Metrics);
        string[] secrets =
        [
            Mark, picture, receiver.Secret, receiver.Secret["whsec_".Length..], "xoxb-playground", "xapp-playground", "playground-signing-secret", "the-survey-tools-token", "playground-feedback-secret", "Tom Baker", "Ana Silva",
            .. hotel.Slack.Calls.Where(call => call.Method == "apps.connections.open").Select(call => new Uri(call.Answer!.Value.GetProperty("url").GetString()!).Query.TrimStart('?')),
        ];
        NoneIn(secrets, [collector.Text, .. said]);
    }

    [Fact]
    public async Task A_bot_in_Microsoft_Teams_tells_nobody_what_it_was_told()
    {
        await using var collector = await Collector.StartAsync();
        await using var hotel = await LiveTeamsHotel.OpenAsync(more: [.. collector.Settings, .. Everything]);
        await hotel.SendAsync($"{Mark}verbatim 1");
        var card = await hotel.CardAsync($"{Mark}verbatim 1");
        await hotel.DecideAsync("tom", card, Verbs.Escalate, (Verbs.Inputs.Ask, $"{Mark}ask"));
        var escalation = await hotel.CardAsync($"{Mark}ask", LiveTeamsHotel.Managers);
        await hotel.DecideAsync("ana", escalation, Verbs.TriageResolve, (Verbs.Inputs.Answer, $"{Mark}answer"));
        await hotel.UntilShownAsync(card, $"{Mark}answer");
        await collector.UntilAsync(seen => seen.Spans.Any(span => span.Name == "decide TriageResolve") && seen.Spans.Any(span => span.Name == "POST CreateConversation"));
        await hotel.Bot.StopAsync();

        Assert.Contains("dbug: ", hotel.Bot.Log, StringComparison.Ordinal);
        Assert.NotEmpty(collector.Of("logs"));
        NoneIn([Mark, hotel.Teams.ClientSecret, "eyJhbGciOi", "the-survey-tools-token", "Tom Baker", "Ana Silva"], [collector.Text, hotel.Bot.Log]);
    }

    /// <summary>Where the variables stand in the environment, as they mostly do, and where nobody is there to take anything.</summary>
    [Fact]
    public async Task A_verb_prints_what_it_has_to_say_with_a_collector_and_without_one()
    {
        await using var collector = await Collector.StartAsync();
        await using var hotel = await OpenAsync();
        string[][] telemetry = [[.. collector.Settings, .. Everything], ["--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:9", "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", .. Everything]];
        foreach (var settings in telemetry)
        {
            var listed = await hotel.CliAsync(["parked", "list", .. settings]);
            Assert.Equal((0, "Nothing is parked."), (listed.Code, listed.Out.Trim()));
            var shown = await hotel.CliAsync(["teams", "show", .. settings]);
            Assert.Equal(0, shown.Code);
            Assert.Contains("front-desk", shown.Out, StringComparison.Ordinal);
        }

        var environment = collector.Settings.Select(setting => setting[2..].Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        await using var verb = BotProcess.Start(hotel.Folder, environment, ["parked", "list", .. hotel.Settings, .. Everything]);
        await verb.EndedAsync();
        Assert.Equal((0, "Nothing is parked."), (verb.ExitCode, verb.Output.Trim()));
    }

    /// <summary>What is long past, for the score's picture, and rows that cannot be read. (Who imports is told which score it was that is no number: it is their file.)</summary>
    private static async Task ImportAsync(LiveHotel hotel, List<string> said)
    {
        var rows = Enumerable.Range(0, Past).Select(i => Marked($"past-{i}", i % 11, FrontDesk, TimeSpan.FromHours(6 * i)));
        var broken = Marked("broken", 3, FrontDesk);
        broken["score"] = "none at all";
        var file = hotel.Write("answers.json", new JsonArray([.. rows, Marked("far", 99, FrontDesk), broken, new JsonObject { [$"{Mark}key"] = Mark }]).ToJsonString());
        var imported = await hotel.CliAsync("import", file, "--source", "survey", "--post", "none");
        Assert.Contains($"{Past + 3} rows read: {Past} accepted", imported.Out, StringComparison.Ordinal);
        said.AddRange([imported.Out, imported.Error]);
    }

    private static async Task DecideAsync(LiveHotel hotel)
    {
        var broken = Marked("broken too", 3, FrontDesk);
        broken["score"] = $"{Mark}score";
        await hotel.SendAsync(Marked("1", 2, FrontDesk), Marked("2", 3, FrontDesk), broken, new JsonObject { [$"{Mark}unknown"] = $"{Mark}nonsense" });
        var card = await hotel.CardAsync($"{Mark}verbatim 1");
        await hotel.DecideAsync("U0001", card, Verbs.Escalate, Value(Verbs.Inputs.Ask, $"{Mark}ask"));
        var escalation = await hotel.CardAsync($"{Mark}ask", Managers);
        await hotel.DecideAsync("U0002", escalation, Verbs.TriageResolve, Value(Verbs.Inputs.Answer, $"{Mark}answer"));
        await hotel.UntilShownAsync(card, $"{Mark}answer");
        await hotel.DecideAsync("U0001", await hotel.CardAsync($"{Mark}verbatim 2"), Verbs.Fix, Value(Verbs.Inputs.Try, $"{Mark}try"));
        foreach (var line in (string[])[$"/huddle add {Mark}raised", $"/huddle {Mark}nonsense", "/huddle queue"]) await hotel.Slack.CommandAsync("U0002", FrontDesk, line);
        await hotel.Slack.OpenHomeAsync("U0002");
        await hotel.CardAsync($"{Mark}raised");
    }

    /// <summary>Somebody asks for the score and their Slack fetches its picture; somebody else tries an address of their own.</summary>
    /// <returns>What is sealed in the address.</returns>
    private static async Task<string> PictureAsync(LiveHotel hotel)
    {
        await hotel.Slack.CommandAsync("U0001", FrontDesk, "/huddle score");
        var address = "";
        await hotel.Slack.WaitUntilAsync(() => (address = SealOf(hotel)) is not "", TimeSpan.FromSeconds(30));
        using var http = new HttpClient();
        using var drawn = await http.GetAsync(new Uri(hotel.Bot.Address, $"/pictures/{address}"));
        Assert.Equal(HttpStatusCode.OK, drawn.StatusCode);
        using var strange = await http.GetAsync(new Uri(hotel.Bot.Address, $"/pictures/{Mark}{address}?{Mark}={Mark}"));
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
        return address;
    }

    private static string SealOf(LiveHotel hotel) =>
        hotel.Slack.Calls.Select(call => call.ToString()).Concat(hotel.Slack.EphemeralsOf("U0001").Select(message => message.Blocks?.GetRawText() ?? "")).Concat(hotel.Slack.Deliveries.Select(delivery => delivery.AnswerBody))
            .Select(text => Address().Match(text)).FirstOrDefault(match => match.Success)?.Groups[1].Value ?? "";

    /// <summary>A platform that says our words back to us, and a caller without the right token.</summary>
    private static async Task BreakAsync(LiveHotel hotel)
    {
        using (hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.postMessage", Error = $"{Mark}echo of what we said", Times = null }))
        {
            await hotel.SendAsync(Marked("3", 2, FrontDesk));
            await hotel.Bot.SaysAsync("Parked ");
        }

        using var http = new HttpClient { DefaultRequestHeaders = { { "Authorization", $"Bearer {Mark}bearer" }, { "User-Agent", $"{Mark}agent" } } };
        foreach (var path in (string[])["/feedback/survey", $"/feedback/{Mark}source", "/slack/events", "/api/messages", $"/{Mark}/path?{Mark}=query", $"/slack/oauth_redirect?code={Mark}code"])
            (await http.PostAsync(new Uri(hotel.Bot.Address, path), new StringContent($"{{\"{Mark}\": {Mark}"))).Dispose();
    }

    private static async Task VerbsAsync(LiveHotel hotel, List<string> said)
    {
        var listed = await hotel.CliAsync("parked", "list");
        Assert.Contains("1 is parked.", listed.Out, StringComparison.Ordinal);
        var examined = await hotel.CliAsync("doctor");
        Assert.Contains("1 message is parked", examined.Out, StringComparison.Ordinal);
        said.AddRange([listed.Out, listed.Error, examined.Out, examined.Error]);

        // These give what was asked for, and say no more about it.
        var exported = await hotel.CliAsync("export", "responses");
        Assert.Contains(Mark, exported.Out, StringComparison.Ordinal);
        var waiting = await hotel.CliAsync("quarantine", "list");
        Assert.Equal(0, waiting.Code);
        said.AddRange([exported.Error, waiting.Error]);
    }

    private static JsonObject Marked(string id, int score, string area, TimeSpan ago = default) => new()
    {
        ["id"] = $"{Mark}id-{id}@example.com", ["metric"] = "nps", ["score"] = score, ["comment"] = $"{Mark}verbatim {id}", ["touchpoint"] = $"{Mark}touchpoint", ["language"] = "en",
        ["answeredAt"] = (TimeProvider.System.GetUtcNow() - ago).ToString("O", CultureInfo.InvariantCulture),
        ["customer"] = new JsonObject
        {
            ["id"] = $"{Mark}customer-{id}", ["name"] = $"{Mark}name", ["email"] = $"{Mark}mail-{id}@example.com", ["phone"] = $"+44 {Mark}phone {id}", ["segment"] = $"{Mark}segment", ["annualValue"] = 100, ["mayContact"] = true,
        },
        ["attributes"] = new JsonObject { ["area"] = area, [$"{Mark}attribute"] = $"{Mark}value" },
    };

    private static Dictionary<string, string?> Value(string input, string value) => new(StringComparer.Ordinal) { [input] = value };

    private static void NoneIn(IReadOnlyList<string> words, IReadOnlyList<string> told)
    {
        Assert.DoesNotContain("", words);
        foreach (var text in told)
            foreach (var word in words)
                Assert.False(text.Contains(word, StringComparison.OrdinalIgnoreCase), $"'{word}': {Around(text, word)}");
    }

    private static string Around(string all, string word)
    {
        var at = Math.Max(0, all.IndexOf(word, StringComparison.OrdinalIgnoreCase));
        return all[Math.Max(0, at - 400)..Math.Min(all.Length, at + 200)];
    }

    [GeneratedRegex("""bot\.example\.com/pictures/([A-Za-z0-9_\-]{20,})""", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
