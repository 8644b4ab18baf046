namespace HuddleBot.Core.Themes.Likeness;

/// <summary>
/// The part of a word that its forms share, roughly: endings are cut, nothing is looked up. What is cut too far or not far enough is made good by the pieces of words
/// (<see cref="TextFeatures"/>).
/// </summary>
internal static class Stem
{
    private const int Least = 4;

    private static readonly string[] English = ["ings", "ing", "edly", "ed", "ly", "es", "s", "e"];
    private static readonly string[] German = ["ungen", "ung", "ern", "em", "en", "er", "es", "e", "n", "s", "t"];
    private static readonly string[] French = ["ements", "ement", "ations", "ation", "ees", "ee", "es", "er", "ez", "e", "s"];
    private static readonly string[] Spanish = ["aciones", "acion", "ados", "adas", "ado", "ada", "ando", "aron", "amos", "imos", "ar", "er", "ir", "os", "as", "es", "o", "a", "e", "s"];
    private static readonly string[] ArabicBeginnings = ["وال", "بال", "كال", "فال", "لل", "ال"];
    private static readonly string[] ArabicEndings = ["ات", "ون", "ين", "ان", "ها", "ه", "ي"];

    public static string Of(string? language, string word) => language switch
    {
        "en" => WithY(Without(English, Doubled(word), 3)),
        "de" => Without(German, word, Least),
        "fr" => Without(French, word, Least),
        "es" => Without(Spanish, word, Least),
        "ar" => Without(ArabicEndings, WithoutBeginning(word), 3),
        _ => word.Length > Least && word[^1] == 's' ? word[..^1] : word,
    };

    private static string Without(string[] endings, string word, int least) =>
        Array.Find(endings, ending => word.Length >= ending.Length + least && word.EndsWith(ending, StringComparison.Ordinal)) is { } ending ? word[..^ending.Length] : word;

    private static string WithoutBeginning(string word) =>
        Array.Find(ArabicBeginnings, beginning => word.Length >= beginning.Length + 3 && word.StartsWith(beginning, StringComparison.Ordinal)) is { } beginning ? word[beginning.Length..] : word;

    /// <summary>"Delay", "delays"; "baby", "babies".</summary>
    private static string WithY(string stem) => stem.Length > 3 && stem[^1] == 'i' ? stem[..^1] + 'y' : stem;

    /// <summary>"Stopped" is "stoped" for what follows, "stop" in the end.</summary>
    private static string Doubled(string word)
    {
        foreach (var ending in (ReadOnlySpan<string>)["ing", "ed"])
        {
            var at = word.Length - ending.Length - 1;
            if (at >= 3 && word.EndsWith(ending, StringComparison.Ordinal) && word[at] == word[at - 1] && word[at] is not ('l' or 's' or 'z')) return word[..at] + ending;
        }

        return word;
    }
}
