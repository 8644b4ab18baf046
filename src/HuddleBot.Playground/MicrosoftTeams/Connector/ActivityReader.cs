using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.MicrosoftTeams.Cards;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams.Connector;

/// <summary>What an activity of the bot says.</summary>
internal sealed record ActivityContent(string Text, JsonElement? Card, string? Summary, IReadOnlyList<Mention> Mentions, string? Importance, bool Alerts)
{
    public Message Fill(Message message) => message with { Text = Text, Card = Card, Summary = Summary, Mentions = Mentions, Importance = Importance, Alerts = Alerts };
}

/// <summary>Reads an activity of the bot. What Teams would refuse is refused; what it would show wrongly is complained about.</summary>
internal static class ActivityReader
{
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";

    private static readonly string[] Known =
    [
        "type", "id", "timestamp", "channelId", "serviceUrl", "from", "recipient", "conversation", "replyToId", "text", "textFormat", "attachments", "attachmentLayout", "entities", "summary",
        "importance", "locale", "inputHint", "channelData", "speak", "suggestedActions",
    ];

    /// <returns>Null: it cannot be posted; the complaint is recorded.</returns>
    public static ActivityContent? Read(TeamsServer teams, string operation, Place place, JsonObject activity)
    {
        foreach (var field in activity.Select(pair => pair.Key).Except(Known, StringComparer.Ordinal)) Complain($"unknown field of an activity: {field}");
        if (Text(activity["type"]) != "message") return Refuse($"the activity's type is '{activity["type"]}'");
        var text = Text(activity["text"]) ?? "";
        var attachments = activity["attachments"] as JsonArray ?? [];
        if (activity["attachments"] is not (null or JsonArray)) return Refuse("attachments is no array");
        if (text.Length == 0 && attachments.Count == 0) return Refuse("the activity has neither text nor attachments");
        if (attachments.Count > 1) Complain("several attachments in one message");
        JsonElement? card = null;
        foreach (var attachment in attachments)
        {
            if (Text(attachment?["contentType"]) != AdaptiveCard) return Refuse($"an attachment of the type '{attachment?["contentType"]}'");
            if (attachment?["content"] is not JsonObject content) return Refuse("a card without content");
            card ??= JsonSerializer.SerializeToElement(content);
        }

        if (card is { } shown)
        {
            foreach (var problem in CardCheck.Problems(shown)) Complain(problem);
            foreach (var problem in CardMentions.Problems(teams.Tenant, shown)) Complain(problem);
            if (text.Length > 0) Complain("text and card together become two messages");
            if (Text(activity["summary"]) is null) Complain("a card without summary: the notification says nothing");
        }

        if (activity["suggestedActions"] is not null && place.Chat is null) Complain("suggested actions are for personal chats");
        return new ActivityContent(text, card, Text(activity["summary"]), Mentions(), Text(activity["importance"]), activity["channelData"]?["notification"]?["alert"]?.GetValueKind() is JsonValueKind.True);

        List<Mention> Mentions()
        {
            var mentions = new List<Mention>();
            foreach (var entity in (activity["entities"] as JsonArray ?? []).Where(entity => Text(entity?["type"]) == "mention"))
            {
                var mention = new Mention(Text(entity!["mentioned"]?["id"]) ?? "", Text(entity["mentioned"]?["name"]) ?? "", Text(entity["text"]) ?? "");
                if (mention.Text.Length == 0 || !text.Contains(mention.Text, StringComparison.Ordinal)) Complain("a mention whose text is not in the message");
                if (teams.Tenant.FindPerson(mention.Id) is null && mention.Id != teams.Tenant.BotId) Complain("a mention of nobody");
                mentions.Add(mention);
            }

            if (text.Contains("<at>", StringComparison.Ordinal) && mentions.Count == 0) Complain("<at> without a mention entity");
            return mentions;
        }

        void Complain(string what) => teams.Complaints.Add($"{operation}: {what}");

        ActivityContent? Refuse(string what)
        {
            Complain(what);
            return null;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
