using System.Diagnostics;

namespace HuddleBot.Telemetry;

/// <summary>The span of a request as the semantic conventions want it. Nothing in it is the caller's own text: a method or path that we do not know is left out.</summary>
internal static class RequestSpans
{
    public static async Task DescribeAsync(HttpContext http, RequestDelegate next)
    {
        if (Activity.Current is not { } span)
        {
            await next(http);
            return;
        }

        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;

        // Monitors ask every few seconds.
        if (route is null or "/healthz" or "/readyz") span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        var method = http.Request.Method is "GET" or "POST" or "HEAD" or "PUT" or "DELETE" or "OPTIONS" or "PATCH" ? http.Request.Method : "_OTHER";
        span.DisplayName = $"{method} {route}";
        span.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("url.scheme", http.Request.Scheme is "https" ? "https" : "http");
        try
        {
            await next(http);
            span.SetTag("http.response.status_code", http.Response.StatusCode);
            if (http.Response.StatusCode >= 500) span.SetTag("error.type", http.Response.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture)).SetStatus(ActivityStatusCode.Error);
        }
        catch (Exception e)
        {
            span.SetTag("error.type", e.GetType().Name).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }
}
