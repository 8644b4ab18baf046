using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Playground.Faults;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.WholeWay;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Telemetry;

/// <summary>
/// Whatever comes from outside has a mark in it; the bot goes all its ways on both platforms, right and wrong; and the mark is in nothing that it tells a collector or its log,
/// however much of it is asked for.
/// </summary>
public sealed class DiscretionTests
{
    /// <summary>Long enough that no id made by chance has it.</summary>
    private const string Mark = "zq7planted";

    /// <summary>Secrets of the settings, and the names of people who work here.</summary>
    private static readonly string[] Secrets =
    [
        "xoxb-playground", "playground-signing-secret", "c2VjcmV0LW9mLXRoaXMtdGVzdC0wMTIzNDU2Nzg5", "secret-of-this-test-0123456789", "Tom Baker", "Ben Okoro", "Ana Silva", "Bearer ey", "eyJhbGci",
    ];

    [Fact]
    public async Task No_words_of_customers_no_secrets_and_no_personal_data_leave_by_metrics_traces_or_logs()
    {
        using var log = new RecordedLog();
        await using var collector = await Collector.StartAsync();
        var time = new TestTime(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        await using (var hotel = await OpenMixedAsync(
            time: time, spaMore: """, "huddle": { "at": "12:20", "minutes": 5 }""",
            company: _ => """, "cxLeads": { "channel": { "platform": "slack", "workspace": "T0001", "channel": "C0009" }, "digest": { "day": "mon", "at": "12:15", "timeZone": "Europe/London" } }""",
            settings: [.. collector.Settings, "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", "--Logging:Console:LogLevel:Default=None"],
            instrument: services => services.AddSingleton<ILoggerProvider>(log).AddSingleton<IDueWork, Stumbling>()))
        {
            await TellAsync(hotel);
            await DecideInSlackAsync(hotel);
            await DecideInTeamsAsync(hotel);
            await MeetAsync(hotel, time);
            await KnockAsync(hotel);
            await BreakAsync(hotel);
            await collector.UntilAsync(seen => seen.Spans.Count(span => span.Name == "dispatch") > 12 && seen.Metrics.Contains("huddlebot.storage.failures"));
        }

        // All three signals came, and each of the ways was gone.
        var names = collector.Spans.Select(span => span.Name).ToHashSet(StringComparer.Ordinal);
        string[] ways =
        [
            "POST /feedback/{source}", "POST /slack/events", "POST /api/messages", "decide Escalate", "decide TriageResolve", "handle ViewSubmission", "handle adaptiveCard/action", "HuddleClock", "DigestClock",
            "POST chat.postMessage", "POST CreateConversation", "PUT UpdateActivity", "commit",
        ];
        Assert.All(ways, way => Assert.Contains(way, names));
        var told = Encoding.UTF8.GetString([.. collector.Of("logs").SelectMany(body => body)]);
        Assert.Contains("Parked", told, StringComparison.Ordinal);
        Assert.Contains("storage does not answer", told, StringComparison.Ordinal);
        Assert.Contains(nameof(Stumbling), told, StringComparison.Ordinal);
        Assert.Contains(log.Lines, line => line.Contains("refused a webhook", StringComparison.Ordinal) && line.Contains("(delivery ", StringComparison.Ordinal));

        var all = collector.Text + string.Join('\n', log.Lines);
        Assert.All(Secrets.Append(Mark).Append(Mark.ToUpperInvariant()), word => Assert.False(all.Contains(word, StringComparison.Ordinal), Around(all, word)));
    }

    private static JsonObject Marked(string id, int score, string area) => new()
    {
        ["id"] = $"{Mark}id-{id}@example.com", ["metric"] = "nps", ["score"] = score, ["comment"] = $"{Mark}verbatim {id}", ["touchpoint"] = $"{Mark}touchpoint", ["language"] = "en",
        ["customer"] = new JsonObject
        {
            ["id"] = $"{Mark}customer-{id}", ["name"] = $"{Mark}name", ["email"] = $"{Mark}mail-{id}@example.com", ["phone"] = $"+44 {Mark}phone {id}", ["segment"] = $"{Mark}segment", ["annualValue"] = 100, ["mayContact"] = true,
        },
        ["attributes"] = new JsonObject { ["area"] = area, [$"{Mark}attribute"] = $"{Mark}value", ["file"] = $"{Mark}file.pdf" },
    };

    private static async Task TellAsync(Hotel hotel)
    {
        // Of a week in which nothing happened the digest says nothing.
        var lately = Marked("2", 10, "front desk");
        lately["answeredAt"] = "2026-11-20T12:00:00Z";
        await hotel.SendAsync(Marked("1", 2, "front desk"), lately, Marked("3", 2, Spa), Marked("4", 2, Spa), Marked("5", 3, "nowhere"));
        foreach (var id in (string[])["1", "2"]) await hotel.CardAsync($"{Mark}verbatim {id}");
        foreach (var id in (string[])["3", "4"]) await hotel.SpaCardAsync($"{Mark}verbatim {id}");
        var changed = Marked("1", 3, "front desk");
        changed["comment"] = $"{Mark}verbatim 1 changed";
        var unreadable = Marked("6", 99, "front desk");
        await hotel.SendAsync(changed, lately, unreadable, new JsonObject { [$"{Mark}unknown"] = $"{Mark}nonsense" });
        await hotel.CardAsync($"{Mark}verbatim 1 changed");
        await hotel.DrainedAsync();
    }

    private static async Task DecideInSlackAsync(Hotel hotel)
    {
        var card = await hotel.CardAsync($"{Mark}verbatim 1 changed");
        await hotel.DecideAsync("U0001", card, Verbs.Escalate, (Verbs.Inputs.Ask, $"{Mark}ask"));
        var escalation = await hotel.CardAsync($"{Mark}ask", Managers);
        await hotel.DecideAsync("U0002", escalation, Verbs.TriageResolve, (Verbs.Inputs.Answer, $"{Mark}answer"));
        await hotel.UntilShownAsync(card, $"{Mark}answer");
        await hotel.DecideAsync("U0001", await hotel.CardAsync($"{Mark}verbatim 2"), Verbs.Fix, (Verbs.Inputs.Try, $"{Mark}try"));
        foreach (var line in (string[])["/huddle score", "/huddle queue", $"/huddle add {Mark}raised", $"/huddle {Mark}nonsense", "/huddle digest", "/huddle mine"]) await hotel.Slack.CommandAsync("U0002", FrontDesk, line);
        await hotel.Slack.OpenHomeAsync("U0002");
        await hotel.DrainedAsync();
    }

    private static async Task DecideInTeamsAsync(Hotel hotel)
    {
        var card = await hotel.SpaCardAsync($"{Mark}verbatim 3");
        await hotel.DecideAsync("tom", card, Verbs.Escalate, (Verbs.Inputs.Ask, $"{Mark}ask in Teams"));
        var escalation = await hotel.SpaCardAsync($"{Mark}ask in Teams", SpaManagers);
        await hotel.DecideAsync("ana", escalation, Verbs.TriageResolve, (Verbs.Inputs.Answer, $"{Mark}answer in Teams"));
        await hotel.UntilShownAsync(card, $"{Mark}answer in Teams");
        await hotel.Teams.SayAsync("ana", HuddleBot.Playground.MicrosoftTeams.TeamsPlayground.Personal, $"{Mark}say");
        await hotel.Teams.SayAsync("ana", HuddleBot.Playground.MicrosoftTeams.TeamsPlayground.Personal, "queue");
        await hotel.DrainedAsync();
    }

    private static async Task MeetAsync(Hotel hotel, TestTime time)
    {
        time.Skip(TimeSpan.FromMinutes(16));
        await hotel.Teams.WaitUntilAsync(() => hotel.Teams.MessagesIn(SpaChannel).Any(message => Shows(message, "Huddle, Mon 23 Nov")), TimeSpan.FromSeconds(20));
        await hotel.Slack.CommandAsync("U0001", FrontDesk, "/huddle start");
        await hotel.DrainedAsync();
    }

    /// <summary>What nobody should send.</summary>
    private static async Task KnockAsync(Hotel hotel)
    {
        using var http = new HttpClient { BaseAddress = new Uri(hotel.Bot.Urls.Single()) };
        foreach (var path in (string[])[$"/feedback/{Mark}source", "/feedback/survey", $"/pictures/{Mark}token", $"/digests/{Mark}token.csv", $"/slack/oauth_redirect?code={Mark}code&error={Mark}error", $"/{Mark}/path?{Mark}=query", "/slack/events", "/api/messages"])
        {
            foreach (var method in (string[])["GET", "POST", $"{Mark.ToUpperInvariant()}METHOD"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "GET" ? null : new StringContent($"{{\"{Mark}\": {Mark}", Encoding.UTF8, "application/json") };
                request.Headers.Add("tracestate", $"{Mark}=state");
                request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
                request.Headers.Add("baggage", $"{Mark}={Mark}");
                request.Headers.Add("webhook-id", $"{Mark}webhook");
                request.Headers.Add("User-Agent", $"{Mark}agent");
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"{Mark}bearer");
                (await http.SendAsync(request)).Dispose();
            }
        }
    }

    /// <summary>Platforms that say our words back to us, and a storage that is away.</summary>
    private static async Task BreakAsync(Hotel hotel)
    {
        using (hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.postMessage", Error = $"{Mark}echo of what we said", Times = null }))
        using (hotel.Teams.Inject(new Fault(FaultKind.Refuse) { Method = "create", Error = $"{Mark}echo of what we said", Times = null }))
        {
            await hotel.SendAsync(Marked("7", 2, "front desk"), Marked("8", 2, Spa));
            await UntilAsync(async () => await ParkedAsync("front-desk") && await ParkedAsync("spa"));
        }

        using (hotel.Slack.Inject(new Fault(FaultKind.RateLimited) { Method = "chat.postMessage" }))
        {
            await hotel.SendAsync(Marked("9", 2, "front desk"));
            await hotel.CardAsync($"{Mark}verbatim 9");
        }

        using var other = new SqliteConnection($"Data Source={hotel.DatabaseFile};Pooling=False");
        await other.OpenAsync();
        await ExecuteAsync(other, "BEGIN IMMEDIATE");
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, await hotel.TrySendAsync("survey", Marked("10", 3, "front desk")));
        await ExecuteAsync(other, "ROLLBACK");

        async Task<bool> ParkedAsync(string team) => (await hotel.RowsOfAsync(team, Core.Storage.TeamRows.Parked)).Count > 0;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 10000; " + sql;
        await command.ExecuteNonQueryAsync();
    }

    private static string Around(string all, string word)
    {
        var at = Math.Max(0, all.IndexOf(word, StringComparison.Ordinal));
        return all[Math.Max(0, at - 300)..Math.Min(all.Length, at + 200)];
    }

    /// <summary>A fault of ours whose words quote what it stumbled over.</summary>
    private sealed class Stumbling : IDueWork
    {
        public Task<Instant?> RunDueAsync(FrontlineTeam team, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"cannot understand '{Mark}verbatim'", new FormatException($"{Mark}mail@example.com"));
    }
}
