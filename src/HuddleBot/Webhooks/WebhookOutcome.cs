using NodaTime;

namespace HuddleBot.Webhooks;

/// <summary>What one try came to: the closed set.</summary>
internal abstract record WebhookOutcome
{
    private WebhookOutcome() { }

    /// <summary>2xx.</summary>
    public sealed record Delivered : WebhookOutcome;

    /// <summary>410: the receiver wants nothing any more.</summary>
    public sealed record Gone : WebhookOutcome;

    /// <param name="Reason">For an operator; nothing of the answer's body, no address.</param>
    /// <param name="RetryAfter">What the receiver asked for; null: nothing.</param>
    /// <param name="IsOfReceiver">Any other message would meet with the same.</param>
    public sealed record Failed(string Reason, Duration? RetryAfter, bool IsOfReceiver) : WebhookOutcome;
}
