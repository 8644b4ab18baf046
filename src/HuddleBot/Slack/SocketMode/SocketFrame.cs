using System.Text.Json;
using HuddleBot.Hosting;

namespace HuddleBot.Slack.SocketMode;

/// <summary>One message that Slack sends over a socket: the closed set ("Using Socket Mode").</summary>
internal abstract record SocketFrame
{
    private SocketFrame() { }

    /// <summary>The first message: from now on this connection gets its share.</summary>
    /// <param name="Connections">How many the app has now, with this one.</param>
    /// <param name="Lifetime">After about so long Slack asks for a new connection; null: it does not say.</param>
    public sealed record Hello(int Connections, TimeSpan? Lifetime) : SocketFrame;

    /// <param name="Reason"><c>warning</c>, <c>refresh_requested</c>, <c>link_disabled</c>, <c>too_many_websockets</c>…</param>
    public sealed record Disconnect(string Reason) : SocketFrame;

    /// <param name="TakesPayload">The acknowledgement may carry the answer.</param>
    public sealed record Envelope(string Id, string Type, JsonElement Payload, bool TakesPayload) : SocketFrame;

    /// <summary>Something that we do not know, or no JSON.</summary>
    public sealed record Unknown : SocketFrame;

    public static SocketFrame Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return new Unknown();
        }
    }

    private static SocketFrame Read(JsonElement frame) => frame.Text("type") switch
    {
        "hello" => new Hello((int)(frame.Number("num_connections") ?? 0), LifetimeOf(frame)),
        "disconnect" => new Disconnect(frame.Text("reason") ?? "(no reason)"),
        { } type when frame.Text("envelope_id") is { } id && frame.At("payload") is { } payload => new Envelope(id, type, payload.Clone(), frame.Flag("accepts_response_payload")),
        _ => new Unknown(),
    };

    private static TimeSpan? LifetimeOf(JsonElement hello) =>
        hello.At("debug_info") is { } debug && debug.Number("approximate_connection_time") is { } seconds and > 0 and < 86_400 ? TimeSpan.FromSeconds(seconds) : null;
}
