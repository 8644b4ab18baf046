using HuddleBot.Hosting;
using HuddleBot.Hosting.Pacing;

namespace HuddleBot.Slack.WebApi;

/// <summary>
/// Keeps Slack's rates before Slack has to: each method within its tier per workspace, one message a second per channel, and a workspace's messages spaced evenly.
/// Whoever waits goes first in, first out, past those whose own channel is not yet free.
/// </summary>
/// <remarks>Limits hold per process; a 429 tells us of the others.</remarks>
public sealed class SlackPace(TimeProvider time, DeliveryOptions options) : IDisposable
{
    private static readonly TimeSpan PerChannel = TimeSpan.FromSeconds(1);

    private readonly TimeSpan perPost = TimeSpan.FromMinutes(1) / options.Slack.PerWorkspacePerMinute;
    private readonly Turns turns = new(time);

    /// <summary>Completes when the call may go. Its turn counts as taken from then on.</summary>
    /// <param name="channel">Only for chat.postMessage.</param>
    public Task WaitAsync(SlackMethod method, string workspace, string? channel, CancellationToken cancellationToken)
    {
        var ofMethod = GateOf(method, workspace);
        return method.PerMinute > 0 || channel is null
            ? turns.WaitAsync([ofMethod], null, cancellationToken)
            : turns.WaitAsync([ofMethod, new($"channel {workspace} {channel}", () => new SpacedGate(PerChannel))], null, cancellationToken);
    }

    /// <summary>After a 429: nobody calls the method in this workspace before the time is over. Others are not concerned.</summary>
    public void Block(SlackMethod method, string workspace, TimeSpan retryAfter) => turns.Block(GateOf(method, workspace), retryAfter);

    public void Dispose() => turns.Dispose();

    private NamedGate GateOf(SlackMethod method, string workspace) => new(
        $"{method.Name} {workspace}",
        () => method.PerMinute > 0 ? new SpacedGate(TimeSpan.FromMinutes(1) / (method.PerMinute - method.Burst - 1), method.Burst) : new SpacedGate(perPost));
}
