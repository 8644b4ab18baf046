namespace HuddleBot.Hosting.Pacing;

/// <summary>One limit that calls pass through. Times are counted from the queue's start; the queue keeps it to one caller at a time.</summary>
public abstract class Gate
{
    /// <summary>The other side has asked for quiet until then.</summary>
    public TimeSpan BlockedUntil { get; private set; }

    /// <summary>From when on the next call may pass.</summary>
    public TimeSpan DueAt => BlockedUntil > OpenAt ? BlockedUntil : OpenAt;

    protected abstract TimeSpan OpenAt { get; }

    /// <summary>A shorter wait does not cut a longer one short.</summary>
    public void Block(TimeSpan until)
    {
        if (until > BlockedUntil) BlockedUntil = until;
    }

    /// <summary>A call passes <paramref name="now"/>; it could have since <paramref name="since"/>.</summary>
    public abstract void Pass(TimeSpan now, TimeSpan since);

    /// <summary>One of the calls under way is over <paramref name="now"/>.</summary>
    public virtual void Over(TimeSpan now) { }

    /// <summary>A new gate would do the same as this one.</summary>
    public bool IsForgettable(TimeSpan now) => BlockedUntil <= now && IsUnused(now);

    protected abstract bool IsUnused(TimeSpan now);
}
