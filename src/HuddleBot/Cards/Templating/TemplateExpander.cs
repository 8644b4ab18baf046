using System.Text;
using System.Text.Json.Nodes;

namespace HuddleBot.Cards.Templating;

/// <summary>Where an expression looks its names up.</summary>
/// <param name="Data">What names without <c>$</c> are looked up in.</param>
/// <param name="Index">The place in the list that is repeated over; null outside of one.</param>
internal sealed record TemplateScope(JsonNode? Root, JsonNode? Host, object? Data, int? Index);

/// <summary>Fills a template with data. Text from the data is never looked at again.</summary>
internal static class TemplateExpander
{
    /// <exception cref="CardTemplateException">The template cannot be drawn with this data; the message says where and why.</exception>
    public static JsonNode? Expand(TemplateNode template, JsonNode? root, JsonNode? host) => Expand(template, new TemplateScope(root, host, Values.Of(root), null));

    private static JsonNode? Expand(TemplateNode node, TemplateScope scope) => node switch
    {
        TemplateNode.Constant constant => constant.Value?.DeepClone(),
        TemplateNode.Whole whole => Values.ToJson(Usable(whole.Expression, scope, whole.Path)),
        TemplateNode.Text text => JsonValue.Create(TextOf(text, scope)),
        TemplateNode.Items items => ExpandItems(items, scope),
        TemplateNode.Element element => ExpandElement(element, scope),
        _ => throw new InvalidOperationException("no such node"),
    };

    /// <summary>What comes out as a list is laid into the list around it; what is left out leaves no gap.</summary>
    private static JsonArray ExpandItems(TemplateNode.Items items, TemplateScope scope)
    {
        var result = new JsonArray();
        foreach (var item in items.Nodes)
        {
            switch (Expand(item, scope))
            {
                case null: break;
                case JsonArray inner:
                    foreach (var value in inner.ToList())
                    {
                        inner.Remove(value);
                        result.Add(value);
                    }

                    break;
                case var value: result.Add(value); break;
            }
        }

        return result;
    }

    private static JsonNode? ExpandElement(TemplateNode.Element element, TemplateScope scope)
    {
        var scopes = element.Data is null ? [scope] : ScopesOf(DataOf(element.Data, scope), scope);
        var results = new List<JsonNode?>();
        foreach (var inner in scopes)
        {
            if (element.When is not null && Evaluator.Evaluate(element.When, inner) is not true) continue;
            var result = new JsonObject();
            foreach (var (name, value) in element.Properties) result[name] = Expand(value, inner);
            results.Add(result);
        }

        return results switch { [] => null, [var only] => only, _ => new JsonArray([.. results]) };
    }

    private static object? DataOf(TemplateNode data, TemplateScope scope) => data switch
    {
        TemplateNode.Whole whole => Usable(whole.Expression, scope, whole.Path),
        _ => Values.Of(Expand(data, scope)),
    };

    private static IEnumerable<TemplateScope> ScopesOf(object? data, TemplateScope scope) => data is JsonArray items
        ? items.Select((item, i) => scope with { Data = Values.Of(item), Index = i })
        : [scope with { Data = data }];

    private static string TextOf(TemplateNode.Text text, TemplateScope scope)
    {
        var result = new StringBuilder();
        foreach (var part in text.Parts)
        {
            var value = Usable(part, scope, text.Path);
            if (value is not (string or double or bool)) throw new CardTemplateException($"{text.Path}: a value within the text is empty or a list");
            result.Append(ExpressionFunction.TextOf(value));
        }

        return result.ToString();
    }

    private static object? Usable(Expression expression, TemplateScope scope, string path) => Evaluator.Evaluate(expression, scope) switch
    {
        Failed failed => throw new CardTemplateException($"{path}: {failed.Why}"),
        Missing when expression.AsPath() is { } missing => "${" + missing + "}",
        var value => value,
    };
}
