using System.Text;
using HuddleBot.Playground.Faults;
using HuddleBot.Telemetry;
using HuddleBot.Tests.WholeWay;
using Microsoft.Extensions.Configuration;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Telemetry;

/// <summary>What an operator can put on a board. The exporter knows one instrument of a name in a process, and forgets it when any bot that has it ends.</summary>
[Collection(Alone.Name)]
public sealed class MetricsTests
{
    [Fact]
    public async Task Every_metric_of_the_page_comes_and_none_names_a_team()
    {
        await using var collector = await Collector.StartAsync();
        await using var hotel = await OpenAsync(settings: collector.Settings);
        hotel.Slack.Inject(new Fault(FaultKind.RateLimited) { Method = "chat.postMessage" });
        await hotel.CommentAsync("The lift is slow.");
        using (hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.postMessage", Error = "invalid_arguments" }))
        {
            await hotel.SendAsync(Response("r-2", 3, "The tap drips."));
            await UntilAsync(async () => (await hotel.RowsOfAsync("front-desk", Core.Storage.TeamRows.Parked)).Count == 1);
        }

        // The doctor says the rest: here it is counted.
        hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.postMessage", Channel = "C0002", Error = "is_archived", Times = null });
        await hotel.SendAsync(Response("r-3", 3, "The soup is cold.", "restaurant"));
        string[] expected = [.. NamesOnThePage().Except(["huddlebot.storage.failures", "huddlebot.job.failures"])];
        Assert.True(expected.Length > 10);
        await collector.UntilAsync(seen => seen.Metrics.IsSupersetOf(expected));
        Assert.All(collector.Metrics.Where(name => name.StartsWith("huddlebot.", StringComparison.Ordinal)), name => Assert.Contains(name, NamesOnThePage()));
        Assert.DoesNotContain("front-desk", Encoding.UTF8.GetString([.. collector.Of("metrics").SelectMany(body => body)]), StringComparison.Ordinal);
        await collector.UntilAsync(seen => seen.Spans.Any(span => span.Name == "dispatch" && span["huddlebot.outcome"] == "put_off") && seen.Spans.Any(span => span.Name == "dispatch" && span["error.type"] == "refused"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("OTEL_SERVICE_NAME=bot", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318", "TML")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318 OTEL_SDK_DISABLED=true", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318 OTEL_LOGS_EXPORTER=none", "TM")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://c:4318/v1/metrics", "M")]
    [InlineData("OTEL_TRACES_EXPORTER=otlp", "T")]
    [InlineData("OTEL_TRACES_EXPORTER=none OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://c:4318", "")]
    public void The_standard_environment_says_what_is_exported(string environment, string signals)
    {
        var settings = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1]);
        var read = TelemetrySignals.Of(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        Assert.Equal(signals, $"{(read.Traces ? "T" : "")}{(read.Metrics ? "M" : "")}{(read.Logs ? "L" : "")}");
    }

    private static IEnumerable<string> NamesOnThePage() =>
        System.Text.RegularExpressions.Regex.Matches(
            string.Join('\n', File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "telemetry.md")).Where(line => line.StartsWith("| `huddlebot.", StringComparison.Ordinal)).Select(line => line.Split('|')[1])),
            "`(huddlebot[a-z_.]+)`").Select(match => match.Groups[1].Value);
}
