namespace HuddleBot.Benchmarks.Queue;

/// <summary>The time that was set; until then the system's.</summary>
internal sealed class SettableTime : TimeProvider
{
    public DateTimeOffset? Set { get; set; }

    public override DateTimeOffset GetUtcNow() => Set ?? System.GetUtcNow();
}
