using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HuddleBot.Playground.Slack.Deliveries;

/// <summary>Signs a body as Slack does (docs: Verifying requests from Slack): v0, HMAC-SHA256 over <c>v0:timestamp:body</c>, keyed by the secret's text.</summary>
public static class RequestSignature
{
    public static string Sign(string signingSecret, long timestamp, ReadOnlySpan<byte> body)
    {
        ArgumentException.ThrowIfNullOrEmpty(signingSecret);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"v0:{timestamp.ToString(CultureInfo.InvariantCulture)}:"), .. body];
        return "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(signingSecret), signed));
    }
}
