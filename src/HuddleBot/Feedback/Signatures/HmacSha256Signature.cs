using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace HuddleBot.Feedback.Signatures;

/// <summary>HMAC-SHA256 over the raw body in one header: <c>sha256=</c> may stand before it, hex or base64.</summary>
public sealed class HmacSha256Signature(byte[] key, string header) : IWebhookSignature
{
    public const string DefaultHeader = "X-HuddleBot-Signature";
    private const string Prefix = "sha256=";

    public static HmacSha256Signature? TryCreate(string secret, string header) => secret.Length == 0 ? null : new(Encoding.UTF8.GetBytes(secret), header);

    public string? RefusalOf(IHeaderDictionary headers, ReadOnlySpan<byte> body, Instant now)
    {
        if (headers[header] is not [{ Length: > 0 } value]) return $"the header {header} is missing";
        var text = value.Trim();
        if (text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) text = text[Prefix.Length..];
        return Decode(text) is { } given && CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(key, body)) ? null : $"{header} does not match";
    }

    private static byte[]? Decode(string text)
    {
        var bytes = new byte[32];
        if (text.Length == 64 && text.All(char.IsAsciiHexDigit)) return Convert.FromHexString(text);
        return text.Length == 44 && Convert.TryFromBase64String(text, bytes, out var length) && length == bytes.Length ? bytes : null;
    }
}
