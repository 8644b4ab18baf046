using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams.Cards;

/// <summary>What a client does before it sends: takes what was typed or stood there, checks it, and merges it into the action's data by id (as the official renderer does).</summary>
internal static class CardInputs
{
    /// <param name="typed">By input id; what is not given stays as the card has it; null clears. Somebody in a people picker may be given by name.</param>
    /// <returns>The data, or what the client says below the inputs.</returns>
    /// <exception cref="InvalidOperationException">There is no such input, or it does not offer that.</exception>
    public static (JsonObject Data, IReadOnlyDictionary<string, string>? Errors) Merge(TeamsTenant tenant, PlacedAction action, IReadOnlyDictionary<string, string?>? typed)
    {
        var data = action.Data is { } given ? JsonNode.Parse(given.GetRawText())!.AsObject() : [];
        if (CardReader.Text(action.Action, "associatedInputs") == "none") return typed is { Count: > 0 } ? throw new InvalidOperationException("this button takes no inputs") : (data, null);
        var ids = action.Inputs.Select(input => CardReader.Text(input, "id")).ToHashSet(StringComparer.Ordinal);
        if (typed?.Keys.FirstOrDefault(id => !ids.Contains(id)) is { } stranger) throw new InvalidOperationException($"there is no input '{stranger}'");
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in action.Inputs)
        {
            if (CardReader.Text(input, "id") is not { } id) continue;
            var value = typed?.TryGetValue(id, out var text) is true ? Typed(tenant, input, text) : Initial(input);
            if (Problem(input, value) is { } problem) errors[id] = problem;
            if (!string.IsNullOrEmpty(value)) data[id] = value;
        }

        return (data, errors.Count > 0 ? errors : null);
    }

    private static string? Initial(JsonElement input)
    {
        var value = input.TryGetProperty("value", out var given) ? given.ValueKind is JsonValueKind.String ? given.GetString() : given.GetRawText() : null;
        return IsToggle(input) ? value == On(input) ? On(input) : Off(input) : value;
    }

    private static string? Typed(TeamsTenant tenant, JsonElement input, string? text)
    {
        if (IsToggle(input)) return text is null || text == Off(input) ? Off(input) : text == On(input) ? text : throw new InvalidOperationException($"the toggle takes {On(input)} or {Off(input)}");
        if (CardReader.Text(input, "type") != "Input.ChoiceSet" || string.IsNullOrEmpty(text)) return text;
        var isMulti = input.TryGetProperty("isMultiSelect", out var multi) && multi.ValueKind is JsonValueKind.True;
        return string.Join(',', (isMulti ? text.Split(',') : [text]).Select(choice => Choice(tenant, input, choice)));
    }

    private static string Choice(TeamsTenant tenant, JsonElement input, string choice)
    {
        var offered = input.TryGetProperty("choices", out var choices) ? choices.EnumerateArray().Select(item => CardReader.Text(item, "value")).ToList() : [];
        if (offered.Contains(choice, StringComparer.Ordinal)) return choice;

        // Tests name people; the list has their ids.
        if (tenant.FindPerson(choice) is { } person && offered.Contains(person.Id, StringComparer.Ordinal)) return person.Id;
        if (input.TryGetProperty("choices.data", out var data) && CardReader.Text(data, "dataset")?.StartsWith("graph.microsoft.com/users", StringComparison.Ordinal) is true)
            return tenant.PersonNamed(choice).Id;
        throw new InvalidOperationException($"there is no choice '{choice}' in {CardReader.Text(input, "id")}");
    }

    private static string? Problem(JsonElement input, string? value)
    {
        var isRequired = input.TryGetProperty("isRequired", out var required) && required.ValueKind is JsonValueKind.True;
        var isFine = string.IsNullOrEmpty(value) ? !isRequired : CardReader.Text(input, "type") switch
        {
            "Input.Text" => FitsText(input, value),
            "Input.Number" => Number(value) is { } number && Fits(input, "min", min => number >= min) && Fits(input, "max", max => number <= max),
            "Input.Date" => DateOnly.TryParseExact(value, "yyyy-MM-dd", out _) && IsWithin(input, value),
            "Input.Time" => TimeOnly.TryParseExact(value, "HH:mm", out _) && IsWithin(input, value),
            "Input.Toggle" => !isRequired || value == On(input),
            _ => true,
        };
        return isFine ? null : CardReader.Text(input, "errorMessage") ?? "";
    }

    private static bool FitsText(JsonElement input, string value) =>
        !(input.TryGetProperty("maxLength", out var most) && value.Length > most.GetInt32())
        && (CardReader.Text(input, "regex") is not { } pattern || Regex.IsMatch(value, pattern, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)));

    private static bool IsWithin(JsonElement input, string value) =>
        !(CardReader.Text(input, "min") is { } min && string.CompareOrdinal(value, min) < 0) && !(CardReader.Text(input, "max") is { } max && string.CompareOrdinal(value, max) > 0);

    private static bool Fits(JsonElement input, string name, Func<double, bool> holds) => !input.TryGetProperty(name, out var bound) || holds(bound.GetDouble());

    private static double? Number(string value) => double.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsToggle(JsonElement input) => CardReader.Text(input, "type") == "Input.Toggle";

    private static string On(JsonElement input) => CardReader.Text(input, "valueOn") ?? "true";

    private static string Off(JsonElement input) => CardReader.Text(input, "valueOff") ?? "false";
}
