using System.Text.Json.Nodes;

namespace HuddleBot.Cards.Templating;

/// <summary>The value of an expression in a scope; see <see cref="Values"/> for what it can be.</summary>
internal static class Evaluator
{
    public static object? Evaluate(Expression expression, TemplateScope scope) => expression switch
    {
        Expression.Constant constant => constant.Value,
        Expression.Name { Value: "$root" } => Values.Of(scope.Root),
        Expression.Name { Value: "$host" } => Values.Of(scope.Host),
        Expression.Name { Value: "$data" } => scope.Data,
        Expression.Name { Value: "$index" } => scope.Index is { } index ? (double)index : Missing.Value,
        Expression.Name name => MemberOf(scope.Data, name.Value),
        Expression.Member member => MemberOf(Evaluate(member.Of, scope), member.Property),
        Expression.Item item => ItemOf(Evaluate(item.Of, scope), Evaluate(item.Index, scope)),
        Expression.Call call => Apply(call, scope),
        _ => throw new InvalidOperationException("no such expression"),
    };

    private static object? MemberOf(object? of, string name) =>
        of is Failed ? of : of is JsonObject values && values.TryGetPropertyValue(name, out var value) ? Values.Of(value) : Missing.Value;

    private static object? ItemOf(object? of, object? index) => (of, index) switch
    {
        (Failed, _) => of,
        (_, Failed) => index,
        (JsonArray items, double i) when i == Math.Floor(i) && i >= 0 && i < items.Count => Values.Of(items[(int)i]),
        (JsonArray items, double i) => new Failed($"{Values.TextOf(i)} is no place in a list of {items.Count}"),
        (JsonObject, string name) => MemberOf(of, name),
        _ => new Failed("[…] needs a list and a number"),
    };

    private static object? Apply(Expression.Call call, TemplateScope scope)
    {
        // Only the branch that is taken may fail.
        if (call.Function == ExpressionFunction.Named["if"])
            return Evaluate(Values.IsTrue(Evaluate(call.Arguments[0], scope)) ? call.Arguments[1] : call.Arguments[2], scope);
        var values = call.Arguments.Select(argument => Evaluate(argument, scope)).ToArray();
        return !call.Function.AllowsFailed && Array.Find(values, value => value is Failed) is { } failed ? failed : call.Function.Apply(values);
    }
}
