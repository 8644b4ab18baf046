namespace HuddleBot.Playground.Feed;

/// <summary>A growing list that may be read while it grows.</summary>
internal sealed class RecordOf<T>
{
    private readonly Lock gate = new();
    private readonly List<T> items = [];

    public IReadOnlyList<T> All
    {
        get
        {
            lock (gate) return [.. items];
        }
    }

    public void Add(T item)
    {
        lock (gate) items.Add(item);
    }
}
