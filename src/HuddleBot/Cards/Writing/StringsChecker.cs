using HuddleBot.Cards.Templating;

namespace HuddleBot.Cards.Writing;

/// <summary>Holds the strings against those who use them, both ways.</summary>
internal static class StringsChecker
{
    private const string File = "cards/strings/en.json";

    /// <param name="usedByTemplates">The keys that templates show as they are.</param>
    public static void Check(CardStrings strings, IReadOnlySet<string> usedByTemplates, List<TemplateProblem> problems)
    {
        foreach (var phrase in Phrases.All)
        {
            if (!strings.Has(phrase.Key))
            {
                problems.Add(new(File, "$." + phrase.Key, "this text is missing: put it back"));
                continue;
            }

            var there = CardStrings.PlaceholdersIn(strings[phrase.Key]).ToHashSet(StringComparer.Ordinal);
            foreach (var name in there.Except(phrase.Placeholders, StringComparer.Ordinal))
                problems.Add(new(File, "$." + phrase.Key, $"'{{{name}}}' is not known here; there are {Names(phrase)}"));
            foreach (var name in phrase.Placeholders.Where(name => !there.Contains(name)))
                problems.Add(new(File, "$." + phrase.Key, $"'{{{name}}}' is missing; the text needs {Names(phrase)}"));
        }

        var filled = Phrases.All.Select(phrase => phrase.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var key in strings.Keys.Where(key => !filled.Contains(key)))
        {
            if (!usedByTemplates.Contains(key)) problems.Add(new(File, "$." + key, "nothing shows this text: take it out, or use it"));
            else if (CardStrings.PlaceholdersIn(strings[key]).Any()) problems.Add(new(File, "$." + key, "a template shows this text as it is: it cannot have placeholders"));
        }
    }

    private static string Names(Phrase phrase) => phrase.Placeholders.Length == 0 ? "none" : string.Join(", ", phrase.Placeholders.Select(name => $"{{{name}}}"));
}
