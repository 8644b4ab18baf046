namespace HuddleBot.Playground.MicrosoftTeams.Connector;

/// <summary>How many calls for a conversation are under way.</summary>
internal sealed class Overlaps
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> underWay = new(StringComparer.Ordinal);

    /// <returns>Whether it is alone; disposed when the call is over.</returns>
    public Entry Enter(string? conversation)
    {
        var key = conversation?.Split(';')[0] ?? "";
        lock (gate)
        {
            var others = underWay.GetValueOrDefault(key);
            underWay[key] = others + 1;
            return new Entry(this, key, others == 0);
        }
    }

    public sealed class Entry(Overlaps owner, string key, bool isAlone) : IDisposable
    {
        public bool IsAlone { get; } = isAlone;

        public void Dispose()
        {
            lock (owner.gate) owner.underWay[key]--;
        }
    }
}
