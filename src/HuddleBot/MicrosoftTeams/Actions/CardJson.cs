using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>Walks through an Adaptive Card of ours.</summary>
internal static class CardJson
{
    public static JsonObject Read(RenderedCard card) => JsonNode.Parse(card.Json) as JsonObject ?? throw new InvalidDataException("an Adaptive Card is no object");

    /// <summary>Every object of the card, itself first.</summary>
    public static IEnumerable<JsonObject> Elements(JsonNode? node)
    {
        if (node is JsonObject self) yield return self;
        var children = node switch
        {
            JsonObject element => element.Select(property => property.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var below in children.SelectMany(Elements)) yield return below;
    }
}
