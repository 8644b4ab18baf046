namespace HuddleBot.Cards.Templating;

/// <summary>An expression, parsed: the closed set.</summary>
internal abstract record Expression
{
    private Expression() { }

    /// <param name="Value">A string, a double, a boolean or null.</param>
    public sealed record Constant(object? Value) : Expression;

    /// <summary>A name in the scope, or one of <c>$root</c>, <c>$data</c>, <c>$index</c>, <c>$host</c>.</summary>
    public sealed record Name(string Value) : Expression;

    /// <summary><c>Of.Property</c>, or <c>Of['Property']</c>.</summary>
    public sealed record Member(Expression Of, string Property) : Expression;

    /// <summary><c>Of[Index]</c>.</summary>
    public sealed record Item(Expression Of, Expression Index) : Expression;

    /// <summary>A function, or an operator, which is a function with another spelling.</summary>
    public sealed record Call(ExpressionFunction Function, IReadOnlyList<Expression> Arguments) : Expression;

    /// <summary>How the official engine spells a path whose value is missing.</summary>
    public string? AsPath() => this switch
    {
        Name name => name.Value,
        Member { Of: var of, Property: var property } when of.AsPath() is { } path => $"{path}.{property}",
        Item { Of: var of, Index: Constant { Value: double index } } when of.AsPath() is { } path => $"{path}[{Values.TextOf(index)}]",
        _ => null,
    };
}
