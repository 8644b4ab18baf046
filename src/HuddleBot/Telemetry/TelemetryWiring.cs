using System.Diagnostics;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpenTelemetry.Logs;

namespace HuddleBot.Telemetry;

/// <summary>
/// Metrics, traces and logs by OTLP where the standard environment of OpenTelemetry says so; nothing leaves this machine where it does not. Discretion in what is logged
/// holds in any case.
/// </summary>
public static class TelemetryWiring
{
    /// <summary>After the storage, which it measures, and before all that it should outlive.</summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var signals = TelemetrySignals.Of(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(signals).AddSingleton<DistributedContextPropagator, EdgePropagation>().AddSingleton<IDiagnosis, TelemetryDiagnosis>();
        AddDiscreetLogging(services);
        ObserveStorage(builder);
        if (signals.Traces || signals.Metrics)
        {
            AppContext.SetSwitch("Azure.Experimental.EnableActivitySource", isEnabled: true);
            services.AddHostedService<TelemetryExport>();
        }

        if (!signals.Logs) return builder;
        builder.Logging.AddOpenTelemetry(logging =>
        {
            (logging.IncludeScopes, logging.IncludeFormattedMessage, logging.ParseStateValues) = (false, true, true);
            logging.SetResourceBuilder(TelemetryExport.Resource).AddProcessor(new DiscreetRecords()).AddOtlpExporter();
        });
        return builder;
    }

    /// <summary>First of all that looks at a request: its span gets the attributes of the standard, from what we know of it.</summary>
    public static void UseTelemetry(this WebApplication app)
    {
        if (app.Services.GetRequiredService<TelemetrySignals>().Traces) app.Use(RequestSpans.DescribeAsync);
    }

    private static void AddDiscreetLogging(IServiceCollection services) =>
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(s => new DiscreetLogging(new LoggerFactory(
            s.GetServices<ILoggerProvider>(), s.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(), s.GetService<IOptions<LoggerFactoryOptions>>(), s.GetService<IExternalScopeProvider>()))));

    private static void ObserveStorage(WebApplicationBuilder builder)
    {
        var store = builder.Services.Last(service => service.ServiceType == typeof(ITableStore)).ImplementationFactory!;
        var system = "AzureTables".Equals(builder.Configuration["Storage:Provider"], StringComparison.OrdinalIgnoreCase) ? "azure.tables" : "sqlite";
        builder.Services.Replace(ServiceDescriptor.Singleton<ITableStore>(s => new ObservedTableStore((ITableStore)store(s), system)));
    }
}
