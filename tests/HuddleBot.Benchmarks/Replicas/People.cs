namespace HuddleBot.Benchmarks.Replicas;

/// <summary>Those who have nothing to do just now: each does one thing at a time.</summary>
internal sealed class People(IEnumerable<Somebody> all)
{
    private readonly Lock state = new();
    private readonly Queue<Somebody> idle = new(all);

    /// <summary>Null: everybody is busy.</summary>
    public Somebody? Take()
    {
        lock (state) return idle.TryDequeue(out var one) ? one : null;
    }

    public void Return(Somebody one)
    {
        lock (state) idle.Enqueue(one);
    }
}
