using System.Text;
using System.Text.Json;
using HuddleBot.Core.Cards;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

using HuddleBot.Hosting;
namespace HuddleBot.Slack.Inbound;

/// <summary>From the verified bytes to what they say: by content type, then by type.</summary>
internal static class SlackPayloadReader
{
    /// <summary>Null: not of a form that Slack sends.</summary>
    public static SlackPayload? TryRead(string? contentType, byte[] body)
    {
        try
        {
            return MediaTypeOf(contentType) switch
            {
                "application/json" => ReadEvent(Parse(body)),
                "application/x-www-form-urlencoded" => ReadForm(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body))),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="type">Of the envelope ("Using Socket Mode"). Its payload is what HTTP would have brought; a command's fields are those of the form.</param>
    public static SlackPayload? TryReadEnvelope(string type, JsonElement payload) => type switch
    {
        "events_api" => ReadEvent(payload),
        "interactive" => ReadInteraction(payload),
        "slash_commands" => ReadCommand(name => payload.Text(name)),
        _ => new SlackPayload.Unknown(type),
    };

    private static string? MediaTypeOf(string? contentType) => contentType?.Split(';')[0].Trim().ToLowerInvariant();

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static SlackPayload? ReadEvent(JsonElement body) => body.Text("type") switch
    {
        "url_verification" => body.Text("challenge") is { } challenge ? new SlackPayload.UrlVerification(challenge) : null,
        "event_callback" => body.Text("team_id") is { } team && body.Text("event_id") is { } id && body.At("event") is { } happened && happened.Text("type") is { } type
            ? new SlackPayload.EventCallback(team, id, body.Number("event_time") ?? 0, type, happened, BotUserOf(body))
            : null,
        { } type => new SlackPayload.Unknown(type),
        null => null,
    };

    /// <summary>The installation that the event is for ("Events API", <c>authorizations</c>: never more than one).</summary>
    private static string? BotUserOf(JsonElement body) =>
        body.Items("authorizations").Where(item => item.Flag("is_bot")).Select(item => item.Text("user_id")).FirstOrDefault();

    private static SlackPayload? ReadForm(Dictionary<string, StringValues> form)
    {
        if (form.TryGetValue("payload", out var payload)) return ReadInteraction(Parse(Encoding.UTF8.GetBytes(payload.ToString())));
        if (form.ContainsKey("command")) return ReadCommand(name => form.TryGetValue(name, out var value) ? value.ToString() : null);
        return form.ContainsKey("ssl_check") ? new SlackPayload.SslCheck() : null;
    }

    private static SlackPayload? ReadInteraction(JsonElement payload)
    {
        if (payload.Text("type") is not { } type) return null;
        if (WhoOf(payload) is not { } who) return null;
        var trigger = payload.Text("trigger_id") ?? "";
        return type switch
        {
            "block_actions" => ReadAction(payload, trigger, who),
            "view_submission" => ReadSubmission(payload, trigger, who),
            "view_closed" => new SlackPayload.ViewClosed(),
            "message_action" => new SlackPayload.MessageAction(payload.Text("callback_id") ?? "", trigger, SlackText.ToPlain(payload.At("message").Text("text") ?? ""), who),
            "shortcut" => new SlackPayload.Shortcut(payload.Text("callback_id") ?? "", trigger, who),
            _ => new SlackPayload.Unknown(type),
        };
    }

    private static SlackPayload.BlockAction? ReadAction(JsonElement payload, string trigger, PersonInPlace who)
    {
        var action = payload.Items("actions").FirstOrDefault();
        if (action.Text("action_id") is not { } id) return null;
        var view = payload.At("view") is { } shown && shown.Text("type") == "modal" ? payload.At("view") : null;
        var message = payload.At("container").Text("message_ts") ?? payload.At("message").Text("ts");
        var value = action.Text("value") ?? action.At("selected_option").Text("value");
        var place = Remembered(who, view.Text("private_metadata"));
        return new(id, action.Text("block_id"), action.Text("action_ts") ?? trigger, value, message, view.Text("id"), view.Text("hash"), trigger, place)
        {
            IsHome = payload.At("view").Text("type") == "home",
            IsPrivate = (payload.At("container") is { } container && container.Flag("is_ephemeral")) || place.Channel?.StartsWith('D') == true,
        };
    }

    private static SlackPayload.ViewSubmission? ReadSubmission(JsonElement payload, string trigger, PersonInPlace who)
    {
        if (payload.At("view") is not { } view || view.Text("id") is not { } id) return null;
        var metadata = view.Text("private_metadata") ?? "";
        return new(id, view.Text("callback_id") ?? "", metadata, FormValues.Read(view), trigger, Remembered(who, metadata));
    }

    /// <summary>What happens in a view does not say where the view was opened: the view remembers.</summary>
    private static PersonInPlace Remembered(PersonInPlace who, string? metadata) => who with { Channel = who.Channel ?? FormState.TryRead(metadata)?.Channel };

    private static PersonInPlace? WhoOf(JsonElement payload)
    {
        var user = payload.At("user");
        // The workspace is null where the app is installed for a whole organization.
        var workspace = payload.At("team").Text("id") ?? user.Text("team_id");
        if (user.Text("id") is not { } id || workspace is null) return null;
        var channel = payload.At("channel").Text("id") ?? payload.At("container").Text("channel_id");
        var thread = payload.At("message").Text("thread_ts") ?? payload.At("container").Text("thread_ts");
        // The first message of a thread names itself; whoever clicks there looks at the channel.
        if (thread == (payload.At("message").Text("ts") ?? payload.At("container").Text("message_ts"))) thread = null;
        return new(workspace, id, user.Text("username") ?? user.Text("name") ?? id, channel, thread, UrlOf(payload.Text("response_url")));
    }

    private static SlackPayload.SlashCommand? ReadCommand(Func<string, string?> fields)
    {
        string Field(string name) => fields(name) ?? "";
        if (Field("team_id").Length == 0 || Field("user_id").Length == 0) return null;
        var username = Field("user_name") is { Length: > 0 } name ? name : Field("user_id");
        var channel = Field("channel_id") is { Length: > 0 } id ? id : null;
        var who = new PersonInPlace(Field("team_id"), Field("user_id"), username, channel, null, UrlOf(Field("response_url")));
        return new(Field("command"), SlackText.ToPlain(Field("text")), Field("trigger_id"), who);
    }

    private static Uri? UrlOf(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null;
}
