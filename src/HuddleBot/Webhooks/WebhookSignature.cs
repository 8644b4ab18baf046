using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace HuddleBot.Webhooks;

/// <summary>
/// Signs as Standard Webhooks 1.0 has it ("Signature scheme"): <c>v1,</c> and HMAC-SHA256 over <c>id.timestamp.body</c> in base64; with two secrets, both signatures with a
/// space between.
/// </summary>
internal sealed class WebhookSignature
{
    private const string SecretPrefix = "whsec_";
    private const int ShortestKey = 24;
    private const int LongestKey = 64;

    private readonly byte[][] keys;

    private WebhookSignature(params byte[][] keys) => this.keys = keys;

    /// <summary>Null unless it is <c>whsec_</c> and 24 to 64 bytes in base64.</summary>
    public static WebhookSignature? TryCreate(string secret)
    {
        if (!secret.StartsWith(SecretPrefix, StringComparison.Ordinal)) return null;
        var bytes = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[SecretPrefix.Length..], bytes, out var length) && length is >= ShortestKey and <= LongestKey ? new(bytes[..length]) : null;
    }

    /// <summary>Signs with the secret of the other as well, for receivers that do not know this one yet.</summary>
    public WebhookSignature And(WebhookSignature other) => new([.. keys, .. other.keys]);

    /// <param name="attemptedAt">When it is sent, which is later at each try.</param>
    /// <returns>The headers <c>webhook-timestamp</c> and <c>webhook-signature</c>.</returns>
    public (string Timestamp, string Signature) Sign(string id, Instant attemptedAt, ReadOnlySpan<byte> body)
    {
        var timestamp = attemptedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return (timestamp, string.Join(' ', keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)))));
    }
}
