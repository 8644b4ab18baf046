using System.Collections.Concurrent;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Triage;

namespace HuddleBot.Tests.Slack;

/// <summary>An empty queue that remembers who asked for which part of it.</summary>
internal sealed class RecordingQueue : IManagerQueue
{
    public ConcurrentQueue<(PersonId Person, QueueQuery Query)> Asked { get; } = new();

    /// <summary>The person decides nowhere.</summary>
    public bool IsNobodys { get; set; }

    public Task<QueuePage?> PageAsync(PersonId person, QueueQuery query, CancellationToken cancellationToken)
    {
        Asked.Enqueue((person, query));
        return Task.FromResult(IsNobodys ? null : new QueuePage(query, [], 0, new Dictionary<QueueView, int>(), []));
    }
}
