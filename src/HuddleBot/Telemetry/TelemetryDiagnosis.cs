using System.Net.Sockets;
using System.Runtime.CompilerServices;
using HuddleBot.Core.Diagnosis;

namespace HuddleBot.Telemetry;

/// <summary>Whether metrics, traces and logs go anywhere, and whether somebody is there to take them.</summary>
internal sealed class TelemetryDiagnosis(TelemetrySignals signals, IConfiguration settings) : IDiagnosis
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly string[] Endpoints = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"];

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!signals.Any)
        {
            yield return Finding.Ok("telemetry is off (OTEL_EXPORTER_OTLP_ENDPOINT names no collector)");
            yield break;
        }

        foreach (var name in Endpoints.Where(name => !string.IsNullOrWhiteSpace(settings[name]))) yield return await LookAsync(name, settings[name]!, cancellationToken);
    }

    private static async Task<Finding> LookAsync(string name, string endpoint, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return Finding.Wrong($"telemetry: {name} is no http address", "write it like http://collector:4318");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(address.DnsSafeHost, address.Port, patience.Token);
            return Finding.Ok($"telemetry: somebody listens at {address.Scheme}://{address.Authority}");
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Finding.Wrong($"telemetry: nobody listens at {address.Scheme}://{address.Authority} ({name})", "start the collector, or mend the address; nothing else of the bot waits for it");
        }
    }
}
