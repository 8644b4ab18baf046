using NodaTime;

namespace HuddleBot.Feedback.Signatures;

/// <summary>How a source proves that a body is its own. Built only with a usable secret.</summary>
public interface IWebhookSignature
{
    /// <summary>Null when the signature is right; else why not, without saying anything about the secret.</summary>
    string? RefusalOf(IHeaderDictionary headers, ReadOnlySpan<byte> body, Instant now);
}
