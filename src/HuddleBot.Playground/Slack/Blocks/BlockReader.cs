using System.Text.Json;

namespace HuddleBot.Playground.Slack.Blocks;

/// <summary>An interactive element and the block that it stands in.</summary>
internal sealed record PlacedElement(JsonElement Block, JsonElement Element)
{
    public string BlockId => Block.GetProperty("block_id").GetString()!;

    public string ActionId => Element.GetProperty("action_id").GetString()!;

    public string Type => Element.GetProperty("type").GetString()!;

    public bool IsInput => Block.GetProperty("type").GetString() == "input";

    /// <summary>The person may leave it empty. True also for elements outside input blocks.</summary>
    public bool IsOptional => !IsInput || (Block.TryGetProperty("optional", out var optional) && optional.ValueKind is JsonValueKind.True);

    /// <summary>A click or a choice is sent to the bot at once.</summary>
    public bool Dispatches => !IsInput || (Block.TryGetProperty("dispatch_action", out var dispatch) && dispatch.ValueKind is JsonValueKind.True);
}

/// <summary>Finds elements and options in blocks that were checked before.</summary>
internal static class BlockReader
{
    public static IEnumerable<PlacedElement> ElementsOf(JsonElement blocks)
    {
        foreach (var block in blocks.EnumerateArray())
        {
            foreach (var name in (string[])["accessory", "element"])
                if (block.TryGetProperty(name, out var element) && element.TryGetProperty("action_id", out _)) yield return new PlacedElement(block, element);
            if (block.GetProperty("type").GetString() is not ("actions" or "context_actions")) continue;
            foreach (var element in block.GetProperty("elements").EnumerateArray())
                if (element.TryGetProperty("action_id", out _)) yield return new PlacedElement(block, element);
        }
    }

    public static IEnumerable<JsonElement> OptionsOf(JsonElement menu)
    {
        if (menu.TryGetProperty("options", out var options) && options.ValueKind is JsonValueKind.Array)
            foreach (var option in options.EnumerateArray()) yield return option;
        if (!menu.TryGetProperty("option_groups", out var groups) || groups.ValueKind is not JsonValueKind.Array) yield break;
        foreach (var group in groups.EnumerateArray())
            foreach (var option in OptionsOf(group)) yield return option;
    }
}
