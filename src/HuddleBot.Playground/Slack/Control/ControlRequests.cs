using System.Text.Json;

namespace HuddleBot.Playground.Slack.Control;

/// <summary>The bodies that the page sends.</summary>
internal sealed record ClickRequest(string User, string ActionId, string? Channel, string? Ts, string? ViewId, string? BlockId, string? Value, JsonElement? Selected, JsonElement? Values);

internal sealed record SubmitRequest(string User, string ViewId, JsonElement? Values);

internal sealed record CloseRequest(string User, string ViewId, bool All = false);

internal sealed record CommandRequest(string User, string Channel, string Text);

internal sealed record ShortcutRequest(string User, string Channel, string Ts, string CallbackId);

internal sealed record MessageRequest(string User, string Channel, string Text, string? ThreadTs);

internal sealed record EditRequest(string User, string Channel, string Ts, string Text);

internal sealed record DeleteRequest(string User, string Channel, string Ts);

/// <param name="Do"><c>warning</c>, <c>refresh_requested</c>, <c>cut</c>, <c>deafen</c>, <c>disable</c> or <c>enable</c>.</param>
/// <param name="Count">To how many connections, from the oldest; null: all.</param>
internal sealed record SocketRequest(string Do, int? Count);

internal sealed record HomeRequest(string User);

internal sealed record FeedbackRequest(string? Team, int Count = 3);
