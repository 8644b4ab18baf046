using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HuddleBot.Slack.Installation;

/// <summary>
/// Ties the two halves of an installation together, so that nobody can slip somebody else's code in (RFC 6749, 10.12): a signed, dated nonce, which rides in the
/// address and in a cookie of the browser that began. Nothing is stored, so that any replica can finish what another began.
/// </summary>
public sealed class OAuthState(string clientSecret, TimeProvider time)
{
    public const string Cookie = "huddlebot_slack_state";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(clientSecret), 32, info: "huddlebot slack oauth state"u8.ToArray());

    public string Create()
    {
        var content = $"{time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16))}";
        return $"{content}.{Sign(content)}";
    }

    public bool IsGood(string? fromAddress, string? fromCookie)
    {
        if (string.IsNullOrEmpty(fromAddress) || string.IsNullOrEmpty(fromCookie)) return false;
        if (!Same(fromAddress, fromCookie)) return false;
        var parts = fromAddress.Split('.');
        if (parts.Length != 3 || !Same(parts[2], Sign($"{parts[0]}.{parts[1]}"))) return false;
        if (!long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        var age = time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds);
        return age >= TimeSpan.FromMinutes(-1) && age <= Lifetime;
    }

    private static bool Same(string a, string b) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));

    private string Sign(string content) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(content)));
}
