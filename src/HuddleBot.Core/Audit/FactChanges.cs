namespace HuddleBot.Core.Audit;

internal static class FactChanges
{
    /// <summary>Those of <paramref name="facts"/> that differ in <paramref name="others"/>.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> facts, IReadOnlyDictionary<string, string> others) =>
        facts.Where(fact => others.GetValueOrDefault(fact.Key) != fact.Value).ToDictionary(StringComparer.Ordinal);
}
