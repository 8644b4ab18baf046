namespace HuddleBot.Benchmarks.Drops;

/// <summary>Chance that can be repeated: Steele, Lea and Flood's SplitMix64 (2014), the same on every machine.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>0 or more, below 1.</summary>
    public double Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Box and Muller's.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());

    /// <summary>Knuth's product, in parts that do not underflow.</summary>
    public int Poisson(double mean)
    {
        var count = 0;
        for (var left = mean; left > 0; left -= 30)
        {
            var (limit, product) = (Math.Exp(-Math.Min(left, 30)), Next());
            for (; product > limit; product *= Next()) count++;
        }

        return count;
    }
}
