namespace HuddleBot.Core.Digests;

/// <summary>Chooses what to celebrate. Pure.</summary>
public static class WinChoice
{
    /// <summary>
    /// Scores that rose after a fix, then those that recovered, then what teams say worked, one of each team before another of the same; two of a kind at first, more where there is room.
    /// What was celebrated comes last and always has its place.
    /// </summary>
    public static IReadOnlyList<Win> Of(IReadOnlyList<Win> rose, IReadOnlyList<Win> recovered, IReadOnlyList<Win> worked, Win.Celebrated? celebrated, int most)
    {
        IReadOnlyList<Win>[] kinds = [rose, recovered, worked];
        var room = most - (celebrated is null ? 0 : 1);
        var shown = new int[kinds.Length];
        foreach (var limit in new[] { 2, most })
        {
            for (var kind = 0; kind < kinds.Length; kind++) shown[kind] = Math.Min(Math.Min(limit, kinds[kind].Count), shown[kind] + room - shown.Sum());
        }

        return [.. kinds.SelectMany((wins, kind) => wins.Take(shown[kind])), .. celebrated is null ? Array.Empty<Win>() : [celebrated]];
    }
}
