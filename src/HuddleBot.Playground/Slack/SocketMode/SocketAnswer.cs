using System.Text.Json;

namespace HuddleBot.Playground.Slack.SocketMode;

/// <summary>What became of an envelope.</summary>
/// <param name="Payload">The bot's answer as JSON; empty: none.</param>
/// <param name="Failure">As of a <see cref="Deliveries.Delivery"/>; null: it is acknowledged.</param>
internal sealed record SocketAnswer(string Payload, string? Failure)
{
    public static SocketAnswer Lost { get; } = new("", "connection_failed");

    public static SocketAnswer Late { get; } = new("", "http_timeout");

    /// <returns>The envelope's id; null: this is no acknowledgement.</returns>
    public static string? TryRead(string message, out SocketAnswer answer)
    {
        answer = new SocketAnswer("", null);
        try
        {
            var json = JsonElement.Parse(message);
            if (json.ValueKind is not JsonValueKind.Object || !json.TryGetProperty("envelope_id", out var id) || id.ValueKind is not JsonValueKind.String) return null;
            // Slack's own client says {} where there is nothing to say.
            if (json.TryGetProperty("payload", out var payload) && payload.GetRawText() is not ("{}" or "null")) answer = new SocketAnswer(payload.GetRawText(), null);
            return id.GetString();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
