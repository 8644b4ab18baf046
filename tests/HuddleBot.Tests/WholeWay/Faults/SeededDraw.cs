using System.Globalization;

namespace HuddleBot.Tests.WholeWay.Faults;

/// <summary>Chance that can be had again: the same seed draws the same.</summary>
internal sealed class SeededDraw(int seed)
{
    private readonly Lock gate = new();
    private readonly Random chance = new(seed);

    /// <summary>For long runs, with each kind of trouble: <c>HUDDLEBOT_FAULT_SEEDS=20</c>.</summary>
    private static readonly string? Wanted = Environment.GetEnvironmentVariable("HUDDLEBOT_FAULT_SEEDS");

    public static bool IsLong => Wanted is not null;

    public static IEnumerable<int> Seeds => Enumerable.Range(1, Wanted is null ? 1 : int.Parse(Wanted, CultureInfo.InvariantCulture));

    public int Next(int below)
    {
        lock (gate) return chance.Next(below);
    }

    public bool Happens(double probability)
    {
        lock (gate) return chance.NextDouble() < probability;
    }

    public T One<T>(IReadOnlyList<T> of) => of[Next(of.Count)];
}
