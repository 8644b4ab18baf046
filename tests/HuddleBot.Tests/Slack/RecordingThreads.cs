using System.Collections.Concurrent;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Tests.Slack;

/// <summary>Remembers what an adapter has heard below the card of one issue, whose manager has asked something.</summary>
internal sealed class RecordingThreads : IIssueThreads
{
    public ConcurrentQueue<(ChannelId Channel, Actor Actor, string Message, string Words, Instant? WrittenAt)> Heard { get; } = new();

    public ConcurrentQueue<(string Message, string Words, Instant ChangedAt)> Changed { get; } = new();

    /// <summary>The issue's card; null: there is none.</summary>
    public string? Thread { get; set; }

    public Task<bool> HearAsync(ChannelId channel, string threadMessageId, Actor actor, string messageId, string words, Instant? writtenAt, CancellationToken cancellationToken)
    {
        if (Thread != threadMessageId) return Task.FromResult(false);
        if (Heard.TryPeek(out var first)) return Task.FromResult(first.Message == messageId);
        Heard.Enqueue((channel, actor, messageId, words, writtenAt));
        return Task.FromResult(true);
    }

    public Task<bool> HearChangeAsync(ChannelId channel, string threadMessageId, Actor actor, string messageId, string words, Instant changedAt, CancellationToken cancellationToken)
    {
        if (Thread != threadMessageId || !Heard.Any(heard => heard.Message == messageId)) return Task.FromResult(false);
        Changed.Enqueue((messageId, words, changedAt));
        return Task.FromResult(true);
    }
}
