using System.Text.Json.Nodes;

namespace HuddleBot.Cards.Teams;

/// <summary>Makes a form that stands alone one that opens inside a card.</summary>
internal static class TeamsEmbedding
{
    private static readonly string[] OfTheWholeCard = ["$schema", "version", "lang", "fallbackText", "msteams"];

    /// <summary>What the card around it says for both is left out.</summary>
    public static JsonNode Embed(JsonNode form)
    {
        foreach (var name in OfTheWholeCard) form.AsObject().Remove(name);
        return form;
    }
}
