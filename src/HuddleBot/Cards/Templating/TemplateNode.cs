using System.Text.Json.Nodes;

namespace HuddleBot.Cards.Templating;

/// <summary>A template, parsed: the closed set of what can stand in it.</summary>
internal abstract record TemplateNode(string Path)
{
    /// <summary>Stays as it is.</summary>
    public sealed record Constant(string Path, JsonNode? Value) : TemplateNode(Path);

    /// <summary>A string that is exactly one expression: takes the expression's value, whatever its type.</summary>
    public sealed record Whole(string Path, Expression Expression) : TemplateNode(Path);

    /// <summary>A string with expressions in it; the parts are texts and expressions in turn.</summary>
    public sealed record Text(string Path, IReadOnlyList<Expression> Parts) : TemplateNode(Path);

    public sealed record Items(string Path, IReadOnlyList<TemplateNode> Nodes) : TemplateNode(Path);

    /// <param name="Data"><c>$data</c>: the scope of the element, or what it is repeated over.</param>
    /// <param name="When"><c>$when</c>: the element is left out unless this is true.</param>
    public sealed record Element(string Path, TemplateNode? Data, Expression? When, IReadOnlyList<KeyValuePair<string, TemplateNode>> Properties) : TemplateNode(Path);
}
