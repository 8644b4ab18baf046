using OpenTelemetry;
using OpenTelemetry.Logs;

namespace HuddleBot.Telemetry;

/// <summary>An exported line names the exception's own kind, by the standard's attributes.</summary>
internal sealed class DiscreetRecords : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (data.Exception is null) return;
        var fault = LoggedFault.Of(data.Exception);
        data.Attributes = [.. data.Attributes ?? [], new("exception.type", fault.Kind), new("exception.stacktrace", fault.ToString())];
        data.Exception = null;
    }
}
