namespace HuddleBot.Cards.Templating;

/// <summary>
/// Holds a template against the view record that it will be filled with, both ways: what it asks for is there and of a kind that can stand there,
/// and what the record has is shown.
/// </summary>
internal sealed class TemplateChecker(string file, TemplateShape root, TemplateShape strings, List<TemplateProblem> problems)
{
    private readonly HashSet<(string Record, string Member)> used = [];

    /// <summary>The strings that the template shows, by their keys.</summary>
    public HashSet<string> UsedStrings { get; } = new(StringComparer.Ordinal);

    /// <summary>The paths of the texts that can only be our own words.</summary>
    public HashSet<string> OurPaths { get; } = new(StringComparer.Ordinal);

    public void Check(TemplateNode template)
    {
        Walk(template, root);
        FindUnused(root, []);
    }

    private void Walk(TemplateNode node, TemplateShape? data)
    {
        switch (node)
        {
            case TemplateNode.Whole whole:
                ShapeOf(whole.Expression, data, whole.Path);
                if (IsOurs(whole.Expression, data)) OurPaths.Add(whole.Path);
                break;
            case TemplateNode.Text text:
                foreach (var part in text.Parts) CheckPart(part, data, text.Path);
                if (text.Parts.All(part => IsOurs(part, data))) OurPaths.Add(text.Path);
                break;
            case TemplateNode.Constant constant:
                OurPaths.Add(constant.Path);
                break;
            case TemplateNode.Items items:
                foreach (var item in items.Nodes) Walk(item, data);
                break;
            case TemplateNode.Element element:
                var scope = element.Data is null ? data : ScopeOf(element.Data, data);
                if (element.When is not null) ShapeOf(element.When, scope, element.Path + ".$when");
                foreach (var (_, value) in element.Properties) Walk(value, scope);
                break;
        }
    }

    private TemplateShape? ScopeOf(TemplateNode node, TemplateShape? data)
    {
        if (node is TemplateNode.Constant constant) return TemplateShape.OfJson(constant.Value) is TemplateShape.Many items ? items.Item : TemplateShape.OfJson(constant.Value);
        var whole = (TemplateNode.Whole)node;
        var member = ShapeOf(whole.Expression, data, whole.Path);
        if (member is { MayBeNull: true }) problems.Add(new(file, node.Path, "this may be empty: let the view give a list"));
        return member?.Shape is TemplateShape.Many many ? many.Item : member?.Shape;
    }

    private void CheckPart(Expression part, TemplateShape? data, string path)
    {
        if (ShapeOf(part, data, path) is not { } member) return;
        if (member.Shape is not TemplateShape.Plain) problems.Add(new(file, path, "only a text or a number can stand within a text"));
        else if (member.MayBeNull) problems.Add(new(file, path, "this may be empty and cannot stand within a text: give it a text of its own, with $when"));
    }

    /// <summary>Null where it cannot be told; then a problem has been reported.</summary>
    private TemplateShape.Member? ShapeOf(Expression expression, TemplateShape? data, string path)
    {
        switch (expression)
        {
            case Expression.Name { Value: "$root" }: return new(root, false);
            case Expression.Name { Value: "$host" }: return new(strings, false);
            case Expression.Name { Value: "$data" }: return data is null ? null : new(data, false);
            case Expression.Name name when name.Value == "$index": return new(new TemplateShape.Plain(), false);
            case Expression.Name name: return MemberOf(data, name.Value, name.Value, path);
            case Expression.Member member: return MemberOf(ShapeOf(member.Of, data, path)?.Shape, member.Property, expression.AsPath() ?? member.Property, path);
            case Expression.Item item:
                ShapeOf(item.Index, data, path);
                return ShapeOf(item.Of, data, path)?.Shape is TemplateShape.Many many ? new(many.Item, true) : null;
            case Expression.Call call:
                foreach (var argument in call.Arguments) ShapeOf(argument, data, path);
                return new(new TemplateShape.Plain(), false);
            default: return new(new TemplateShape.Plain(), false);
        }
    }

    private TemplateShape.Member? MemberOf(TemplateShape? of, string name, string spelt, string path)
    {
        switch (of)
        {
            case null: return null;
            case TemplateShape.Members members when members.All.TryGetValue(name, out var member):
                used.Add((members.Name, name));
                if (member.Shape is TemplateShape.Plain && spelt.StartsWith("$host.", StringComparison.Ordinal)) UsedStrings.Add(spelt["$host.".Length..]);
                return member;
            case TemplateShape.Members members:
                problems.Add(new(file, path, $"'{spelt}' is not there; there are {string.Join(", ", members.All.Keys.Order(StringComparer.Ordinal))}"));
                return null;
            default:
                problems.Add(new(file, path, $"'{spelt}' is not there: what is before it has no members"));
                return null;
        }
    }

    /// <summary>A text of the strings, a number of the template, or a member that <see cref="OurWordsAttribute"/> marks.</summary>
    private bool IsOurs(Expression expression, TemplateShape? data) => expression switch
    {
        Expression.Constant => true,
        Expression.Call { Function.Name: "if" } call => call.Arguments.Skip(1).All(argument => IsOurs(argument, data)),
        Expression.Call call => call.Arguments.All(argument => IsOurs(argument, data)),
        Expression.Name or Expression.Member when expression.AsPath() is { } path => path.StartsWith("$host.", StringComparison.Ordinal) || MarkedAt(path, data),
        _ => false,
    };

    private bool MarkedAt(string path, TemplateShape? data)
    {
        var names = path.Split('.');
        var (shape, rest) = names[0] switch { "$root" => (root, names[1..]), "$data" => (data, names[1..]), _ => (data, names) };
        TemplateShape.Member? member = null;
        foreach (var name in rest)
        {
            member = (shape as TemplateShape.Members)?.All.GetValueOrDefault(name);
            shape = member?.Shape;
        }

        return member is { IsOurs: true };
    }

    private void FindUnused(TemplateShape shape, HashSet<string> seen)
    {
        if (shape is TemplateShape.Many many) FindUnused(many.Item, seen);
        if (shape is not TemplateShape.Members members || !seen.Add(members.Name)) return;
        foreach (var (name, member) in members.All)
        {
            if (!used.Contains((members.Name, name))) problems.Add(new(file, "$", $"'{name}' of {members.Name} is not shown: show it, or take it out of the view"));
            FindUnused(member.Shape, seen);
        }
    }
}
