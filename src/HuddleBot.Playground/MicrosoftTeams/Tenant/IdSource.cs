using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HuddleBot.Playground.MicrosoftTeams.Tenant;

/// <summary>Makes ids in Teams' shapes. Not safe for several threads at once.</summary>
internal sealed class IdSource(TimeProvider time, string appId)
{
    private long lastMessage;

    public string NextMessage()
    {
        lastMessage = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), lastMessage + 1);
        return lastMessage.ToString(CultureInfo.InvariantCulture);
    }

    public void NotBefore(string messageId)
    {
        if (long.TryParse(messageId, CultureInfo.InvariantCulture, out var number)) lastMessage = Math.Max(lastMessage, number);
    }

    public static string NewChannel() => $"19:{Guid.NewGuid():N}@thread.tacv2";

    /// <summary>The same person always has the same one towards the same bot.</summary>
    public string MriOf(string entraId) => "29:1" + Digest($"{appId} {entraId}");

    public string ChatOf(string entraId) => "a:1" + Digest($"chat {appId} {entraId}");

    private static string Digest(string of) => Base64Url.EncodeToString(SHA512.HashData(Encoding.UTF8.GetBytes(of)));
}
