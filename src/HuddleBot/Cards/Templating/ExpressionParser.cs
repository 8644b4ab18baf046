using System.Globalization;
using System.Text;

namespace HuddleBot.Cards.Templating;

/// <summary>Reads what stands between <c>${</c> and <c>}</c>: the documented subset of the Adaptive Expression Language, and nothing else.</summary>
internal sealed class ExpressionParser
{
    /// <summary>Operators from the weakest to the strongest; == binds stronger than &lt;, as in the official grammar.</summary>
    private static readonly string[][] Levels = [["||"], ["&&"], ["<=", ">=", "<", ">"], ["==", "!="], ["+", "-"], ["*"]];

    private readonly string text;
    private int at;

    private ExpressionParser(string text, int at) => (this.text, this.at) = (text, at);

    /// <summary>Reads the expression that starts at <paramref name="start"/>, after <c>${</c>; answers where its closing brace stands.</summary>
    /// <exception cref="FormatException">It is not in the subset; the message says why.</exception>
    public static (Expression Expression, int End) Parse(string text, int start)
    {
        var parser = new ExpressionParser(text, start);
        var expression = parser.ReadBinary(0);
        parser.SkipSpace();
        if (parser.at >= text.Length || text[parser.at] != '}') throw parser.Unexpected("expected '}'");
        return (expression, parser.at);
    }

    private Expression ReadBinary(int level)
    {
        if (level == Levels.Length) return ReadUnary();
        var left = ReadBinary(level + 1);
        while (Array.Find(Levels[level], Take) is { } sign)
            left = new Expression.Call(ExpressionFunction.Operators[sign], [left, ReadBinary(level + 1)]);
        return left;
    }

    private Expression ReadUnary()
    {
        if (Take("!")) return new Expression.Call(ExpressionFunction.Operators["!"], [ReadUnary()]);
        if (Take("-")) return new Expression.Call(ExpressionFunction.Operators["-"], [ReadUnary()]);
        return ReadPath(ReadPrimary());
    }

    private Expression ReadPath(Expression of)
    {
        while (true)
        {
            if (Take("."))
            {
                of = new Expression.Member(of, ReadName());
            }
            else if (Take("["))
            {
                var index = ReadBinary(0);
                Expect("]");
                of = index is Expression.Constant { Value: string property } ? new Expression.Member(of, property) : new Expression.Item(of, index);
            }
            else
            {
                return of;
            }
        }
    }

    private Expression ReadPrimary()
    {
        SkipSpace();
        if (at >= text.Length) throw Unexpected("the expression is not finished");
        var c = text[at];
        if (c is '\'' or '"') return new Expression.Constant(ReadString(c));
        if (char.IsAsciiDigit(c)) return new Expression.Constant(ReadNumber());
        if (Take("("))
        {
            var inner = ReadBinary(0);
            Expect(")");
            return inner;
        }

        var name = ReadName();
        if (Take("(")) return ReadCall(name);
        return name switch
        {
            "true" => new Expression.Constant(true),
            "false" => new Expression.Constant(false),
            "null" => new Expression.Constant(null),
            "$root" or "$data" or "$index" or "$host" => new Expression.Name(name),
            _ when name[0] == '$' => throw new FormatException($"'{name}' is not known; there are $root, $data, $index and $host"),
            _ => new Expression.Name(name),
        };
    }

    private Expression.Call ReadCall(string name)
    {
        if (!ExpressionFunction.Named.TryGetValue(name, out var function))
            throw new FormatException($"the function '{name}' is not known; there are {string.Join(", ", ExpressionFunction.Named.Keys.Order(StringComparer.Ordinal))}");
        var arguments = new List<Expression>();
        if (!Take(")"))
        {
            do arguments.Add(ReadBinary(0));
            while (Take(","));
            Expect(")");
        }

        if (arguments.Count < function.MinArguments || arguments.Count > function.MaxArguments)
            throw new FormatException($"'{name}' takes {function.MinArguments} to {function.MaxArguments} arguments, not {arguments.Count}");
        return new(function, arguments);
    }

    private string ReadName()
    {
        SkipSpace();
        var start = at;
        if (at < text.Length && text[at] == '$') at++;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_')) at++;
        return at > start && !char.IsAsciiDigit(text[start]) ? text[start..at] : throw Unexpected("expected a name, a value or a function");
    }

    private string ReadString(char quote)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length && text[at] != quote; at++)
        {
            if (text[at] == '\\') throw Unexpected("a backslash is not supported");
            value.Append(text[at]);
        }

        if (at++ >= text.Length) throw Unexpected("the quoted text is not finished");
        return value.ToString();
    }

    private double ReadNumber()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++;
        return double.TryParse(text.AsSpan(start, at - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Unexpected("expected a number");
    }

    private bool Take(string sign)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, at, sign, 0, sign.Length) != 0) return false;
        if (sign == "!" && at + 1 < text.Length && text[at + 1] == '=') return false;
        at += sign.Length;
        return true;
    }

    private void Expect(string sign)
    {
        if (!Take(sign)) throw Unexpected($"expected '{sign}'");
    }

    private void SkipSpace()
    {
        while (at < text.Length && text[at] == ' ') at++;
    }

    private FormatException Unexpected(string what) => new($"{what} at character {at + 1} of \"{text}\"");
}
