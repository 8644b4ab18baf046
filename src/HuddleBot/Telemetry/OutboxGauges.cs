using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Telemetry;

/// <summary>What waits to be sent, as the dispatcher last saw it: nothing is read for it. Whoever does not dispatch knows of nothing, and reports nothing.</summary>
internal sealed class OutboxGauges : IDisposable
{
    private readonly ConcurrentDictionary<TeamId, IReadOnlyCollection<Waiting>> teams = new();
    private readonly Meter meter = new(BotMetrics.MeterName);
    private readonly TimeProvider time;
    private readonly ClosedPlaces closed;

    public OutboxGauges(ClosedPlaces closed, TimeProvider time)
    {
        (this.closed, this.time) = (closed, time);
        meter.CreateObservableGauge("huddlebot.outbox.messages", () => Measure(waiting => waiting.Count()), "{message}", "Messages that wait to be sent.");
        meter.CreateObservableGauge("huddlebot.outbox.oldest.age", () => Measure(AgeOf), "s", "How long the oldest of them has waited.");
        meter.CreateObservableGauge("huddlebot.delivery.closed_places", MeasureClosed, "{place}", "Channels, people and whole workspaces that take no messages.");
    }

    /// <summary>What was made before its time waits for nothing.</summary>
    public void See(TeamId team, IReadOnlyCollection<OutboxMessage> messages)
    {
        if (messages.Count == 0) teams.TryRemove(team, out _);
        else teams[team] = [.. messages.Where(message => !message.IsAheadOfItsTime).Select(message => new Waiting(message.Channel.Platform, message.CreatedAt))];
    }

    /// <summary>Another process dispatches now.</summary>
    public void Forget() => teams.Clear();

    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<double>> Measure(Func<IEnumerable<Waiting>, double> value)
    {
        var waiting = teams.Values.SelectMany(one => one).ToLookup(one => one.Platform);
        return Enum.GetValues<Platform>().Select(platform =>
            new Measurement<double>(value(waiting[platform]), new KeyValuePair<string, object?>(SpanKeys.Platform, PlatformNames.NameOf(platform))));
    }

    private IEnumerable<Measurement<int>> MeasureClosed() => closed.Known.GroupBy(place => (place.Platform, place.Because)).Select(places => new Measurement<int>(
        places.Count(), new(SpanKeys.Platform, PlatformNames.NameOf(places.Key.Platform)), new(SpanKeys.ClosedBecause, places.Key.Because.ToString())));

    private double AgeOf(IEnumerable<Waiting> waiting)
    {
        var now = time.GetCurrentInstant();
        return waiting.Select(one => (now - one.Since).TotalSeconds).DefaultIfEmpty(0).Max();
    }

    private readonly record struct Waiting(Platform Platform, Instant Since);
}
