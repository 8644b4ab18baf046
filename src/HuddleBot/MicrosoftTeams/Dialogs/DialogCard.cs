using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.MicrosoftTeams.Actions;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Dialogs;

/// <summary>A card as a dialog shows it: dialogs know no <c>Action.Execute</c>, and are closed instead of gone back from.</summary>
internal static class DialogCard
{
    public static InvokeResponse Show(RenderedCard card) => InvokeResponse.Dialog(card.Summary, Of(card));

    public static string Of(RenderedCard card)
    {
        var dialog = CardJson.Read(card);
        dialog.Remove("refresh");
        foreach (var element in CardJson.Elements(dialog).ToList())
        {
            if (element["actions"] is JsonArray actions) element["actions"] = new JsonArray([.. actions.OfType<JsonObject>().Select(Submit).OfType<JsonObject>()]);
        }

        foreach (var body in CardJson.Elements(dialog).Select(element => element["body"] ?? element["items"]).OfType<JsonArray>().ToList())
        {
            foreach (var empty in body.OfType<JsonObject>().Where(IsEmptySet).ToList()) body.Remove(empty);
        }

        return dialog.ToJsonString();
    }

    /// <summary>Null: it has no place in a dialog.</summary>
    private static JsonObject? Submit(JsonObject action)
    {
        if ((string?)action["type"] != "Action.Execute") return (JsonObject)action.DeepClone();
        if ((string?)action["verb"] == Verbs.Refresh) return null;
        if (action["fallback"] is JsonObject fallback) return (JsonObject)fallback.DeepClone();
        var data = action["data"]?.DeepClone() as JsonObject ?? [];
        data["verb"] = (string?)action["verb"];
        return new() { ["type"] = "Action.Submit", ["title"] = (string?)action["title"], ["data"] = data };
    }

    private static bool IsEmptySet(JsonObject element) => (string?)element["type"] == "ActionSet" && element["actions"] is JsonArray { Count: 0 };
}
