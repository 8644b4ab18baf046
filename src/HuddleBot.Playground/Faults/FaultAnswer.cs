using System.Globalization;

namespace HuddleBot.Playground.Faults;

/// <summary>Answers a call as its fault says.</summary>
internal static class FaultAnswer
{
    private const string BareOk = """{"ok":true}""";

    /// <summary>Null: no answer at all.</summary>
    public static int? StatusOf(Fault fault) => fault.Kind switch
    {
        FaultKind.RateLimited => StatusCodes.Status429TooManyRequests,
        FaultKind.ServerError => fault.Status ?? StatusCodes.Status503ServiceUnavailable,
        FaultKind.Refuse => fault.Status ?? StatusCodes.Status200OK,
        FaultKind.ErrorAfterWork => fault.Status ?? StatusCodes.Status500InternalServerError,
        FaultKind.TimeOut or FaultKind.DropAnswer or FaultKind.HoldAnswer or FaultKind.CutConnection => null,
        _ => StatusCodes.Status200OK,
    };

    /// <param name="words">The JSON of a platform's "wait" and "no" (<see cref="FaultKind.RateLimited"/>, <see cref="FaultKind.Refuse"/>).</param>
    public static async Task WriteAsync(HttpContext context, Fault fault, TimeProvider time, Func<Fault, string> words)
    {
        if (fault.Kind is FaultKind.TimeOut or FaultKind.HoldAnswer) await WaitAsync(fault.Delay, time, context.RequestAborted);
        if (StatusOf(fault) is not { } status)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        if (fault.Kind == FaultKind.RateLimited && (fault.RetryAfterText ?? fault.RetryAfter?.ToString(CultureInfo.InvariantCulture)) is { } wait) context.Response.Headers["Retry-After"] = wait;
        var (type, body) = fault.Kind switch
        {
            FaultKind.RateLimited or FaultKind.Refuse => ("application/json; charset=utf-8", words(fault)),
            FaultKind.EmptyBody => ("application/json; charset=utf-8", ""),
            FaultKind.BareOk => ("application/json; charset=utf-8", BareOk),
            FaultKind.CutAnswer => ("application/json; charset=utf-8", ""),
            _ => ("text/html; charset=utf-8", "<!DOCTYPE html><html><body><h1>Something went wrong</h1></body></html>"),
        };
        context.Response.ContentType = type;
        if (fault.Kind == FaultKind.CutAnswer)
        {
            await CutAsync(context);
            return;
        }

        if (body.Length > 0) await context.Response.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>More was promised than comes.</summary>
    private static async Task CutAsync(HttpContext context)
    {
        context.Response.ContentLength = 2 * BareOk.Length;
        await context.Response.WriteAsync(BareOk[..^1], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    /// <summary>Until the delay is over or the caller has given up, whichever is first.</summary>
    private static async Task WaitAsync(TimeSpan? delay, TimeProvider time, CancellationToken aborted)
    {
        try
        {
            await Task.Delay(delay ?? Timeout.InfiniteTimeSpan, time, aborted);
        }
        catch (OperationCanceledException)
        {
            // The caller has given up: that is what the fault is for.
        }
    }
}
