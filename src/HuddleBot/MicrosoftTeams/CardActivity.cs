using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.MicrosoftTeams.Connector;
using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams;

/// <summary>A card as a message. Never text with it: Microsoft Teams makes two messages of that and gives no id to change them by.</summary>
public static class CardActivity
{
    /// <summary>"Format your bot messages": about 100 KB for the whole activity, counted as UTF-16.</summary>
    public const int MostBytes = 100 * 1024;

    /// <summary>"Universal Actions for Adaptive Cards": views of their own for so many people.</summary>
    private const int MostViews = 60;

    /// <param name="people">Who may be named as an owner.</param>
    /// <param name="mriOf">From Entra object ids to <c>29:…</c>; null for somebody who is not known.</param>
    public static Activity Of(RenderedCard card, IReadOnlyCollection<ChannelAccount> people, Func<string, string?> mriOf)
    {
        var content = JsonNode.Parse(card.Json) as JsonObject ?? throw new InvalidDataException("an Adaptive Card is an object");
        PeopleChoices.Fill(content, people);
        if (content["refresh"] is JsonObject refresh && refresh["userIds"] is JsonArray)
        {
            JsonArray known = [.. ViewersOf(card.Json).Select(mriOf).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostViews).Select(mri => (JsonNode)mri)];
            if (known.Count > 0) refresh["userIds"] = known;
            else content.Remove("refresh");
        }

        return new() { Type = ActivityTypes.Message, Summary = card.OurWords, Attachments = [new(Attachment.AdaptiveCard, JsonSerializer.SerializeToElement(content))] };
    }

    /// <summary>The Entra object ids of those for whom the card is drawn anew.</summary>
    public static IReadOnlyList<string> ViewersOf(string cardJson)
    {
        using var card = JsonDocument.Parse(cardJson);
        return card.RootElement.TryGetProperty("refresh", out var refresh) && refresh.ValueKind == JsonValueKind.Object
            && refresh.TryGetProperty("userIds", out var users) && users.ValueKind == JsonValueKind.Array
                ? [.. users.EnumerateArray().Where(user => user.ValueKind == JsonValueKind.String).Select(user => user.GetString()!)]
                : [];
    }

    /// <summary>As Microsoft Teams counts it, for our own measure before sending.</summary>
    public static int SizeOf(Activity activity) => JsonSerializer.Serialize(activity, ConnectorJson.Options).Length * sizeof(char);
}
