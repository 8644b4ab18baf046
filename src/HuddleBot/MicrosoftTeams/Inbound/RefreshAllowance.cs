namespace HuddleBot.MicrosoftTeams.Inbound;

/// <summary>How often an unknown key may cause a question to the authority: three at once, then one a minute.</summary>
internal sealed class RefreshAllowance(TimeProvider time)
{
    private const int AtOnce = 3;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly Lock state = new();
    private DateTimeOffset fullAt = DateTimeOffset.MinValue;

    public bool TryTake()
    {
        lock (state)
        {
            var now = time.GetUtcNow();
            var after = (fullAt > now ? fullAt : now) + Every;
            if (after - now > Every * AtOnce) return false;
            fullAt = after;
            return true;
        }
    }
}
