using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Blocks;

/// <summary>Slack gives every block and every interactive element an id that has none.</summary>
internal static class BlockIds
{
    private static readonly HashSet<string> WithoutAction = new(StringComparer.Ordinal) { "image", "plain_text", "mrkdwn" };

    public static JsonElement Fill(JsonElement blocks)
    {
        var array = JsonArray.Create(blocks)!;
        foreach (var block in array.OfType<JsonObject>())
        {
            block["block_id"] ??= IdSource.Secret(3);
            FillAction(block["accessory"]);
            FillAction(block["element"]);
            if (block["type"]!.GetValue<string>() is not ("actions" or "context_actions")) continue;
            foreach (var element in block["elements"]!.AsArray()) FillAction(element);
        }

        return JsonSerializer.SerializeToElement(array);
    }

    public static JsonElement FillView(JsonElement view)
    {
        var filled = JsonObject.Create(view)!;
        filled["blocks"] = JsonArray.Create(Fill(view.GetProperty("blocks")));
        return JsonSerializer.SerializeToElement(filled);
    }

    private static void FillAction(JsonNode? element)
    {
        if (element is JsonObject item && !WithoutAction.Contains(item["type"]!.GetValue<string>())) item["action_id"] ??= IdSource.Secret(3);
    }
}
