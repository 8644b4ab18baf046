using System.Globalization;

namespace HuddleBot.Tests.WholeWay.Faults;

/// <summary>Chance that can be had again: the same seed draws the same.</summary>
internal sealed class SeededDraw(int seed)
{
    private readonly Lock gate = new();
    private readonly Random chance = new(seed);

    /// <summary>So many seeds more, for long runs: <c>HUDDLEBOT_FAULT_SEEDS=20</c>.</summary>
    public static IEnumerable<int> Seeds
    {
        get
        {
            var wanted = Environment.GetEnvironmentVariable("HUDDLEBOT_FAULT_SEEDS");
            return Enumerable.Range(1, wanted is null ? 1 : int.Parse(wanted, CultureInfo.InvariantCulture));
        }
    }

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
