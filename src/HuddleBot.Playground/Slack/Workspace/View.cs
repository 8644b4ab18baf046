using System.Text.Json;

namespace HuddleBot.Playground.Slack.Workspace;

/// <summary>A modal that somebody has open, or somebody's home tab.</summary>
/// <param name="Content">The view as the bot gave it, every block with an id.</param>
/// <param name="Hash">Changes with every update.</param>
/// <param name="Typed">What the person has put into its inputs: block id, action id, value in Slack's shape.</param>
/// <param name="Errors">Below which input the bot complained, and what it said.</param>
public sealed record View(
    string Id, string UserId, string RootId, string? PreviousId, string Hash, JsonElement Content, JsonElement? Typed = null, IReadOnlyDictionary<string, string>? Errors = null)
{
    public string CallbackId => Text("callback_id") ?? "";

    public string PrivateMetadata => Text("private_metadata") ?? "";

    public string? ExternalId => Text("external_id") is { Length: > 0 } id ? id : null;

    public string? Title => Content.TryGetProperty("title", out var title) ? title.GetProperty("text").GetString() : null;

    public bool NotifiesOnClose => Flag("notify_on_close");

    public bool ClearsOnClose => Flag("clear_on_close");

    public JsonElement Blocks => Content.GetProperty("blocks");

    private string? Text(string name) => Content.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private bool Flag(string name) => Content.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True;
}
