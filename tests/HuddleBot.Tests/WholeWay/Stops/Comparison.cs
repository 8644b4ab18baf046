namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>What is there after deaths, beside what is there after none.</summary>
internal sealed record Comparison(IReadOnlyList<string> Lost, IReadOnlyList<string> Twice, IReadOnlyList<string> Different, int TwiceInWindow)
{
    public bool IsSame => Lost.Count == 0 && Twice.Count == 0 && Different.Count == 0;

    /// <param name="inWindow">So many messages in Microsoft Teams may stand there once more, or once more as they were before.</param>
    public static Comparison Of(Picture expected, Picture seen, int inWindow)
    {
        var slack = Of(expected.InSlack, seen.InSlack);
        var teams = Of(expected.InTeams, seen.InTeams);
        var allowed = Math.Min(inWindow, teams.More.Count);
        var rest = ((IReadOnlyList<string> Expected, IReadOnlyList<string> Seen)[])[(expected.Told, seen.Told), (expected.Audit, seen.Audit)];
        var (lost, twice, different) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var (missing, more) in rest.Select(one => Of(one.Expected, one.Seen)).Append(slack).Append((teams.Missing, [.. teams.More.Take(teams.More.Count - allowed)])))
        {
            // What stands there otherwise than it should is neither lost nor there twice.
            var both = Math.Min(missing.Count, more.Count);
            different.AddRange(missing.Zip(more).Select(pair => $"{Near(pair.First, pair.Second)}\n     is {Near(pair.Second, pair.First)}"));
            lost.AddRange(missing.Skip(both));
            twice.AddRange(more.Skip(both));
        }

        return new(lost, twice, different, allowed);
    }

    public override string ToString() => string.Join('\n', [.. Lost.Select(line => $"lost {line}"), .. Twice.Select(line => $"twice {line}"), .. Different.Select(line => $"not {line}")]);

    private static (List<string> Missing, List<string> More) Of(IReadOnlyList<string> expected, IReadOnlyList<string> seen) => (Without(expected, seen), Without(seen, expected));

    /// <summary>A long line where it becomes another than the other.</summary>
    private static string Near(string line, string other)
    {
        var same = line.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return line.Length < 600 ? line : $"{line[..60]} … {line[Math.Max(0, same - 200)..Math.Min(line.Length, same + 200)]}";
    }

    private static List<string> Without(IEnumerable<string> these, IEnumerable<string> those)
    {
        var left = these.ToList();
        foreach (var one in those) left.Remove(one);
        return left;
    }
}
