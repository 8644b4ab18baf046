using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace HuddleBot.Feedback.Signatures;

/// <summary><c>Authorization: Bearer SECRET</c> (RFC 6750), for tools that cannot sign. Compared as digests, so that the length does not show either.</summary>
public sealed class BearerSignature(byte[] secretDigest) : IWebhookSignature
{
    private const string Scheme = "Bearer ";

    public static BearerSignature? TryCreate(string secret) => secret.Length == 0 ? null : new(DigestOf(secret));

    public string? RefusalOf(IHeaderDictionary headers, ReadOnlySpan<byte> body, Instant now)
    {
        if (headers.Authorization is not [{ } value] || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return "the header Authorization: Bearer is missing";
        return CryptographicOperations.FixedTimeEquals(DigestOf(value[Scheme.Length..].Trim()), secretDigest) ? null : "the bearer token does not match";
    }

    private static byte[] DigestOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
