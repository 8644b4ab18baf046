using System.Diagnostics;

namespace HuddleBot.Core.Tracing;

/// <summary>
/// The trace that work belongs to. What is stored for later carries it as text (W3C Trace Context, <c>traceparent</c>, 55 characters), so that whoever does the later
/// part, in another process too, goes on in the same trace. Where nobody records traces, nothing is made and nothing is stored.
/// </summary>
public static class Traces
{
    public const string SourceName = "HuddleBot";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>To be stored with what continues later; null: nothing is recorded, or nothing is going on.</summary>
    public static string? Current => Source.HasListeners() && (Activity.Current ?? Occasion.Begun()) is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>A step of what is going on, or the first of something new. Null: not recorded.</summary>
    public static Activity? Start(string name, ActivityKind kind = ActivityKind.Internal) =>
        !Source.HasListeners() ? null
        : Activity.Current is null && Occasion.Begun() is { } occasion ? Source.StartActivity(name, kind, occasion.Context)
        : Source.StartActivity(name, kind);

    /// <summary>A step of what is going on; null too where nothing is, so that what goes round all day makes no traces.</summary>
    public static Activity? StartWithin(string name, ActivityKind kind = ActivityKind.Internal) =>
        Source.HasListeners() && (Activity.Current is not null || Occasion.IsGoingOn) ? Start(name, kind) : null;

    /// <summary>Goes on with what was stored.</summary>
    /// <param name="traceParent">As <see cref="Current"/> was; null or unreadable: begins a trace of its own.</param>
    public static Activity? Continue(string name, ActivityKind kind, string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var before) ? Source.StartActivity(name, kind, before) : Start(name, kind);

    internal static Activity? StartAlone(string name) => Source.StartActivity(name, ActivityKind.Internal, default(ActivityContext));

    /// <summary>Whether anybody listens.</summary>
    public static bool AreRecorded => Source.HasListeners();
}
