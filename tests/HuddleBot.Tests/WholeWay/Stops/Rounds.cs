namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>A way, gone once undisturbed, and then as often as wanted with a bot that dies in every step.</summary>
internal sealed class Rounds
{
    private readonly Picture expected;
    private readonly IReadOnlyList<int> places;

    private Rounds(Way way, Ground ground, Picture expected, IReadOnlyList<(string Step, IReadOnlyList<string> Points)> passed) =>
        (Way, Ground, this.expected, Passed, places) = (way, ground, expected, passed, [.. passed.Select(step => step.Points.Count)]);

    public Way Way { get; }

    public Ground Ground { get; }

    /// <summary>Where a bot can die, by step.</summary>
    public IReadOnlyList<(string Step, IReadOnlyList<string> Points)> Passed { get; }

    public int Places => places.Sum();

    /// <summary>So many rounds die at each place of each step, before it and after.</summary>
    public int All => 2 * places.Max();

    public static async Task<Rounds> BeginAsync(Way way, Ground ground)
    {
        var (seen, walk) = await GoAsync(way, ground, _ => null);
        return new(way, ground, seen, walk.Passed);
    }

    /// <summary>Dies once in every step, as far as it has so many places.</summary>
    /// <param name="round">From 0 to <see cref="All"/>.</param>
    public Task<Round> GoThroughAsync(int round) => GoAsync(step => round / 2 < places[step] ? new((round / 2) + 1, (round + step) % 2 == 1) : null);

    /// <summary>Dies once in every step, at a place drawn from the seed.</summary>
    public Task<Round> GoSomewhereAsync(Random random) => GoAsync(step => places[step] == 0 ? null : new(random.Next(places[step]) + 1, random.Next(2) == 1));

    /// <summary>The same way, to the same end, elsewhere.</summary>
    public Rounds On(Ground other) => new(Way, other, expected, Passed);

    /// <param name="stopOf">Where a bot dies in the step of this number, from 0; null: none does.</param>
    public async Task<Round> GoAsync(Func<int, Stop?> stopOf)
    {
        var (seen, walk) = await GoAsync(Way, Ground, stopOf);
        return new(walk.Deaths, walk.InWindow, walk.Forgotten, Comparison.Of(expected, seen, walk.InWindow));
    }

    private static async Task<(Picture Seen, Walk Walk)> GoAsync(Way way, Ground ground, Func<int, Stop?> stopOf)
    {
        await using var walk = await Walk.BeginAsync(way, ground);
        foreach (var (i, step) in way.Steps.Index()) await walk.StepAsync(step, stopOf(i));
        return (await walk.EndAsync(), walk);
    }
}

/// <param name="InWindow">So many messages were sent to Microsoft Teams and not stored as sent.</param>
/// <param name="Forgotten">So often somebody was told that it was taken, and had to do it again.</param>
internal sealed record Round(IReadOnlyList<string> Deaths, int InWindow, int Forgotten, Comparison Comparison);
