using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams.Deliveries;

/// <summary>Activities as Teams sends them (docs: Conversation events; Universal Actions; Task modules; Message extensions). Whoever builds one holds the tenant's gate.</summary>
internal sealed class Activities(TeamsServer teams)
{
    private TeamsTenant Tenant => teams.Tenant;

    /// <summary>Somebody says something.</summary>
    /// <param name="value">Of a Submit.</param>
    public JsonObject Message(Person person, Place place, Message message, string type = "message", JsonNode? value = null, string? eventType = null, string? replyTo = null)
    {
        var activity = Envelope(type, person, place, message.ConversationId);
        activity["id"] = message.Id;
        if (replyTo is not null) activity["replyToId"] = replyTo;
        if (eventType is not null) activity["channelData"]!["eventType"] = eventType;
        if (value is not null) activity["value"] = value;
        if (type == "messageDelete") return activity;
        if (message.Text.Length > 0)
        {
            activity["text"] = message.Text;
            activity["textFormat"] = "plain";
            activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = Html(message) });
        }

        foreach (var mention in message.Mentions)
            activity["entities"]!.AsArray().Add((JsonNode)new JsonObject
            {
                ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = mention.Id, ["name"] = mention.Name }, ["text"] = mention.Text,
            });
        return activity;
    }

    public JsonObject Invoke(string name, Person person, Place place, string conversationId, JsonObject value, string? replyTo)
    {
        var activity = Envelope("invoke", person, place, conversationId);
        activity["id"] = $"f:{Guid.NewGuid()}";
        activity["name"] = name;
        activity["value"] = value;
        if (replyTo is not null) activity["replyToId"] = replyTo;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        return activity;
    }

    /// <summary>Something happened to a team, a channel or their members; also to a chat.</summary>
    /// <param name="channel">Of the channel that is concerned; null: the whole team.</param>
    public JsonObject ConversationUpdate(Person by, Place place, string? eventType, Channel? channel = null)
    {
        var activity = Envelope("conversationUpdate", by, place, place.Id);
        activity["id"] = $"f:{Guid.NewGuid()}";
        var data = activity["channelData"]!.AsObject();
        data.Remove("channel");
        if (channel is not null) data["channel"] = new JsonObject { ["id"] = channel.Id, ["name"] = channel.IsGeneral ? null : channel.Name };
        if (eventType is not null) data["eventType"] = eventType;
        return activity;
    }

    /// <param name="action"><c>add</c> or <c>remove</c>.</param>
    public JsonObject InstallationUpdate(Person by, Place place, string action)
    {
        var activity = Envelope("installationUpdate", by, place, place.Id);
        activity["id"] = $"f:{Guid.NewGuid()}";
        activity["action"] = action;
        var data = activity["channelData"]!.AsObject();
        data.Remove("channel");
        data["source"] = new JsonObject { ["name"] = "message" };
        if (action == "add" && place.Channel is { } channel) data["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = channel.Id } };
        return activity;
    }

    public static JsonObject Account(Person person) => new() { ["id"] = person.Mri, ["aadObjectId"] = person.Id };

    public JsonObject BotAccount() => new() { ["id"] = Tenant.BotId, ["name"] = Tenant.BotName };

    /// <summary>A message as a message action gets it.</summary>
    public JsonObject Payload(Place place, Message message)
    {
        var author = Tenant.FindPerson(message.AuthorId);
        return new JsonObject
        {
            ["id"] = message.Id,
            ["replyToId"] = message.IsReply ? message.RootId : null,
            ["createdDateTime"] = Stamp(message.At),
            ["lastModifiedDateTime"] = null,
            ["deleted"] = false,
            ["subject"] = null,
            ["summary"] = message.Summary,
            ["importance"] = message.Importance ?? "normal",
            ["locale"] = "en-us",
            ["linkToMessage"] = $"https://teams.microsoft.com/l/message/{place.Id}/{message.Id}",
            ["from"] = new JsonObject
            {
                ["device"] = null,
                ["conversation"] = null,
                ["user"] = author is null ? null : new JsonObject { ["userIdentityType"] = "aadUser", ["id"] = author.Id, ["displayName"] = author.RealName },
                ["application"] = author is not null ? null : new JsonObject { ["applicationIdentityType"] = "bot", ["id"] = Tenant.AppId, ["displayName"] = Tenant.BotName },
            },
            ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = message.Card is null ? Html(message) : "<attachment id=\"1\"></attachment>" },
            ["attachments"] = message.Card is not { } card ? new JsonArray() : new JsonArray(new JsonObject
            {
                ["id"] = "1", ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = JsonNode.Parse(card.GetRawText()),
            }),
            ["mentions"] = new JsonArray(),
            ["reactions"] = new JsonArray(),
        };
    }

    private JsonObject Envelope(string type, Person person, Place place, string conversationId)
    {
        var now = teams.Options.TimeProvider.GetUtcNow();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(person.TimeZone);
        var conversation = new JsonObject { ["conversationType"] = place.Chat is null ? "channel" : "personal", ["tenantId"] = Tenant.Id, ["id"] = conversationId };
        var data = new JsonObject();
        if (place.Team is { } team)
        {
            conversation["isGroup"] = true;
            data["channel"] = new JsonObject { ["id"] = place.Id };
            data["team"] = new JsonObject { ["aadGroupId"] = team.AadGroupId, ["tenantId"] = Tenant.Id, ["id"] = team.Id, ["name"] = team.Name };
        }

        data["tenant"] = new JsonObject { ["id"] = Tenant.Id };
        return new JsonObject
        {
            ["type"] = type,
            ["timestamp"] = Stamp(now),
            ["localTimestamp"] = TimeZoneInfo.ConvertTime(now, zone).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture),
            ["localTimezone"] = person.TimeZone,
            ["channelId"] = "msteams",
            ["serviceUrl"] = teams.ServiceUrl,
            ["from"] = new JsonObject { ["id"] = person.Mri, ["name"] = person.RealName, ["aadObjectId"] = person.Id },
            ["conversation"] = conversation,
            ["recipient"] = BotAccount(),
            ["entities"] = new JsonArray(new JsonObject
            {
                ["locale"] = person.Locale, ["country"] = person.Locale[^2..], ["platform"] = "Web", ["timezone"] = person.TimeZone, ["type"] = "clientInfo",
            }),
            ["channelData"] = data,
            ["locale"] = person.Locale,
        };
    }

    private static string Html(Message message)
    {
        var text = System.Net.WebUtility.HtmlEncode(message.Text);
        for (var index = 0; index < message.Mentions.Count; index++)
        {
            var mention = message.Mentions[index];
            text = text.Replace(
                System.Net.WebUtility.HtmlEncode(mention.Text),
                $"<span itemtype=\"http://schema.skype.com/Mention\" itemscope=\"\" itemid=\"{index}\">{System.Net.WebUtility.HtmlEncode(mention.Name)}</span>", StringComparison.Ordinal);
        }

        return $"<p>{text}</p>";
    }

    private static string Stamp(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
