using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Tests.Telemetry;

/// <summary>A collector that keeps what it gets: OTLP over HTTP, as protobuf.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> received = new();
    private readonly WebApplication app;

    private Collector(WebApplication app) => this.app = app;

    /// <summary>Settings of a bot that exports all it has to here, soon.</summary>
    public IReadOnlyList<string> Settings =>
    [
        $"--OTEL_EXPORTER_OTLP_ENDPOINT={app.Urls.Single()}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_BSP_SCHEDULE_DELAY=100", "--OTEL_BLRP_SCHEDULE_DELAY=100",
        "--OTEL_METRIC_EXPORT_INTERVAL=200", "--OTEL_BSP_MAX_QUEUE_SIZE=65536",
    ];

    public IReadOnlyList<byte[]> Of(string signal) => [.. received.Where(one => one.Signal == signal).Select(one => one.Body)];

    /// <summary>Everything, as text: what is written in UTF-8 in it can be found.</summary>
    public string Text => string.Join('\n', received.Select(one => Encoding.UTF8.GetString(one.Body)));

    public IReadOnlyList<SeenSpan> Spans => [.. Of("traces").SelectMany(body => new ReadOnlyMemory<byte>(body).All(1, 2, 2)).Select(SeenSpan.Read)];

    /// <summary>The names of all metrics that have come.</summary>
    public IReadOnlySet<string> Metrics => Of("metrics").SelectMany(body => new ReadOnlyMemory<byte>(body).All(1, 2, 2)).Select(metric => metric.All(1).Single().Text()).ToHashSet(StringComparer.Ordinal);

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var web = builder.Build();
        web.Urls.Add("http://127.0.0.1:0");
        var collector = new Collector(web);
        web.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            collector.received.Enqueue((signal, body.ToArray()));
            return Results.Bytes([], "application/x-protobuf");
        });
        await web.StartAsync();
        return collector;
    }

    public async Task UntilAsync(Func<Collector, bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds(this))
        {
            await Task.Delay(50, CancellationToken.None);
            if (limit.IsCancellationRequested) Assert.Fail($"It did not come. Spans: {string.Join(", ", Spans.GroupBy(span => span.Name).Select(spans => $"{spans.Count()} {spans.Key}"))}. Metrics: {string.Join(", ", Metrics)}");
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

/// <summary>A span, as it was exported.</summary>
internal sealed record SeenSpan(string Trace, string Id, string Parent, string Name, IReadOnlyDictionary<string, string> Attributes)
{
    public static SeenSpan Read(ReadOnlyMemory<byte> span) => new(
        span.All(1).Single().Hex(), span.All(2).Single().Hex(), span.All(4).Select(Wire.Hex).SingleOrDefault() ?? "", span.All(5).Single().Text(),
        span.All(9).ToDictionary(pair => pair.All(1).Single().Text(), pair => pair.All(2, 1).Select(Wire.Text).SingleOrDefault() ?? "", StringComparer.Ordinal));

    public string? this[string key] => Attributes.GetValueOrDefault(key);
}
