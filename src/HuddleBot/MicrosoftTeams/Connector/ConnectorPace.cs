using System.Collections.Concurrent;
using HuddleBot.Hosting;
using HuddleBot.Hosting.Pacing;

namespace HuddleBot.MicrosoftTeams.Connector;

/// <summary>
/// Keeps the connector's documented rates ("Optimize your bot with rate limiting in Teams") before it has to: every call of a tenant spaced evenly, and what is sent to,
/// created in and read from each conversation within its four windows. Whoever waits goes first in, first out, past those whose own conversation is not yet free; what nobody waits for goes last.
/// </summary>
/// <remarks>Limits hold per process; a 429 tells us of the others. Updates and deletions count as sent: it is not documented that they do not.</remarks>
public sealed class ConnectorPace(TimeProvider time, DeliveryOptions options) : IDisposable
{
    /// <summary>Calls move together on the way: so much longer than documented is a window here.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    /// <summary>The same for the tenant's second, where 50 are 20 ms apart.</summary>
    private static readonly TimeSpan TenantSecond = TimeSpan.FromSeconds(1.04);

    /// <summary>Timers ring some milliseconds late.</summary>
    private static readonly TimeSpan CatchUp = TimeSpan.FromMilliseconds(10);

    private static readonly WindowGate.Limit[] Writes = [InSeconds(7, 1), InSeconds(8, 2), InSeconds(60, 30), InSeconds(1800, 3600)];
    private static readonly WindowGate.Limit[] Reads = [InSeconds(14, 1), InSeconds(16, 2), InSeconds(120, 30), InSeconds(3600, 3600)];

    private static readonly TimeSpan ForOneConversation = TimeSpan.FromSeconds(2);

    /// <summary>The others of a tenant are asked again after <see cref="ForOneConversation"/>.</summary>
    private static readonly TimeSpan JustBefore = ForOneConversation + TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (string Conversation, long At)> lastRefused = new(StringComparer.Ordinal);
    private readonly int perSecond = options.MicrosoftTeams.PerTenantPerSecond;
    private readonly Turns turns = new(time);

    /// <summary>Completes when the call may go. Its turn counts as taken from then on, until it is said to be <see cref="Over"/>.</summary>
    /// <param name="yields">Asked whenever a turn of the tenant is free: whether the others go first. Null: it does not yield.</param>
    public Task WaitAsync(PacedCall call, Func<bool>? yields, CancellationToken cancellationToken) => turns.WaitAsync(
        [
            TenantOf(call),
            SecondOf(call),
            GateOf(call),
        ],
        yields, cancellationToken);

    /// <summary>
    /// After a 429: nobody does the same to this conversation before the time is over. What a conversation may have is kept here, so it is more likely the tenant's limit, which other
    /// processes use up as well: the tenant waits too. That limit is over within a second or two; so one conversation that is refused for long, for whatever reason, does not hold up
    /// the others longer than that. Only where another was refused just before, it is surely the tenant's, and all of it waits to the end.
    /// </summary>
    public void Block(PacedCall call, TimeSpan retryAfter)
    {
        turns.Block(GateOf(call), retryAfter);
        var (now, isOfTenant) = (time.GetTimestamp(), false);
        lastRefused.AddOrUpdate(call.Tenant, (call.Conversation, now), (_, last) =>
        {
            isOfTenant = last.Conversation != call.Conversation && time.GetElapsedTime(last.At, now) < JustBefore;
            return (call.Conversation, now);
        });
        turns.Block(TenantOf(call), isOfTenant || retryAfter < ForOneConversation ? retryAfter : ForOneConversation);
    }

    /// <summary>A call that had its turn is over, whatever became of it: the windows of its conversation and of its tenant count from now, when the connector has surely seen it.</summary>
    public void Over(PacedCall call)
    {
        turns.Over(GateOf(call));
        turns.Over(SecondOf(call));
    }

    public void Dispose() => turns.Dispose();

    private NamedGate TenantOf(PacedCall call) => new($"tenant {call.Tenant}", () => new SpacedGate(TenantSecond / perSecond, catchUp: CatchUp));

    private NamedGate SecondOf(PacedCall call) => new($"tenant second {call.Tenant}", () => new WindowGate(new WindowGate.Limit(perSecond, TenantSecond)));

    /// <summary>The documentation names one set of limits for sending and creating: whoever takes it for two may be told to wait where both happen in one channel.</summary>
    private static NamedGate GateOf(PacedCall call) => call.Kind == PacedKind.Read
        ? new($"reads {call.Tenant} {call.Conversation}", () => new WindowGate(Reads))
        : new($"writes {call.Tenant} {call.Conversation}", () => new WindowGate(Writes));

    private static WindowGate.Limit InSeconds(int calls, int seconds) => new(calls, TimeSpan.FromSeconds(seconds) + Margin);
}

/// <param name="Tenant">The customer's.</param>
/// <param name="Conversation">A conversation with its thread, since each thread is counted by itself; for <see cref="PacedKind.Create"/> the channel or the person.</param>
public readonly record struct PacedCall(PacedKind Kind, string Tenant, string Conversation);

public enum PacedKind
{
    /// <summary>Sends, updates, deletes.</summary>
    Send,

    Create,

    /// <summary>Members of a conversation, channels of a team.</summary>
    Read,
}
