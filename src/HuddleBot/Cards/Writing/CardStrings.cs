using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HuddleBot.Cards.Templating;

namespace HuddleBot.Cards.Writing;

/// <summary>Every visible word, from <c>cards/strings/en.json</c>: texts in groups, with placeholders in braces.</summary>
internal sealed partial class CardStrings
{
    private readonly Dictionary<string, string> texts;

    private CardStrings(JsonObject tree, Dictionary<string, string> texts) => (Tree, this.texts) = (tree, texts);

    /// <summary>What templates see as <c>$host</c>.</summary>
    public JsonObject Tree { get; }

    public IReadOnlyCollection<string> Keys => texts.Keys;

    /// <summary>Null when there are problems, which are added to the list.</summary>
    public static CardStrings? Read(string file, string json, List<TemplateProblem> problems)
    {
        try
        {
            if (JsonNode.Parse(json, null, new JsonDocumentOptions { AllowDuplicateProperties = false }) is JsonObject tree)
            {
                var found = new Dictionary<string, string>(StringComparer.Ordinal);
                var before = problems.Count;
                Flatten(file, "", tree, found, problems);
                return problems.Count == before ? new(tree, found) : null;
            }

            problems.Add(new(file, "$", "expected an object with groups of texts"));
        }
        catch (JsonException e)
        {
            problems.Add(new(file, e.Path ?? "$", $"this is no JSON (line {e.LineNumber + 1}): {e.Message}"));
        }

        return null;
    }

    /// <summary>The names in braces, in order of appearance.</summary>
    public static IEnumerable<string> PlaceholdersIn(string text) => Placeholder().Matches(text).Select(match => match.Groups[1].Value);

    public bool Has(string key) => texts.ContainsKey(key);

    public string this[string key] => texts[key];

    /// <summary>The phrase with its values, which are not looked at again.</summary>
    public string Say(Phrase phrase, params ReadOnlySpan<string> values)
    {
        var filled = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < phrase.Placeholders.Length; i++) filled[phrase.Placeholders[i]] = values[i];
        return Placeholder().Replace(texts[phrase.Key], match => filled[match.Groups[1].Value]);
    }

    private static void Flatten(string file, string prefix, JsonObject group, Dictionary<string, string> found, List<TemplateProblem> problems)
    {
        foreach (var (name, value) in group)
        {
            var key = prefix + name;
            if (value is JsonObject inner) Flatten(file, key + ".", inner, found, problems);
            else if (value is JsonValue && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length > 0) found[key] = value.GetValue<string>();
            else problems.Add(new(file, "$." + key, "expected a text that is not empty"));
        }
    }

    [GeneratedRegex(@"\{([A-Za-z]+)\}", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();
}
