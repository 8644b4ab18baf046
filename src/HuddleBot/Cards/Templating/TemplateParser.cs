using System.Text.Json;
using System.Text.Json.Nodes;

namespace HuddleBot.Cards.Templating;

/// <summary>Reads a template once; what is outside the subset is found here and not while drawing.</summary>
internal sealed class TemplateParser(string file, List<TemplateProblem> problems)
{
    private static readonly string[] Reserved = ["$root", "$index", "$host", "$_acTemplateVersion"];

    /// <summary>The template; null when there are problems, which are added to the list.</summary>
    public TemplateNode? Parse(string json)
    {
        var before = problems.Count;
        try
        {
            var document = JsonNode.Parse(json, null, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var node = Read(document, "$");
            return problems.Count == before ? node : null;
        }
        catch (JsonException e)
        {
            problems.Add(new(file, e.Path ?? "$", $"this is no JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}): {e.Message}"));
            return null;
        }
    }

    private TemplateNode Read(JsonNode? node, string path) => node switch
    {
        JsonObject element => ReadElement(element, path),
        JsonArray items => new TemplateNode.Items(path, [.. items.Select((item, i) => Read(item, $"{path}[{i}]"))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => ReadString(value.GetValue<string>(), path),
        _ => new TemplateNode.Constant(path, node?.DeepClone()),
    };

    private TemplateNode.Element ReadElement(JsonObject element, string path)
    {
        TemplateNode? data = null;
        Expression? when = null;
        var properties = new List<KeyValuePair<string, TemplateNode>>();
        foreach (var (name, value) in element)
        {
            var place = $"{path}.{name}";
            if (name == "$data") data = ReadData(value, place);
            else if (name == "$when") when = ReadCondition(value, place);
            else if (Reserved.Contains(name)) problems.Add(new(file, place, $"'{name}' cannot be set"));
            else if (name.Contains("${", StringComparison.Ordinal)) problems.Add(new(file, place, "a property's name cannot hold an expression"));
            else properties.Add(new(name, Read(value, place)));
        }

        return new(path, data, when, properties);
    }

    /// <summary>One expression, or plain data.</summary>
    private TemplateNode? ReadData(JsonNode? value, string path)
    {
        if (value is JsonObject or JsonArray && !value.ToJsonString().Contains("${", StringComparison.Ordinal)) return new TemplateNode.Constant(path, value.DeepClone());
        if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String && ReadString(text.GetValue<string>(), path) is TemplateNode.Whole whole) return whole;
        problems.Add(new(file, path, "$data needs one expression, such as \"${buttons}\", or data without expressions"));
        return null;
    }

    private Expression? ReadCondition(JsonNode? value, string path)
    {
        if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String && ReadString(text.GetValue<string>(), path) is TemplateNode.Whole whole) return whole.Expression;
        problems.Add(new(file, path, "$when needs one expression, such as \"${exists(words)}\""));
        return null;
    }

    private TemplateNode ReadString(string text, string path)
    {
        try
        {
            return ReadParts(text) switch
            {
                [] => new TemplateNode.Constant(path, JsonValue.Create(text)),
                [var only] => new TemplateNode.Whole(path, only),
                var parts => new TemplateNode.Text(path, parts),
            };
        }
        catch (FormatException e)
        {
            problems.Add(new(file, path, e.Message));
            return new TemplateNode.Constant(path, null);
        }
    }

    private static List<Expression> ReadParts(string text)
    {
        var parts = new List<Expression>();
        if (!text.Contains("${", StringComparison.Ordinal)) return parts;
        if (text.AsSpan().ContainsAny('\\', '`')) throw new FormatException("a backslash or a backtick cannot stand beside an expression");
        for (var at = 0; at < text.Length;)
        {
            var next = text.IndexOf("${", at, StringComparison.Ordinal);
            if (next != at) parts.Add(new Expression.Constant(next < 0 ? text[at..] : text[at..next]));
            if (next < 0) break;
            var (expression, end) = ExpressionParser.Parse(text, next + 2);
            parts.Add(expression is Expression.Constant ? throw new FormatException("an expression that is only a value: write the value itself") : expression);
            at = end + 1;
        }

        return parts;
    }
}
