namespace HuddleBot.Core.Themes.Likeness;

/// <summary>What a text is compared by: its words without their endings, and the pieces of its words.</summary>
/// <param name="Weights">Each feature with its weight in this text. Words begin with <c>w</c>, pieces with <c>p</c>.</param>
/// <param name="Shown">How each word-feature is spelt in this text.</param>
/// <param name="Category">Folded; null: none.</param>
/// <param name="Touchpoint">Folded; null: none.</param>
internal sealed record TextFeatures(IReadOnlyDictionary<string, float> Weights, IReadOnlyDictionary<string, string> Shown, string? Category, string? Touchpoint)
{
    /// <summary>Long enough to tell words apart, short enough to find the same part in two compounds.</summary>
    private const int Piece = 4;

    /// <summary>What the team asks for says what it is about in few words; but a customer's words are the matter itself.</summary>
    private const float AskWeight = 0.8f;

    public static TextFeatures Of(ThemeText text)
    {
        var weights = new Dictionary<string, float>(StringComparer.Ordinal);
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(text.Words, text.Language, 1, weights, shown);
        Add(text.Ask, null, AskWeight, weights, shown);
        return new(weights.ToDictionary(pair => pair.Key, pair => MathF.Sqrt(pair.Value), StringComparer.Ordinal), shown, Key(text.Category), Key(text.Touchpoint));
    }

    private static string? Key(string? text) => string.IsNullOrWhiteSpace(text) ? null : Folding.Fold(text.Trim());

    private static void Add(string? text, string? tag, float weight, Dictionary<string, float> weights, Dictionary<string, string> shown)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        var words = Words.Of(text.Length > ThemeText.Compared ? text[..ThemeText.Compared] : text);
        var language = tag?.Split('-')[0].ToLowerInvariant() is { } known && StopWords.Knows(known) ? known : StopWords.LanguageOf([.. words.Select(word => word.Folded)]);
        foreach (var word in words)
        {
            if (word.IsRun) AddRun(word, weight, weights, shown);
            else if (word.Folded.Length > 1 && !word.Folded.All(char.IsAsciiDigit) && !StopWords.Contains(language, word.Folded)) AddWord(word, language, weight, weights, shown);
        }
    }

    private static void AddWord(Word word, string? language, float weight, Dictionary<string, float> weights, Dictionary<string, string> shown)
    {
        var stem = Stem.Of(language, word.Folded);
        Count("w" + stem, weight, weights);
        shown.TryAdd("w" + stem, word.Shown);

        // The beginning and the end of a word tell more than its middle: with a mark they are pieces too.
        var marked = $"<{stem}>";
        for (var at = 0; at + Piece <= marked.Length; at++) Count(string.Concat("p", marked.AsSpan(at, Piece)), weight, weights);
    }

    /// <summary>Two characters at a time; two of hiragana are mostly an ending or a small word.</summary>
    private static void AddRun(Word word, float weight, Dictionary<string, float> weights, Dictionary<string, string> shown)
    {
        var run = word.Folded;
        if (run.Length == 1 && !Words.IsHiragana(run[0])) AddPair(run);
        for (var at = 0; at + 2 <= run.Length; at++)
        {
            if (!Words.IsHiragana(run[at]) || !Words.IsHiragana(run[at + 1])) AddPair(run.Substring(at, 2));
        }

        void AddPair(string pair)
        {
            Count("w" + pair, weight, weights);
            Count("p" + pair, weight, weights);
            shown.TryAdd("w" + pair, pair);
        }
    }

    private static void Count(string feature, float weight, Dictionary<string, float> weights) => weights[feature] = weights.GetValueOrDefault(feature) + weight;
}
