using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace HuddleBot.Telemetry;

/// <summary>
/// Lets no word out that nobody has looked at: of a span only known attributes, and no words of an exception. What Azure.Core does outside of a trace (polling, leases) is left out.
/// </summary>
internal sealed class DiscreetSpans : BaseProcessor<Activity>
{
    public const string Azure = "Azure.Core.Http";
    public const string Web = "Microsoft.AspNetCore";

    private static readonly FrozenSet<string> Known = new[]
    {
        DeliveryId.Key, SpanKeys.Platform, SpanKeys.Kind, SpanKeys.Outcome, SpanKeys.Source, SpanKeys.Attempt, SpanKeys.Content, SpanKeys.Actions,
        SpanKeys.Accepted, SpanKeys.Updated, SpanKeys.Duplicates, SpanKeys.Quarantined, SpanKeys.Work,
        "http.request.method", "http.request.resend_count", "http.response.status_code", "http.route", "url.scheme", "url.template", "server.address", "server.port",
        "db.system.name", "db.operation.name", "error.type", "messaging.system", "messaging.operation.type", "messaging.message.id",
        "az.client_request_id", "az.service_request_id",
    }.ToFrozenSet(StringComparer.Ordinal);

    public override void OnStart(Activity data) => data.TraceStateString = null;

    public override void OnEnd(Activity data)
    {
        foreach (var key in data.TagObjects.Select(tag => tag.Key).Where(key => !Known.Contains(key)).ToList()) data.SetTag(key, null);
        if (data.StatusDescription is not null) data.SetStatus(data.Status, null);

        // The framework names its own after the path; whoever answered has given it a name of ours.
        if (data.Source.Name == Web && data.GetTagItem("http.route") is null) data.DisplayName = "unknown";
        if (data.Source.Name == Azure && data.ParentSpanId == default) data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;

        // Events are exceptions, words and all, and cannot be changed. We make none.
        if (data.Events.Any()) data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
