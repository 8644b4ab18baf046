using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.WebApi;

/// <summary>The workspace's things as Slack writes them.</summary>
internal static class Wire
{
    public static JsonObject Object(object value) => JsonSerializer.SerializeToNode(value, Answer.Wire)!.AsObject();

    /// <param name="allMetadata">With the payload of the metadata (<c>include_all_metadata</c>); otherwise its type only.</param>
    public static JsonObject Message(SlackWorkspace workspace, Message message, bool allMetadata = true)
    {
        var replies = workspace.MessagesOf(message.Channel).Where(m => m.ThreadTs == message.Ts && m.Ts != message.Ts && m.EphemeralFor is null && !m.IsDeleted).ToList();
        var json = Object(new
        {
            Type = "message",
            Subtype = message.IsBroadcast ? "thread_broadcast" : null,
            User = message.AuthorId,
            message.Text,
            message.Ts,
            BotId = message.IsBot ? workspace.BotId : null,
            AppId = message.IsBot ? workspace.AppId : null,
            Team = workspace.Id,
            message.Blocks,
            ThreadTs = message.ThreadTs ?? (replies.Count > 0 ? message.Ts : null),
            ParentUserId = message.IsReply ? workspace.FindMessage(message.Channel, message.ThreadTs!)?.AuthorId : null,
            ReplyCount = replies.Count > 0 ? replies.Count : (int?)null,
            ReplyUsers = replies.Count > 0 ? replies.Select(reply => reply.AuthorId).Distinct().ToList() : null,
            LatestReply = replies.Count > 0 ? replies[^1].Ts : null,
            Edited = message.EditedTs is null ? null : new { User = message.AuthorId, Ts = message.EditedTs },
            Reactions = message.Reactions.Count > 0 ? message.Reactions.Select(reaction => new { reaction.Name, reaction.Users, reaction.Users.Count }) : null,
        });
        if (message.Metadata is { } metadata)
            json["metadata"] = allMetadata ? JsonObject.Create(metadata) : new JsonObject { ["event_type"] = metadata.GetProperty("event_type").GetString() };
        return json;
    }

    public static JsonObject View(SlackWorkspace workspace, View view)
    {
        var json = JsonObject.Create(view.Content)!;
        json["id"] = view.Id;
        json["team_id"] = workspace.Id;
        json["app_id"] = workspace.AppId;
        json["app_installed_team_id"] = workspace.Id;
        json["bot_id"] = workspace.BotId;
        json["hash"] = view.Hash;
        json["root_view_id"] = view.RootId;
        json["previous_view_id"] = view.PreviousId;
        json["state"] = new JsonObject { ["values"] = Views.ViewState.Values(view) };
        foreach (var (name, value) in new (string, JsonNode)[]
                 {
                     ("callback_id", ""), ("private_metadata", ""), ("external_id", ""), ("clear_on_close", false), ("notify_on_close", false),
                 })
            json[name] ??= value;
        foreach (var name in (string[])["title", "submit", "close"]) json.TryAdd(name, null);
        return json;
    }

    public static JsonObject Channel(SlackWorkspace workspace, Channel channel) => channel.IsDirect
        ? Object(new { channel.Id, IsIm = true, IsMpim = false, IsChannel = false, IsGroup = false, IsArchived = false, IsPrivate = true, User = channel.MemberIds.First(id => id != workspace.Bot.Id) })
        : Object(new
        {
            channel.Id,
            channel.Name,
            NameNormalized = channel.Name,
            IsChannel = channel.Kind is ChannelKind.Public,
            IsGroup = false,
            IsIm = false,
            IsMpim = false,
            IsPrivate = channel.Kind is ChannelKind.Private,
            channel.IsArchived,
            IsMember = channel.Has(workspace.Bot.Id),
            IsGeneral = false,
            IsShared = false,
            IsExtShared = false,
            IsOrgShared = false,
            IsReadOnly = false,
            IsThreadOnly = false,
            IsNonThreadable = false,
            ContextTeamId = workspace.Id,
            NumMembers = channel.MemberIds.Count,
        });

    public static JsonObject Person(SlackWorkspace workspace, Person person, DateTimeOffset now, bool withEmail, bool withLocale) => Object(new
    {
        person.Id,
        TeamId = workspace.Id,
        person.Name,
        person.RealName,
        Deleted = person.IsDeleted,
        person.IsBot,
        IsAppUser = false,
        IsRestricted = false,
        IsUltraRestricted = false,
        IsStranger = false,
        Tz = person.TimeZone,
        TzLabel = TimeZoneInfo.FindSystemTimeZoneById(person.TimeZone).StandardName,
        TzOffset = (int)TimeZoneInfo.FindSystemTimeZoneById(person.TimeZone).GetUtcOffset(now).TotalSeconds,
        Locale = withLocale ? "en-GB" : null,
        Profile = new { DisplayName = person.RealName.Split(' ')[0], person.RealName, Email = withEmail ? person.Email : null },
    });
}
