using System.Text.Json;

namespace HuddleBot.Playground.Control;

/// <summary>What holds for everything below <c>/playground</c>.</summary>
internal static class ControlRules
{
    /// <summary>No other site's page may talk to the Playground through a browser.</summary>
    public static ValueTask<object?> OnlyFromHereAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var isLocal = request.Host.Host is "127.0.0.1" or "localhost" or "[::1]";
        var isOwn = request.Headers.Origin.ToString() is not { Length: > 0 } origin || origin == $"{request.Scheme}://{request.Host}";
        return isLocal && isOwn ? next(context) : ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status403Forbidden));
    }

    public static async ValueTask<object?> InWordsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException)
        {
            return ControlJson.Refused(e.Message);
        }
    }
}
