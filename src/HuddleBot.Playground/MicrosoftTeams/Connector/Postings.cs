using System.Text.Json.Nodes;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams.Connector;

/// <summary>Creating conversations; sending, updating and deleting activities.</summary>
internal sealed class Postings(TeamsServer teams)
{
    private static readonly string[] CreateFields = ["isGroup", "bot", "members", "tenantId", "activity", "channelData", "topicName"];
    private readonly Conversations conversations = new(teams);

    private TeamsTenant Tenant => teams.Tenant;

    public Answer Create(JsonObject body)
    {
        foreach (var field in body.Select(pair => pair.Key).Except(CreateFields, StringComparer.Ordinal)) teams.Complaints.Add($"create: unknown field: {field}");
        if ((Text(body["tenantId"]) ?? Text(body["channelData"]?["tenant"]?["id"])) is not { } tenant) return Bad("create", "tenantId is missing");
        if (tenant != Tenant.Id) return Bad("create", "the tenant is another");
        var activity = body["activity"] as JsonObject;
        if (body["isGroup"] is not JsonValue isGroup || !isGroup.TryGetValue<bool>(out var group)) return Bad("create", "isGroup is missing");
        if (!group) return CreateChat(body, activity);
        if (Text(body["channelData"]?["channel"]?["id"]) is not { } channel) return Bad("create", "a group chat cannot be created by a bot");
        if (activity is null) return Bad("create", "a new thread needs its first activity");
        var (target, refusal) = conversations.FindForWriting(channel);
        if (target is null) return refusal!;
        if (target.Place.Channel is null || target.RootId is not null) return Bad("create", "channelData.channel.id is not the id of a channel");
        if (ActivityReader.Read(teams, "create", target.Place, activity) is not { } content) return Bad("create", null);
        var root = Add(target, content);
        return Answer.Created(new JsonObject { ["id"] = $"{target.Place.Id};messageid={root}", ["activityId"] = root });
    }

    public Answer Send(string conversation, JsonObject activity) => Post("send", conversation, activity);

    public Answer Reply(string conversation, string activityId, JsonObject activity)
    {
        if (Tenant.FindMessage(conversation.Split(';')[0], activityId) is not { IsDeleted: false }) return NoActivity();
        return Post("reply", conversation, activity);
    }

    public Answer Update(string conversation, string activityId, JsonObject activity)
    {
        var (message, refusal) = Own("update", conversation, activityId);
        if (message is null) return refusal!;
        if (ActivityReader.Read(teams, "update", Tenant.FindPlace(message.Conversation)!, activity) is not { } content) return Bad("update", null);
        Tenant.Replace(content.Fill(message) with { IsEdited = true });
        return Answer.Ok(new JsonObject { ["id"] = activityId });
    }

    public Answer Delete(string conversation, string activityId)
    {
        var (message, refusal) = Own("delete", conversation, activityId);
        if (message is null) return refusal!;
        Tenant.Replace(message with { IsDeleted = true });
        return Answer.Ok();
    }

    private Answer CreateChat(JsonObject body, JsonObject? activity)
    {
        if (body["members"] is not JsonArray { Count: 1 } members || Text(members[0]?["id"]) is not { } mri) return Bad("create", "a chat has exactly one member");
        if (!mri.StartsWith("29:", StringComparison.Ordinal)) return Bad("create", "a member is named by its 29: id");
        if (Tenant.People.Values.FirstOrDefault(someone => someone.Mri == mri) is not { } person) return Bad("create", "there is no such member");
        var chat = Tenant.ChatOf(person);
        var (target, refusal) = activity is null ? conversations.Find(chat.Id) : conversations.FindForWriting(chat.Id);
        if (target is null) return refusal!;
        if (activity is null) return Answer.Created(new JsonObject { ["id"] = chat.Id });
        if (ActivityReader.Read(teams, "create", target.Place, activity) is not { } content) return Bad("create", null);
        Add(target, content);
        return Answer.Created(new JsonObject { ["id"] = chat.Id });
    }

    private Answer Post(string operation, string conversation, JsonObject activity)
    {
        var (target, refusal) = conversations.FindForWriting(conversation);
        if (target is null) return refusal!;
        if (Text(activity["type"]) == "typing") return Answer.Created(new JsonObject { ["id"] = Tenant.Ids.NextMessage() });
        return ActivityReader.Read(teams, operation, target.Place, activity) is { } content ? Answer.Created(new JsonObject { ["id"] = Add(target, content) }) : Bad(operation, null);
    }

    /// <returns>The id of what was posted. Text and card together are two messages, and the id is of the text.</returns>
    private string Add(Target target, ActivityContent content)
    {
        var message = Blank(target);
        if (content is not { Text.Length: > 0, Card: not null })
        {
            Tenant.Add(content.Fill(message));
            return message.Id;
        }

        Tenant.Add((content with { Card = null }).Fill(message));
        Tenant.Add((content with { Text = "" }).Fill(Blank(target with { RootId = message.RootId })));
        return message.Id;
    }

    private Message Blank(Target target)
    {
        var id = Tenant.Ids.NextMessage();
        return new Message
        {
            Conversation = target.Place.Id, Id = id, RootId = target.Place.Chat is null ? target.RootId ?? id : null, AuthorId = Tenant.BotId, IsBot = true, At = Tenant.Now,
        };
    }

    private (Message? Message, Answer? Refusal) Own(string operation, string conversation, string activityId)
    {
        var (target, refusal) = conversations.FindForWriting(conversation);
        if (target is null) return (null, refusal);
        if (Tenant.FindMessage(target.Place.Id, activityId) is not { IsDeleted: false } message || (target.RootId is { } root && message.RootId != root)) return (null, NoActivity());
        if (message.IsBot) return (message, null);
        teams.Complaints.Add($"{operation}: the message is another's");
        return (null, Answer.Fail(StatusCodes.Status403Forbidden, "NotEnoughPermissions", "The bot did not write this message."));
    }

    private static Answer NoActivity() => Answer.Fail(StatusCodes.Status404NotFound, "ActivityNotFoundInConversation", "The activity is not in the conversation.");

    /// <param name="complaint">Null: it has been said.</param>
    private Answer Bad(string operation, string? complaint)
    {
        if (complaint is not null) teams.Complaints.Add($"{operation}: {complaint}");
        return Answer.Fail(StatusCodes.Status400BadRequest, "BadSyntax", complaint ?? "The activity is wrong.");
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
