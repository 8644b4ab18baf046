using System.Text.Json;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams.Cards;

/// <summary><c>msteams.entities</c> of a card: each mention's text stands in the card, and somebody is mentioned by MRI, Entra object id or user principal name.</summary>
internal static class CardMentions
{
    public static IEnumerable<string> Problems(TeamsTenant tenant, JsonElement card)
    {
        if (card.ValueKind is not JsonValueKind.Object || !card.TryGetProperty("msteams", out var teams) || teams.ValueKind is not JsonValueKind.Object) yield break;
        if (!teams.TryGetProperty("entities", out var entities) || entities.ValueKind is not JsonValueKind.Array) yield break;
        var words = Message.TextsOf(card);
        foreach (var entity in entities.EnumerateArray())
        {
            if (Text(entity, "type") != "mention" || !entity.TryGetProperty("mentioned", out var mentioned)) yield return "an entity of the card is no mention";
            else if (Text(entity, "text") is not { } text || !words.Contains(text, StringComparison.Ordinal)) yield return "a mention whose text is not in the card";
            else if (Text(mentioned, "id") is not { } id || (tenant.FindPerson(id) is null && !tenant.People.Values.Any(person => person.Email == id))) yield return "a mention of nobody in the card";
        }
    }

    private static string? Text(JsonElement value, string name) =>
        value.ValueKind is JsonValueKind.Object && value.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString() : null;
}
