using System.Text.Json;
using HuddleBot.Playground.Slack.Blocks;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.WebApi;

/// <summary>Posting, changing and deleting messages (docs: chat.*).</summary>
internal static class ChatMethods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("chat.postMessage", Method.Special, ["chat:write"], Method.Args("""
            channel text blocks attachments as_user icon_emoji icon_url link_names markdown_text metadata mrkdwn parse reply_broadcast thread_ts unfurl_links unfurl_media username client_msg_id
            """.Trim()), PostMessage),
        new("chat.update", Method.Tier3, ["chat:write"], Method.Args(
            "channel ts text blocks attachments as_user link_names markdown_text metadata parse reply_broadcast unfurl_links unfurl_media file_ids"), Update),
        new("chat.postEphemeral", Method.Tier4, ["chat:write"], Method.Args(
            "channel user text blocks attachments as_user icon_emoji icon_url link_names markdown_text parse thread_ts username"), PostEphemeral),
        new("chat.delete", Method.Tier3, ["chat:write"], Method.Args("channel ts as_user"), Delete),
        new("chat.getPermalink", Method.Special, [], Method.Args("channel message_ts"), GetPermalink),
    ];

    private static Answer PostMessage(SlackServer slack, Arguments arguments)
    {
        if (MessageContent.Read(arguments, MessageContent.PostTextLength) is var (content, problem) && problem is not null) return problem;
        if (slack.OpenForPosting(arguments.Text("channel"), out var channel) is { } refusal) return refusal;
        if (FindThread(slack, channel, arguments.Text("thread_ts"), out var parent) is { } noThread) return noThread;
        var message = new Message
        {
            Channel = channel.Id,
            Ts = slack.Workspace.Ids.NextTs(),
            ThreadTs = parent,
            AuthorId = slack.Workspace.Bot.Id,
            IsBot = true,
            Text = content.Text,
            Blocks = content.Blocks,
            Metadata = content.Metadata,
            IsBroadcast = parent is not null && arguments.Flag("reply_broadcast"),
        };
        slack.Workspace.Add(message);
        return Answer.Ok(new { channel = channel.Id, ts = message.Ts, message = Wire.Message(slack.Workspace, message) });
    }

    private static Answer Update(SlackServer slack, Arguments arguments)
    {
        if (arguments.Text("ts") is not { } ts) return Answer.Fail("invalid_arguments", "missing required field: ts");
        if (arguments.Text("channel") is not { } id || slack.Workspace.Channels.GetValueOrDefault(id) is not { } channel || !slack.BotSees(channel)) return Answer.Fail("channel_not_found");
        if (channel.IsArchived) return Answer.Fail("is_archived");
        if (slack.Workspace.FindMessage(channel.Id, ts) is not { EphemeralFor: null } message) return Answer.Fail("message_not_found");
        if (message.AuthorId != slack.Workspace.Bot.Id) return Answer.Fail("cant_update_message");
        if (MessageContent.Read(arguments, MessageContent.UpdateTextLength) is var (content, problem) && problem is not null) return problem;
        var changed = message with
        {
            Text = content.Text,
            Blocks = content.Blocks,
            Metadata = arguments.Has("metadata") ? content.Metadata : message.Metadata,
            EditedTs = content.Blocks is null ? slack.Workspace.Ids.NextTs() : message.EditedTs,
            IsBroadcast = message.IsBroadcast || (message.IsReply && arguments.Flag("reply_broadcast")),
        };
        slack.Workspace.Replace(changed);
        return Answer.Ok(new { channel = channel.Id, ts, text = changed.Text, message = Wire.Message(slack.Workspace, changed) });
    }

    private static Answer PostEphemeral(SlackServer slack, Arguments arguments)
    {
        if (MessageContent.Read(arguments, MessageContent.PostTextLength) is var (content, problem) && problem is not null) return problem;
        if (arguments.Text("channel") is not { } id || slack.Workspace.Channels.GetValueOrDefault(id) is not { } channel) return Answer.Fail("channel_not_found");
        if (!slack.BotSees(channel)) return Answer.Fail("channel_not_found");
        if (channel.IsArchived) return Answer.Fail("is_archived");
        if (!channel.Has(slack.Workspace.Bot.Id) && !slack.Options.Scopes.Contains("chat:write.public")) return Answer.Fail("not_in_channel");
        if (arguments.Text("user") is not { } user || !channel.Has(user)) return Answer.Fail("user_not_in_channel");
        if (FindThread(slack, channel, arguments.Text("thread_ts"), out var parent) is { } noThread) return noThread;
        var message = slack.AddEphemeral(channel.Id, user, parent, content);
        return Answer.Ok(new { message_ts = message.Ts });
    }

    private static Answer Delete(SlackServer slack, Arguments arguments)
    {
        if (arguments.Text("channel") is not { } id || slack.Workspace.Channels.GetValueOrDefault(id) is not { } channel || !slack.BotSees(channel)) return Answer.Fail("channel_not_found");
        if (arguments.Text("ts") is not { } ts || slack.Workspace.FindMessage(channel.Id, ts) is not { EphemeralFor: null } message) return Answer.Fail("message_not_found");
        if (message.AuthorId != slack.Workspace.Bot.Id) return Answer.Fail("cant_delete_message");
        slack.Workspace.Replace(message with { IsDeleted = true });
        return Answer.Ok(new { channel = channel.Id, ts });
    }

    private static Answer GetPermalink(SlackServer slack, Arguments arguments)
    {
        if (arguments.Text("channel") is not { } id || slack.Workspace.Channels.GetValueOrDefault(id) is not { } channel || !slack.BotSees(channel)) return Answer.Fail("channel_not_found");
        if (arguments.Text("message_ts") is not { } ts || slack.Workspace.FindMessage(channel.Id, ts) is not { EphemeralFor: null } message) return Answer.Fail("message_not_found");
        var thread = message.IsReply ? $"?thread_ts={message.ThreadTs}&cid={channel.Id}" : "";
        return Answer.Ok(new { channel = channel.Id, permalink = $"https://{slack.Workspace.Domain}.slack.com/archives/{channel.Id}/p{ts.Replace(".", "", StringComparison.Ordinal)}{thread}" });
    }

    /// <summary>The message at the head of the thread; a reply's ts leads there too. A deleted message keeps its thread only while it has replies.</summary>
    private static Answer? FindThread(SlackServer slack, Channel channel, string? threadTs, out string? parent)
    {
        parent = null;
        if (threadTs is null) return null;
        if (slack.Workspace.MessagesOf(channel.Id).FirstOrDefault(message => message.Ts == threadTs) is not { EphemeralFor: null } message) return Answer.Fail("thread_not_found");
        parent = message.ThreadTs ?? message.Ts;
        var head = parent;
        var isGone = message.IsDeleted && !slack.Workspace.MessagesOf(channel.Id).Any(reply => reply.IsReply && reply.ThreadTs == head && !reply.IsDeleted);
        return isGone ? Answer.Fail("thread_not_found") : null;
    }
}
