using System.Net.Http.Headers;
using System.Text.Json;
using HuddleBot.Hosting;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.WebApi;

public sealed record AuthTestResult(string TeamId, string Team, string UserId, string User)
{
    internal static AuthTestResult Read(JsonElement body) => new(body.Text("team_id") ?? "", body.Text("team") ?? "", body.Text("user_id") ?? "", body.Text("user") ?? "");
}

public sealed record PostedMessage(string Channel, string Ts)
{
    internal static PostedMessage? Read(JsonElement body) => body.Text("channel") is { } channel && body.Text("ts") is { } ts ? new(channel, ts) : null;
}

/// <param name="Address">Leads whoever may see the message to it, in their client or a browser.</param>
public sealed record Permalink(Uri Address)
{
    internal static Permalink? Read(JsonElement body) =>
        body.Text("permalink") is { } text && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? new(address) : null;
}

/// <param name="Key">Of our metadata; null for a message of others.</param>
public sealed record HistoryMessage(string Ts, string? Key);

public sealed record HistoryPage(IReadOnlyList<HistoryMessage> Messages, string? NextCursor)
{
    /// <summary>Null without any list: who took that for an empty channel would post a second time what stands there.</summary>
    internal static HistoryPage? Read(JsonElement body) =>
        body.At("messages") is { ValueKind: JsonValueKind.Array } ? new([.. body.Items("messages").Select(ReadMessage)], NextCursorOf(body)) : null;

    internal static string? NextCursorOf(JsonElement body) => body.At("response_metadata").Text("next_cursor") is { Length: > 0 } cursor ? cursor : null;

    private static HistoryMessage ReadMessage(JsonElement message)
    {
        var metadata = message.At("metadata");
        var key = metadata.Text("event_type") == MessageMetadata.OurEventType ? metadata.At("event_payload").Text("key") : null;
        return new(message.Text("ts") ?? "", key);
    }
}

public sealed record MembersPage(IReadOnlyList<string> Members, string? NextCursor)
{
    /// <summary>Null without any list: a channel always has members, at least the bot.</summary>
    internal static MembersPage? Read(JsonElement body) => body.At("members") is { ValueKind: JsonValueKind.Array }
        ? new([.. body.Items("members").Where(member => member.ValueKind == JsonValueKind.String).Select(member => member.GetString()!)], HistoryPage.NextCursorOf(body))
        : null;
}

/// <param name="Name">What people see: the display name, else the real name, else the user name.</param>
/// <param name="TimeZone">An IANA name, as the person's own Slack is set; null: not said.</param>
public sealed record UserInfo(string? Name, string? TimeZone)
{
    internal static UserInfo? Read(JsonElement body)
    {
        if (body.At("user") is not { } user) return null;
        string?[] names = [user.At("profile").Text("display_name"), user.At("profile").Text("real_name"), user.Text("real_name"), user.Text("name")];
        return new(names.FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)), user.Text("tz"));
    }
}

public sealed record OpenedConversation(string Channel)
{
    internal static OpenedConversation? Read(JsonElement body) => body.At("channel").Text("id") is { } id ? new(id) : null;
}

public sealed record ConversationInfo(string? Name, bool IsArchived, bool IsMember)
{
    internal static ConversationInfo? Read(JsonElement body) => body.At("channel") is { } channel
        ? new(channel.Text("name"), channel.Flag("is_archived"), channel.Flag("is_member"))
        : null;
}

/// <param name="Url">Holds a ticket: whoever has it is taken for this app. For no log.</param>
public sealed record OpenedConnection(Uri Url)
{
    /// <summary>Plain ws is for this machine only.</summary>
    internal static OpenedConnection? Read(JsonElement body) =>
        Uri.TryCreate(body.Text("url"), UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeWss || (url.Scheme == Uri.UriSchemeWs && url.IsLoopback)) ? new(url) : null;
}

/// <param name="Scopes">What the token may do; null: Slack does not say.</param>
/// <param name="At">Slack's time, in whole seconds.</param>
public sealed record AnswerHeaders(IReadOnlyList<string>? Scopes, DateTimeOffset? At)
{
    internal static AnswerHeaders Of(HttpResponseHeaders headers) => new(
        headers.TryGetValues("x-oauth-scopes", out var scopes)
            ? [.. scopes.SelectMany(line => line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))]
            : null,
        headers.Date);
}

/// <summary>The answer says no more than that it went well.</summary>
public sealed record Acknowledged
{
    internal static Acknowledged Read(JsonElement body) => new();
}
