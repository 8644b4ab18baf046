using System.Text.Json;
using HuddleBot.Core.Cards;
using HuddleBot.Hosting;

namespace HuddleBot.Slack.Inbound;

/// <summary>What a person entered; the blocks' ids are only needed to answer under a field.</summary>
/// <param name="Blocks">The block of each input, in the order of the form.</param>
public sealed record FormValues(FormAnswer Answer, IReadOnlyList<FormInput> Blocks)
{
    /// <summary>The block in which an input stands; the form's first where that input is not on it; null for a form without inputs.</summary>
    public string? BlockOf(string input) => (Blocks.FirstOrDefault(block => block.ActionId == input) ?? (Blocks.Count > 0 ? Blocks[0] : null))?.BlockId;

    internal static FormValues Read(JsonElement view)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var entered = new List<FormInput>();
        foreach (var block in view.At("state").At("values").Members())
        {
            foreach (var input in ((JsonElement?)block.Value).Members())
            {
                entered.Add(new(block.Name, input.Name));
                if (ValueOf(input.Value) is { } value) values[input.Name] = value;
            }
        }

        // The state is an object, whose order means nothing; the blocks of the view have an order.
        var order = view.Items("blocks").Select(block => block.Text("block_id")).ToList();
        return new(new(values), [.. entered.OrderBy(input => order.IndexOf(input.BlockId) is var place && place < 0 ? int.MaxValue : place)]);
    }

    private static string? ValueOf(JsonElement input) =>
        input.Text("value") ?? input.At("selected_option").Text("value") ?? input.Text("selected_user") ?? input.Text("selected_date");
}

public sealed record FormInput(string BlockId, string ActionId);
