using System.Collections.Frozen;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Webhooks;

/// <summary>A receiver as the settings describe it.</summary>
/// <param name="Types">Those of <see cref="WebhookType"/> that it wants.</param>
internal sealed record Webhook(string Name, Uri Url, WebhookSignature Signature, FrozenSet<string> Types, bool IncludesWords)
{
    public string Partition { get; } = "webhook-" + TableLimits.EscapeKey(Name);

    /// <summary>Another one where the address is another.</summary>
    public string AddressHash { get; } = StableHash.Of("webhook address", Url.AbsoluteUri);
}
