using System.Text.Json;

namespace HuddleBot.Playground.Control;

/// <summary>Tells the page of every change that its person can see, as server-sent events.</summary>
internal static class EventStream
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <param name="seesChannel">Whether the person may look into a channel.</param>
    public static async Task WriteAsync(ChangeFeed changes, string person, Func<string, bool> seesChannel, HttpContext context, CancellationToken stopping)
    {
        using var subscription = changes.Listen();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await SendAsync(context, ": connected\n\n", ends.Token);
            while (true)
            {
                using var pause = CancellationTokenSource.CreateLinkedTokenSource(ends.Token);
                pause.CancelAfter(KeepAlive);
                try
                {
                    var change = await subscription.Changes.ReadAsync(pause.Token);
                    if (IsFor(person, seesChannel, change)) await SendAsync(context, $"data: {JsonSerializer.Serialize(new { change.Kind, change.Channel }, ControlJson.Options)}\n\n", ends.Token);
                }
                catch (OperationCanceledException) when (!ends.IsCancellationRequested)
                {
                    await SendAsync(context, ": still here\n\n", ends.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the Playground stops.
        }
    }

    private static async Task SendAsync(HttpContext context, string text, CancellationToken cancellationToken)
    {
        await context.Response.WriteAsync(text, cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    private static bool IsFor(string person, Func<string, bool> seesChannel, Change change) =>
        change.Kind is not ("call" or "delivery") && (change.Only is not { } only || only == person) && (change.Channel is not { } channel || seesChannel(channel));
}
