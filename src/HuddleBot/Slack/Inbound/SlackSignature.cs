using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HuddleBot.Slack.Inbound;

/// <summary>
/// Slack's request signature, version v0 ("Verifying requests from Slack"): HMAC-SHA256 over <c>v0:timestamp:body</c> with the signing secret as UTF-8 text,
/// as lowercase hex. Five minutes either way.
/// </summary>
public sealed class SlackSignature
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly byte[] key;

    /// <exception cref="ArgumentException">An empty secret would let everybody in.</exception>
    public SlackSignature(string signingSecret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(signingSecret);
        key = Encoding.UTF8.GetBytes(signingSecret);
    }

    public string Sign(string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.ASCII.GetBytes($"v0:{timestamp}:"));
        hmac.AppendData(body);
        return "v0=" + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    /// <summary>Null when the request is Slack's own and fresh; else why not, for the log.</summary>
    public string? Refuse(string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature)) return "a header is missing";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return "the timestamp is no number";
        if (Math.Abs((double)now.ToUnixTimeMilliseconds() - (seconds * 1000.0)) > Tolerance.TotalMilliseconds) return "the timestamp is more than five minutes off";
        if (!signature.StartsWith("v0=", StringComparison.Ordinal)) return "the signature's version is unknown";
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(timestamp, body)), Encoding.UTF8.GetBytes(signature)) ? null : "the signature does not match";
    }
}
