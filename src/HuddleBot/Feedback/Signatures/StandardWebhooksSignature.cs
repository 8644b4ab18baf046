using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace HuddleBot.Feedback.Signatures;

/// <summary>
/// Standard Webhooks (standardwebhooks.com, "Verifying signatures"): HMAC-SHA256 over <c>id.timestamp.body</c>; the header may hold several signatures,
/// while a secret is being changed; five minutes either way.
/// </summary>
public sealed class StandardWebhooksSignature(byte[] key) : IWebhookSignature
{
    private const string SecretPrefix = "whsec_";
    private static readonly Duration Tolerance = Duration.FromMinutes(5);

    /// <summary>Null where the text after <c>whsec_</c> is no base64, or nothing is left as a key.</summary>
    public static StandardWebhooksSignature? TryCreate(string secret)
    {
        if (!secret.StartsWith(SecretPrefix, StringComparison.Ordinal)) return secret.Length == 0 ? null : new(Encoding.UTF8.GetBytes(secret));
        var key = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[SecretPrefix.Length..], key, out var length) && length > 0 ? new(key[..length]) : null;
    }

    public string? RefusalOf(IHeaderDictionary headers, ReadOnlySpan<byte> body, Instant now)
    {
        if (headers["webhook-id"] is not [{ Length: > 0 } id]) return "the header webhook-id is missing";
        if (headers["webhook-timestamp"] is not [{ Length: > 0 } timestamp]) return "the header webhook-timestamp is missing";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 99_999_999_999)
            return "webhook-timestamp is no Unix time in seconds";
        var age = now - Instant.FromUnixTimeSeconds(seconds);
        if (age > Tolerance || age < -Tolerance) return "webhook-timestamp is more than five minutes away from now";

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        Span<byte> expected = stackalloc byte[32];
        hmac.GetHashAndReset(expected);

        Span<byte> given = stackalloc byte[33];
        var right = false;
        foreach (var signature in headers["webhook-signature"].SelectMany(value => value?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []))
        {
            if (!signature.StartsWith("v1,", StringComparison.Ordinal)) continue;
            if (Convert.TryFromBase64String(signature[3..], given, out var length)) right |= CryptographicOperations.FixedTimeEquals(given[..length], expected);
        }

        return right ? null : "webhook-signature does not match";
    }
}
