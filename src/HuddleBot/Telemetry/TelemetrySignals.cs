namespace HuddleBot.Telemetry;

/// <summary>
/// What is exported, as the standard environment of OpenTelemetry says: a signal goes out where an endpoint is named for it or for all, or its exporter is <c>otlp</c>;
/// not where its exporter is <c>none</c> or <c>OTEL_SDK_DISABLED</c> is true. Headers, protocol, time-outs, sampler, intervals and resource are read by the SDK itself.
/// </summary>
internal sealed record TelemetrySignals(bool Traces, bool Metrics, bool Logs)
{
    public bool Any => Traces || Metrics || Logs;

    public static TelemetrySignals Of(IConfiguration settings)
    {
        var isOff = "true".Equals(settings["OTEL_SDK_DISABLED"]?.Trim(), StringComparison.OrdinalIgnoreCase);
        return isOff ? new(false, false, false) : new(IsOn("TRACES"), IsOn("METRICS"), IsOn("LOGS"));

        bool IsOn(string signal) => settings[$"OTEL_{signal}_EXPORTER"]?.Trim().ToLowerInvariant() switch
        {
            "none" => false,
            "otlp" => true,
            _ => Has("OTEL_EXPORTER_OTLP_ENDPOINT") || Has($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"),
        };

        bool Has(string name) => !string.IsNullOrWhiteSpace(settings[name]);
    }
}
