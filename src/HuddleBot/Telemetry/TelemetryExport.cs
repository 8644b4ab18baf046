using HuddleBot.Core.Tracing;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace HuddleBot.Telemetry;

/// <summary>Sends traces and metrics to the collector while the bot runs; first to start, last to stop.</summary>
internal sealed class TelemetryExport(TelemetrySignals signals, IConfiguration settings) : IHostedService, IDisposable
{
    /// <summary>A collector that is away keeps no bot from stopping.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private TracerProvider? traces;
    private MeterProvider? metrics;

    public static ResourceBuilder Resource => ResourceBuilder.CreateEmpty()
        .AddService("huddlebot", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3))
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (signals.Traces)
        {
            traces = Sdk.CreateTracerProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(settings))
                .SetResourceBuilder(Resource)
                .AddSource(Traces.SourceName, DiscreetSpans.Web, DiscreetSpans.Azure)
                .AddProcessor(new DiscreetSpans())
                .AddOtlpExporter()
                .Build();
        }

        if (signals.Metrics)
        {
            metrics = Sdk.CreateMeterProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(settings))
                .SetResourceBuilder(Resource)
                .AddMeter(BotMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                .AddOtlpExporter()
                .Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => traces?.Shutdown((int)Patience.TotalMilliseconds), CancellationToken.None),
        Task.Run(() => metrics?.Shutdown((int)Patience.TotalMilliseconds), CancellationToken.None));

    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
    }
}
