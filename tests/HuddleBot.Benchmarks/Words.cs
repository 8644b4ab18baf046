using System.Globalization;

namespace HuddleBot.Benchmarks;

/// <summary>The words after a benchmark's name: pairs of <c>--name value</c>.</summary>
internal static class Words
{
    /// <exception cref="ArgumentException">Not a pair, or a name that is not known.</exception>
    public static IReadOnlyDictionary<string, string> Read(IReadOnlyList<string> words, params string[] known)
    {
        if (words.Count % 2 != 0) throw new ArgumentException("settings come in pairs: --name value", nameof(words));
        var read = words.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var unknown = read.Keys.Except(known, StringComparer.Ordinal).ToList();
        return unknown.Count == 0 ? read : throw new ArgumentException($"not known: {string.Join(", ", unknown)}; known are {string.Join(", ", known)}", nameof(words));
    }

    public static int Number(this IReadOnlyDictionary<string, string> words, string name, int usual) =>
        words.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
