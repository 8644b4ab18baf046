namespace HuddleBot.Core.Themes.Likeness;

/// <summary>Something alike.</summary>
/// <param name="Score">0 to about 1.5; see <see cref="LikenessRules"/>.</param>
/// <param name="SharedWords">As the text that was asked about spells them, the most telling first; 1 to 5.</param>
public sealed record Alike<TKey>(TKey Key, float Score, IReadOnlyList<string> SharedWords);

/// <summary>
/// Which texts are alike: each is a vector of its words and of their pieces, weighed by how rare they are among all texts (TF-IDF), and likeness is the cosine.
/// Texts come and go one by one. In memory; one caller at a time.
/// </summary>
/// <remarks>TF-IDF and cosine: Manning, Raghavan, Schütze, Introduction to Information Retrieval (2008), chapter 6.</remarks>
public sealed class LikenessIndex<TKey>(LikenessRules rules) where TKey : notnull
{
    private const int SharedWordsShown = 5;

    /// <summary>So many of the best are looked at more closely.</summary>
    private const int Looked = 20;

    private readonly Dictionary<string, int> features = new(StringComparer.Ordinal);
    private readonly List<Posting> postings = [];
    private readonly List<Leaf?> leaves = [];
    private readonly Stack<int> free = [];
    private readonly Dictionary<TKey, List<int>> byKey = [];
    private float[] wordDots = [];
    private float[] pieceDots = [];
    private int living;
    private long changes;

    /// <summary>How many keys there are.</summary>
    public int Count => byKey.Count;

    /// <summary>Replaces all texts of a key. No texts: it is there no more.</summary>
    public void Set(TKey key, IReadOnlyList<ThemeText> texts)
    {
        if (byKey.Remove(key, out var before)) before.ForEach(RemoveLeaf);
        if (texts.Count > 0) byKey[key] = [.. texts.Select(text => AddLeaf(key, TextFeatures.Of(text)))];
    }

    /// <summary>What is alike enough, the most alike first.</summary>
    /// <param name="isMeant">Which keys to look among.</param>
    public IReadOnlyList<Alike<TKey>> Find(ThemeText text, int most, Predicate<TKey> isMeant)
    {
        var asked = TextFeatures.Of(text);
        var touched = Multiply(asked, out var wordNorm, out var pieceNorm);
        var found = new Dictionary<TKey, List<(int Leaf, float Score)>>();
        foreach (var id in touched)
        {
            var leaf = leaves[id]!;
            Renew(leaf);
            var score = (rules.WordShare * Cosine(wordDots[id], wordNorm, leaf.WordNorm)) + ((1 - rules.WordShare) * Cosine(pieceDots[id], pieceNorm, leaf.PieceNorm));
            if (asked.Touchpoint is not null && asked.Touchpoint == leaf.Features.Touchpoint) score *= 1 + rules.SameTouchpoint;
            if (asked.Category is not null && asked.Category == leaf.Features.Category) score *= 1 + rules.SameCategory;
            (wordDots[id], pieceDots[id]) = (0, 0);
            if (!isMeant(leaf.Key)) continue;
            if (!found.TryGetValue(leaf.Key, out var list)) found[leaf.Key] = list = [];
            list.Add((id, score));
        }

        var ranked = found.Select(pair => (pair.Key, Score: Together(pair.Value), Leaves: pair.Value)).Where(one => one.Score >= rules.ThresholdOfTwo)
            .OrderByDescending(one => one.Score).ThenBy(one => byKey[one.Key][0])
            .Take(Looked).Select(one => new Alike<TKey>(one.Key, one.Score, Shared(asked, byKey[one.Key])))
            .Where(one => one.SharedWords.Count > 0 && one.Score >= (one.SharedWords.Count > 1 ? rules.ThresholdOfTwo : rules.Threshold)).Take(most).ToList();
        return [.. ranked.Where(one => one.Score >= rules.OfTheBest * ranked[0].Score)];
    }

    private static float Cosine(float dot, float norm, float otherNorm) => norm > 0 && otherNorm > 0 ? dot / MathF.Sqrt(norm * otherNorm) : 0;

    /// <summary>
    /// How alike it is to a theme: the cosine with the sum of the vectors of its texts, each of length one. What the texts have in common stands out in it, and
    /// what only one of them happens to say fades. Of a single text it is the cosine with that.
    /// </summary>
    private float Together(List<(int Leaf, float Score)> scores)
    {
        var all = byKey[leaves[scores[0].Leaf]!.Key];
        if (all.Count == 1) return scores[0].Score;

        // The length is 1 or more: what is not enough without it is not worth reckoning.
        var together = scores.Sum(one => one.Score);
        if (together < rules.ThresholdOfTwo) return together;
        var (words, pieces) = (new Dictionary<int, float>(), new Dictionary<int, float>());
        foreach (var id in all)
        {
            var leaf = leaves[id]!;
            Renew(leaf);
            foreach (var (feature, weight) in leaf.Weights)
            {
                var (sum, norm) = postings[feature].IsWord ? (words, leaf.WordNorm) : (pieces, leaf.PieceNorm);
                sum[feature] = sum.GetValueOrDefault(feature) + (weight * Rarity(postings[feature].Count) / MathF.Sqrt(norm));
            }
        }

        var length = (rules.WordShare * Length(words)) + ((1 - rules.WordShare) * Length(pieces));
        return together / length;
    }

    private static float Length(Dictionary<int, float> vector) => MathF.Max(1, MathF.Sqrt(vector.Values.Sum(value => value * value)));

    /// <summary>The sums over shared features for each leaf that shares any; returns those leaves.</summary>
    private List<int> Multiply(TextFeatures asked, out float wordNorm, out float pieceNorm)
    {
        (wordNorm, pieceNorm) = (0, 0);
        if (wordDots.Length < leaves.Count) (wordDots, pieceDots) = (new float[leaves.Count * 2], new float[leaves.Count * 2]);
        var touched = new List<int>();
        foreach (var (feature, weight) in asked.Weights)
        {
            var isWord = feature[0] == 'w';
            var posting = features.TryGetValue(feature, out var id) ? postings[id] : null;
            var rarity = Rarity(posting?.Count ?? 0);
            var squared = rarity * rarity;
            if (isWord) wordNorm += weight * weight * squared;
            else pieceNorm += weight * weight * squared;
            if (posting is null) continue;
            var dots = isWord ? wordDots : pieceDots;
            foreach (var (leaf, other) in posting.Entries)
            {
                if (wordDots[leaf] == 0 && pieceDots[leaf] == 0) touched.Add(leaf);
                dots[leaf] += weight * other * squared;
            }
        }

        return touched;
    }

    private float Rarity(int texts) => MathF.Log((float)(living + rules.Imagined + 1) / (texts + 1));

    /// <summary>The lengths of a leaf's vectors change with every text that comes or goes: they are worked out again when they are needed.</summary>
    private void Renew(Leaf leaf)
    {
        if (leaf.NormsOf == changes) return;
        (leaf.WordNorm, leaf.PieceNorm, leaf.NormsOf) = (0, 0, changes);
        foreach (var (feature, weight) in leaf.Weights)
        {
            var rarity = Rarity(postings[feature].Count);
            if (postings[feature].IsWord) leaf.WordNorm += weight * weight * rarity * rarity;
            else leaf.PieceNorm += weight * weight * rarity * rarity;
        }
    }

    /// <summary>Words that both have, or of which a good part stands in a word of the other (compounds).</summary>
    private List<string> Shared(TextFeatures asked, List<int> all)
    {
        var others = all.ConvertAll(id => leaves[id]!.Features);
        var words = asked.Shown.Where(word => others.Exists(other => other.Weights.ContainsKey(word.Key) || (word.Key.Length > 5 && other.Shown.Keys.Any(theirs => HavePartInCommon(word.Key, theirs)))));
        return
        [
            .. words.OrderByDescending(word => asked.Weights[word.Key] * Rarity(features.TryGetValue(word.Key, out var id) ? postings[id].Count : 0))
                .ThenBy(word => word.Value, StringComparer.Ordinal).Select(word => word.Value).Take(SharedWordsShown),
        ];
    }

    private static bool HavePartInCommon(string feature, string other)
    {
        const int part = 5;
        for (var at = 1; at + part <= feature.Length; at++)
        {
            if (other.AsSpan(1).Contains(feature.AsSpan(at, part), StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private int AddLeaf(TKey key, TextFeatures text)
    {
        var id = free.TryPop(out var reused) ? reused : leaves.Count;
        if (id == leaves.Count) leaves.Add(null);
        var weights = new (int, float)[text.Weights.Count];
        var next = 0;
        foreach (var (feature, weight) in text.Weights)
        {
            if (!features.TryGetValue(feature, out var number))
            {
                features[feature] = number = postings.Count;
                postings.Add(new(feature[0] == 'w'));
            }

            postings[number].Entries[id] = weight;
            weights[next++] = (number, weight);
        }

        leaves[id] = new(key, text, weights);
        living++;
        changes++;
        return id;
    }

    private void RemoveLeaf(int id)
    {
        foreach (var (feature, _) in leaves[id]!.Weights) postings[feature].Entries.Remove(id);
        leaves[id] = null;
        free.Push(id);
        living--;
        changes++;
    }

    private sealed class Posting(bool isWord)
    {
        public bool IsWord => isWord;

        /// <summary>The leaves that have the feature, and its weight in each.</summary>
        public Dictionary<int, float> Entries { get; } = [];

        public int Count => Entries.Count;
    }

    private sealed class Leaf(TKey key, TextFeatures features, (int Feature, float Weight)[] weights)
    {
        public TKey Key => key;

        public TextFeatures Features => features;

        public (int Feature, float Weight)[] Weights => weights;

        public float WordNorm { get; set; }

        public float PieceNorm { get; set; }

        /// <summary>After which change the lengths were worked out; 0: not yet.</summary>
        public long NormsOf { get; set; }
    }
}
