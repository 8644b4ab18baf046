using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using NodaTime.Text;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>A form that comes back to be mended: what was entered stands in it again, and its first line says what is wrong, and where.</summary>
internal static class FormCard
{
    /// <summary>Somebody who wrote too much shortens what they see; more than this fits on no card.</summary>
    private const int MostKept = 2 * IssueLimits.Text;

    /// <summary>Null: the form has no such input, so that there is nothing to mend on it.</summary>
    /// <param name="words">What is wrong; our own words.</param>
    public static RenderedCard? Mend(RenderedCard form, FormAnswer answer, string input, string words)
    {
        var card = CardJson.Read(form);
        var inputs = CardJson.Elements(card).Where(element => (string?)element["type"] is { } type && type.StartsWith("Input.", StringComparison.Ordinal)).ToList();
        if (inputs.FirstOrDefault(element => (string?)element["id"] == input) is not { } wrong || card["body"] is not JsonArray body) return null;
        foreach (var element in inputs) Keep(element, answer);
        body.Insert(0, new JsonObject
        {
            ["type"] = "TextBlock", ["text"] = Named((string?)wrong["label"], words), ["color"] = "attention", ["weight"] = "bolder", ["wrap"] = true,
        });
        return new(card.ToJsonString(), words);
    }

    private static string Named(string? label, string words) => label switch
    {
        null or "" => words,
        [.., '?' or '.' or ':'] => $"{label} {words}",
        _ => $"{label}: {words}",
    };

    private static void Keep(JsonObject element, FormAnswer answer)
    {
        if ((string?)element["id"] is not { } id || !answer.Values.TryGetValue(id, out var entered)) return;
        if (entered.Length == 0) element.Remove("value");
        else if (IsPossible(element, entered)) element["value"] = Shortened(entered);
    }

    /// <summary>What an input cannot show stays out of it.</summary>
    private static bool IsPossible(JsonObject element, string entered) => (string?)element["type"] switch
    {
        "Input.Date" => LocalDatePattern.Iso.Parse(entered).Success,
        "Input.ChoiceSet" => element["choices.data"] is not null
            ? entered.Split(',').All(one => one.Trim() is var id && (Guid.TryParse(id, out _) || id == "me"))
            : element["choices"] is JsonArray choices && choices.OfType<JsonObject>().Any(choice => (string?)choice["value"] == entered),
        _ => true,
    };

    private static string Shortened(string text) => text.Length <= MostKept ? text : text[..(char.IsHighSurrogate(text[MostKept - 1]) ? MostKept - 1 : MostKept)];
}
