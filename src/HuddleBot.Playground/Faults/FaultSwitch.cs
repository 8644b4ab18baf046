namespace HuddleBot.Playground.Faults;

/// <summary>The faults that are switched on, and whose turn it is.</summary>
internal sealed class FaultSwitch
{
    private readonly Lock gate = new();
    private readonly List<Active> active = [];

    public IReadOnlyList<Fault> All
    {
        get
        {
            lock (gate) return [.. active.Select(item => item.Fault)];
        }
    }

    public IDisposable Add(Fault fault)
    {
        var item = new Active(fault);
        lock (gate) active.Add(item);
        return new Removal(this, item);
    }

    public void Clear()
    {
        lock (gate) active.Clear();
    }

    /// <summary>The fault that this call meets; null: none.</summary>
    public Fault? Next(string method, string? channel)
    {
        lock (gate)
        {
            foreach (var item in active)
            {
                if (!Concerns(item.Fault, method, channel)) continue;
                if (item.Skipped < item.Fault.After)
                {
                    item.Skipped++;
                    continue;
                }

                if (item.Fault.Probability < 1 && item.Chance.NextDouble() >= item.Fault.Probability) continue;
                if (++item.Happened == item.Fault.Times) active.Remove(item);
                return item.Fault;
            }

            return null;
        }
    }

    private static bool Concerns(Fault fault, string method, string? channel) =>
        (fault.Method == "*" || fault.Method == method || (fault.Method.EndsWith('*') && method.StartsWith(fault.Method[..^1], StringComparison.Ordinal)))
        && (fault.Channel is null || fault.Channel == channel || channel?.StartsWith(fault.Channel + ';', StringComparison.Ordinal) is true);

    private sealed class Active(Fault fault)
    {
        public Fault Fault { get; } = fault;

        public Random Chance { get; } = new(fault.Seed);

        public int Skipped { get; set; }

        public int Happened { get; set; }
    }

    private sealed class Removal(FaultSwitch owner, Active item) : IDisposable
    {
        public void Dispose()
        {
            lock (owner.gate) owner.active.Remove(item);
        }
    }
}
