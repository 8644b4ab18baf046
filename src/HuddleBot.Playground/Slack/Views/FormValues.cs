using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack.Blocks;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Views;

/// <summary>What a person types into a form: block id, action id, value in Slack's shape.</summary>
internal static class FormValues
{
    public static JsonElement Merge(JsonElement? before, JsonElement typed)
    {
        var merged = before is { ValueKind: JsonValueKind.Object } old ? JsonObject.Create(old)! : [];
        foreach (var block in typed.EnumerateObject())
        {
            if (merged[block.Name] is not JsonObject values) merged[block.Name] = values = [];
            foreach (var action in block.Value.EnumerateObject()) values[action.Name] = JsonSerializer.SerializeToNode(action.Value);
        }

        return JsonSerializer.SerializeToElement(merged);
    }

    /// <summary>From plain texts by action id (or block id).</summary>
    /// <exception cref="InvalidOperationException">The view has no such input, or the input no such option.</exception>
    public static JsonElement FromTexts(View view, IReadOnlyDictionary<string, string?> texts)
    {
        var values = new JsonObject();
        var inputs = BlockReader.ElementsOf(view.Blocks).Where(placed => InputValue.HasState(placed.Type)).ToList();
        foreach (var (name, text) in texts)
        {
            var placed = inputs.Find(input => input.ActionId == name) ?? inputs.Find(input => input.BlockId == name)
                ?? throw new InvalidOperationException($"the view '{view.CallbackId}' has no input '{name}'; it has {string.Join(", ", inputs.Select(input => input.ActionId))}");
            if (values[placed.BlockId] is not JsonObject block) values[placed.BlockId] = block = [];
            block[placed.ActionId] = InputValue.FromText(placed.Element, text);
        }

        return JsonSerializer.SerializeToElement(values);
    }
}
