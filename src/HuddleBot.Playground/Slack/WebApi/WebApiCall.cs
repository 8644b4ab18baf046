using System.Text.Json;

namespace HuddleBot.Playground.Slack.WebApi;

/// <summary>One call that the bot made, and what came of it.</summary>
/// <param name="Arguments">By name, without the token.</param>
/// <param name="Answer">The JSON that was sent, or would have been; null when a fault answered something else.</param>
/// <param name="Fault">The injected fault that the call met; null: none.</param>
/// <param name="Complaint">What a correct bot would not have done (an unknown method or argument, a call before Retry-After was over); null: nothing.</param>
public sealed record WebApiCall(string Method, JsonElement Arguments, JsonElement? Answer, int Status, DateTimeOffset At, string? Fault, string? Complaint)
{
    public bool IsOk => Answer is { } answer && answer.TryGetProperty("ok", out var ok) && ok.ValueKind is JsonValueKind.True;

    public string? Error => Answer is { } answer && answer.TryGetProperty("error", out var error) ? error.GetString() : null;

    /// <summary>A text argument; null when it is absent.</summary>
    public string? this[string argument] => Arguments.TryGetProperty(argument, out var value)
        ? value.ValueKind is JsonValueKind.String ? value.GetString() : value.GetRawText() : null;

    public override string ToString() => $"{Method} {Arguments} → {Status} {Answer}{(Complaint is null ? "" : $" ({Complaint})")}";
}
