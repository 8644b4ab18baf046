using System.Text.Json;
using HuddleBot.Playground.Slack.WebApi;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Deliveries;

/// <summary>A message that the bot sends to a response_url, or answers to a command: a new one, or another in place of the original.</summary>
internal sealed class ResponseMessage(SlackServer slack, ResponseTarget target)
{
    /// <returns>The error; null when it was done.</returns>
    public string? Apply(JsonElement body)
    {
        if (body.ValueKind is not JsonValueKind.Object) return "invalid_payload";
        var arguments = new Arguments(body.EnumerateObject().ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal));
        var original = target.MessageTs is { } ts ? slack.Workspace.FindMessage(target.ChannelId, ts) : null;
        if (arguments.Flag("delete_original"))
        {
            if (original is null) return "message_not_found";
            slack.Workspace.Replace(original with { IsDeleted = true });
            return null;
        }

        if (MessageContent.Read(arguments, MessageContent.PostTextLength) is var (content, problem) && problem is not null) return problem.Body["error"]!.GetValue<string>();
        if (arguments.Flag("replace_original")) return ReplaceOriginal(original, content);
        if (arguments.Text("response_type") is not (null or "ephemeral" or "in_channel")) return "invalid_response_type";
        if (arguments.Text("response_type") == "in_channel") PostInChannel(content, arguments.Text("thread_ts"));
        else slack.AddEphemeral(target.ChannelId, target.UserId, arguments.Text("thread_ts") ?? target.ThreadTs, content);
        return null;
    }

    public string? ApplyText(string text)
    {
        slack.AddEphemeral(target.ChannelId, target.UserId, target.ThreadTs, new MessageContent(text, null, null));
        return null;
    }

    private string? ReplaceOriginal(Message? original, MessageContent content)
    {
        if (original is not { IsBot: true }) return "message_not_found";
        slack.Workspace.Replace(original with { Text = content.Text, Blocks = content.Blocks, EditedTs = content.Blocks is null ? slack.Workspace.Ids.NextTs() : original.EditedTs });
        return null;
    }

    private void PostInChannel(MessageContent content, string? threadTs) => slack.Workspace.Add(new Message
    {
        Channel = target.ChannelId,
        Ts = slack.Workspace.Ids.NextTs(),
        ThreadTs = threadTs,
        AuthorId = slack.Workspace.Bot.Id,
        IsBot = true,
        Text = content.Text,
        Blocks = content.Blocks,
    });
}
