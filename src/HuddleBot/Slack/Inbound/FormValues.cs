using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Slack.Inbound;

/// <summary>What a person entered, by the inputs' action ids; the blocks' ids are only needed to answer under a field.</summary>
/// <param name="Blocks">The block of each input, in the order of the form.</param>
public sealed record FormValues(IReadOnlyDictionary<string, string> Values, IReadOnlyList<FormInput> Blocks)
{
    /// <summary>Null for what was left empty.</summary>
    public string? Text(string input) => Values.GetValueOrDefault(input) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public LocalDate? Date(string input) => Text(input) is { } text && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } ? date : null;

    public T? Choice<T>(string input) where T : struct, Enum => Enum.TryParse<T>(Text(input), ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

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
        return new(values, [.. entered.OrderBy(input => order.IndexOf(input.BlockId) is var place && place < 0 ? int.MaxValue : place)]);
    }

    private static string? ValueOf(JsonElement input) =>
        input.Text("value") ?? input.At("selected_option").Text("value") ?? input.Text("selected_user") ?? input.Text("selected_date");
}

public sealed record FormInput(string BlockId, string ActionId);
