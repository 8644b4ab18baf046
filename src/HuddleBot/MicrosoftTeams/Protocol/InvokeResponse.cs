using System.Text.Json.Nodes;

namespace HuddleBot.MicrosoftTeams.Protocol;

/// <summary>The answer to an invoke: the HTTP status, and the HTTP body itself (no envelope). Null: an empty body.</summary>
public sealed record InvokeResponse(int Status, JsonNode? Body)
{
    /// <summary>Nobody handles this invoke.</summary>
    public static InvokeResponse NotImplemented { get; } = new(StatusCodes.Status501NotImplemented, null);

    public static InvokeResponse Empty { get; } = new(StatusCodes.Status200OK, null);

    /// <summary>For <c>adaptiveCard/action</c>: this card stands in place of the old one, for the person who acted.</summary>
    public static InvokeResponse Card(JsonNode? card) => OfAction(200, Attachment.AdaptiveCard, card);

    /// <summary>For <c>adaptiveCard/action</c>: a short line for the person who acted; the card stays.</summary>
    public static InvokeResponse Message(string words) => OfAction(200, "application/vnd.microsoft.activity.message", words);

    /// <summary>For <c>adaptiveCard/action</c>: a fault of ours. Clients hide its text.</summary>
    public static InvokeResponse Fault(string code, string words) =>
        OfAction(500, "application/vnd.microsoft.error", new JsonObject { ["code"] = code, ["message"] = words });

    /// <summary>For <c>task/…</c> and <c>composeExtension/…</c>: shows a dialog with a card.</summary>
    public static InvokeResponse Dialog(string title, string cardJson) => new(200, new JsonObject
    {
        ["task"] = new JsonObject
        {
            ["type"] = "continue",
            ["value"] = new JsonObject
            {
                ["title"] = title,
                ["height"] = "medium",
                ["width"] = "medium",
                ["card"] = new JsonObject { ["contentType"] = Attachment.AdaptiveCard, ["content"] = JsonNode.Parse(cardJson) },
            },
        },
    });

    /// <summary>For <c>task/…</c> and <c>composeExtension/…</c>: the dialog says one thing and can only be closed.</summary>
    public static InvokeResponse DialogMessage(string words) => new(200, new JsonObject { ["task"] = new JsonObject { ["type"] = "message", ["value"] = words } });

    /// <summary>Every answer to a card's action is HTTP 200, a refusal too; the code rides inside (universal action model).</summary>
    private static InvokeResponse OfAction(int statusCode, string type, JsonNode? value) =>
        new(200, new JsonObject { ["statusCode"] = statusCode, ["type"] = type, ["value"] = value });
}
