using System.Text.Json;
using HuddleBot.Playground.Slack.Blocks;

namespace HuddleBot.Playground.Slack.WebApi;

/// <summary>The text, blocks and metadata of a message, checked.</summary>
internal sealed record MessageContent(string Text, JsonElement? Blocks, JsonElement? Metadata)
{
    /// <summary>Beyond it Slack cuts a posted text off; a bot that sends so much has not measured, so it is refused here.</summary>
    public const int PostTextLength = 40_000;

    /// <summary>docs: chat.update, <c>msg_too_long</c>.</summary>
    public const int UpdateTextLength = 4_000;

    private static readonly MessageContent Nothing = new("", null, null);

    public static (MessageContent Content, Answer? Problem) Read(Arguments arguments, int maxText)
    {
        if (arguments.Has("attachments") || arguments.Has("markdown_text"))
            return (Nothing, Answer.Fail("invalid_arguments", "the Playground takes text and blocks only, no attachments and no markdown_text"));
        if (!arguments.TryJson("blocks", out var blocks) || blocks is { ValueKind: not JsonValueKind.Array }) return (Nothing, Answer.Fail("invalid_blocks_format"));
        if (blocks is { } given)
        {
            var problems = BlockCheck.Message(given);
            if (problems.Any) return (Nothing, Answer.Fail("invalid_blocks", problems.Messages));
            if (problems.TextLength > BlockCheck.MessageText || problems.MarkdownLength > 12_000) return (Nothing, Answer.Fail("msg_blocks_too_long"));
            blocks = given.GetArrayLength() == 0 ? null : BlockIds.Fill(given);
        }

        var text = arguments.Text("text") ?? "";
        if (text.Length > maxText) return (Nothing, Answer.Fail("msg_too_long"));
        if (text.Length == 0 && blocks is null) return (Nothing, Answer.Fail("no_text"));
        return MetadataOf(arguments, out var metadata) is { } problem ? (Nothing, problem) : (new MessageContent(text, blocks, metadata), null);
    }

    private static Answer? MetadataOf(Arguments arguments, out JsonElement? metadata)
    {
        if (!arguments.TryJson("metadata", out metadata)) return Answer.Fail("invalid_metadata_format");
        if (metadata is not { } given) return null;
        if (given.ValueKind is not JsonValueKind.Object) return Answer.Fail("invalid_metadata_format");
        if (!given.EnumerateObject().Any())
        {
            metadata = null;
            return null;
        }

        if (!given.TryGetProperty("event_type", out var type) || type.ValueKind is not JsonValueKind.String || !given.TryGetProperty("event_payload", out var payload)
            || payload.ValueKind is not JsonValueKind.Object || type.GetString()!.Any(c => !(char.IsAsciiLetterOrDigit(c) || c == '_')))
            return Answer.Fail("invalid_metadata_schema");
        return null;
    }
}
