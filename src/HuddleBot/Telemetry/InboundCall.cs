using System.Diagnostics;

namespace HuddleBot.Telemetry;

/// <summary>One request of a platform or survey tool, from its arrival to our answer.</summary>
/// <param name="platform">Or <c>feedback</c>.</param>
internal sealed class InboundCall(string platform)
{
    /// <summary>What came, of a closed set; known once it is verified and read.</summary>
    public string Kind { get; set; } = "unknown";

    public static async Task<T> MeasureAsync<T>(string platform, Func<InboundCall, Task<T>> answer)
    {
        var (call, started, outcome) = (new InboundCall(platform), Stopwatch.GetTimestamp(), "failed");
        try
        {
            var result = await answer(call);
            outcome = OutcomeOf((result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK);
            return result;
        }
        finally
        {
            call.End(outcome, Stopwatch.GetElapsedTime(started));
        }
    }

    private static string OutcomeOf(int status) => status switch
    {
        < 400 => "answered",
        < 500 or StatusCodes.Status501NotImplemented => "refused",
        _ => "failed",
    };

    private void End(string outcome, TimeSpan took)
    {
        Activity.Current?.SetTag(SpanKeys.Platform, platform).SetTag(SpanKeys.Kind, Kind).SetTag(SpanKeys.Outcome, outcome);
        BotMetrics.Answered(platform, Kind, outcome, took);
    }
}
