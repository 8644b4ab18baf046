using HuddleBot.Core.Cards;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.WholeWay;
using Microsoft.Extensions.DependencyInjection;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Telemetry;

/// <summary>Whoever looks into a trace sees the whole way, from what came in to what stands in the channel.</summary>
public sealed class OneTraceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private const string Feedback = "POST /feedback/{source}";

    [Fact]
    public async Task From_the_webhook_to_the_card_it_is_one_trace_on_both_platforms()
    {
        await using var collector = await Collector.StartAsync();
        await using var hotel = await OpenMixedAsync(settings: collector.Settings);
        await hotel.CommentAsync("The lift is slow.");
        await hotel.SpaCommentAsync("The sauna is cold.");
        await hotel.DrainedAsync();

        foreach (var (call, platform) in ((string, string)[])[("POST chat.postMessage", "slack"), ("POST CreateConversation", "teams")])
        {
            await collector.UntilAsync(seen => WayTo(seen, call, platform, Feedback) is [_, ..]);
            Assert.Equal([Feedback, "intake", "dispatch", call], WayTo(collector, call, platform, Feedback));
            var all = OfTrace(collector, call, platform);
            Assert.Contains(all, span => span.Name == "verify");
            Assert.Contains(all, span => span.Name == "post");
            Assert.Contains(all, span => span is { Name: "commit" } && span["db.system.name"] == "sqlite" && span["huddlebot.outcome"] == "committed");
            Assert.Contains(all, span => span.Name == "dispatch" && span["huddlebot.outcome"] == "sent" && span["huddlebot.delivery.id"]!.Contains("/card-", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task From_a_click_to_the_card_that_is_drawn_anew_and_to_the_managers_it_is_one_trace()
    {
        await using var collector = await Collector.StartAsync();
        await using var hotel = await OpenMixedAsync(settings: collector.Settings);
        var card = await hotel.CommentAsync("The lift is slow.");
        await hotel.DecideAsync("U0001", card, Verbs.Escalate, (Verbs.Inputs.Ask, "Oil"));
        var sauna = await hotel.SpaCommentAsync("The sauna is cold.");
        await hotel.DecideAsync("tom", sauna, Verbs.Escalate, (Verbs.Inputs.Ask, "A stove"));
        await hotel.DrainedAsync();

        // Spans come in parcels: what is seen of a trace may not be all of it yet.
        string[][] ways =
        [
            ["POST /slack/events", "decide Escalate", "POST chat.update", "POST chat.postMessage"],
            ["POST /api/messages", "decide Escalate", "PUT UpdateActivity", "POST CreateConversation"],
        ];
        foreach (var way in ways) await collector.UntilAsync(seen => seen.Spans.GroupBy(span => span.Trace).Any(trace => way.All(name => trace.Any(span => span.Name == name))));
    }

    [Fact]
    public async Task Another_process_sends_in_the_same_trace()
    {
        await using var collector = await Collector.StartAsync();
        await using var hotel = await OpenAsync(settings: [.. collector.Settings]);

        // Held back by the hour's share, until the bot that took it is gone.
        await hotel.Slack.ArchiveAsync(FrontDesk);
        await hotel.SendAsync(Response("r-1", 3, "The lift is slow."));
        await UntilAsync(async () => await hotel.RowsOfAsync("front-desk", TeamRows.Outbox) is [var row] && row.GetString("LastError") is not null);
        var kept = (await hotel.RowsOfAsync("front-desk", TeamRows.Outbox))[0].GetString("Trace");
        await hotel.StopBotAsync();
        await hotel.StartBotAsync();
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-01$", kept);
        await hotel.Slack.ArchiveAsync(FrontDesk, archived: false);
        await hotel.CardAsync("The lift is slow.");

        await collector.UntilAsync(seen => seen.Spans.Any(span => span.Trace == kept![3..35] && span.Name == "POST chat.postMessage" && span["huddlebot.outcome"] == "ok"));
        Assert.Contains(collector.Spans, span => span.Trace == kept![3..35] && span.Name == Feedback);
    }

    [Fact]
    public async Task From_the_clock_to_the_huddle_and_the_digest_it_is_one_trace_each()
    {
        await using var collector = await Collector.StartAsync();
        var time = new TestTime(Noon);
        await using var hotel = await OpenMixedAsync(
            time: time, spaMore: """, "huddle": { "at": "12:20", "minutes": 5 }""", settings: collector.Settings,
            company: _ => """, "cxLeads": { "channel": { "platform": "slack", "workspace": "T0001", "channel": "C0009" }, "digest": { "day": "mon", "at": "12:15", "timeZone": "Europe/London" } }""");
        await hotel.SpaCommentAsync("The sauna is cold.");

        // Of a week in which nothing happened the digest says nothing.
        var lately = Response("r-1", 9, "Lovely pool.");
        lately["answeredAt"] = "2026-11-20T12:00:00Z";
        await hotel.SendAsync(lately);
        await hotel.DrainedAsync();

        // A digest that was due before its schedule is known has not been missed.
        var store = hotel.Bot.Services.GetRequiredService<ITableStore>();
        await UntilAsync(async () => await store.QueryAsync(TeamRows.Company, TeamRows.DigestSince, null, CancellationToken.None).AnyAsync());
        time.Skip(TimeSpan.FromMinutes(16));

        await collector.UntilAsync(seen => WayTo(seen, "POST CreateConversation", "teams", "HuddleClock") is [_, ..] && WayTo(seen, "POST chat.postMessage", "slack", "DigestClock") is [_, ..]);
        Assert.Equal(["HuddleClock", "dispatch", "POST CreateConversation"], WayTo(collector, "POST CreateConversation", "teams", "HuddleClock"));
        Assert.Equal(["DigestClock", "dispatch", "POST chat.postMessage"], WayTo(collector, "POST chat.postMessage", "slack", "DigestClock"));
    }

    [Fact]
    public async Task Without_the_environment_nothing_is_recorded_in_rows_and_nobody_is_called()
    {
        await using var hotel = await OpenAsync(settings: ["--OTEL_SDK_DISABLED=true", "--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1"]);
        Assert.DoesNotContain(hotel.Bot.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>(), service => service is HuddleBot.Telemetry.TelemetryExport);
        await hotel.CommentAsync("The lift is slow.");
        await hotel.AllIsWellAsync();
    }

    /// <summary>The names of the spans from the root to the call; other tests of this process have traces too.</summary>
    private static List<string> WayTo(Collector collector, string call, string platform, string root)
    {
        var spans = collector.Spans;
        var byId = spans.DistinctBy(span => span.Id).ToDictionary(span => span.Id);
        foreach (var last in spans.Where(span => span.Name == call && span["huddlebot.platform"] == platform))
        {
            List<string> way = [];
            for (var at = last; at is not null; at = byId.GetValueOrDefault(at.Parent)) way.Insert(0, at.Name);
            if (way[0] == root) return way;
        }

        return [];
    }

    private static List<SeenSpan> OfTrace(Collector collector, string call, string platform)
    {
        var roots = collector.Spans.Where(span => span.Name == Feedback).Select(span => span.Trace).ToHashSet(StringComparer.Ordinal);
        var one = collector.Spans.First(span => span.Name == call && span["huddlebot.platform"] == platform && roots.Contains(span.Trace));
        return [.. collector.Spans.Where(span => span.Trace == one.Trace)];
    }
}
