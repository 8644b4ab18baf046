using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>A form that comes back to be mended says what is wrong; here it says also in which field.</summary>
internal static class FormCard
{
    /// <summary>Null: the form has no such input, so that there is nothing to mend on it.</summary>
    /// <param name="words">What is wrong, as it stands on the form; our own words.</param>
    public static RenderedCard? Mend(RenderedCard form, string input, string words)
    {
        var card = CardJson.Read(form);
        var elements = CardJson.Elements(card).ToList();
        if (elements.FirstOrDefault(element => (string?)element["id"] == input && IsInput(element)) is not { } wrong) return null;
        foreach (var said in elements.Where(element => element["text"] is JsonValue text && text.TryGetValue<string>(out var line) && line == words))
            said["text"] = Named((string?)wrong["label"], words);
        return form with { Json = card.ToJsonString() };
    }

    private static bool IsInput(JsonObject element) => (string?)element["type"] is { } type && type.StartsWith("Input.", StringComparison.Ordinal);

    private static string Named(string? label, string words) => label switch
    {
        null or "" => words,
        [.., '?' or '.' or ':'] => $"{label} {words}",
        _ => $"{label}: {words}",
    };
}
