using System.Diagnostics;

namespace HuddleBot.Telemetry;

/// <summary>Of what a caller says of its trace only the ids are taken over: its other words (<c>tracestate</c>, <c>baggage</c>) could be anybody's, and would be passed on.</summary>
internal sealed class EdgePropagation : DistributedContextPropagator
{
    private static readonly DistributedContextPropagator Standard = CreateDefaultPropagator();

    public override IReadOnlyCollection<string> Fields => Standard.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) => Standard.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        Standard.ExtractTraceIdAndState(carrier, getter, out traceId, out _);
        traceState = null;
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
