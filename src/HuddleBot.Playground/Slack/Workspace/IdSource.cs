using System.Globalization;
using System.Security.Cryptography;

namespace HuddleBot.Playground.Slack.Workspace;

/// <summary>Makes ids in Slack's shapes. Not safe for several threads at once.</summary>
internal sealed class IdSource(TimeProvider time)
{
    private long lastTs;
    /// <summary>The last number given out.</summary>
    public int Serial { get; set; } = 9000;

    /// <summary>A new message's ts; always later than the one before.</summary>
    public string NextTs()
    {
        var micros = time.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        lastTs = Math.Max(micros, lastTs + 100);
        return FormatTs(lastTs);
    }

    public void NotBefore(string ts)
    {
        if (decimal.TryParse(ts, CultureInfo.InvariantCulture, out var seconds)) lastTs = Math.Max(lastTs, (long)(seconds * 1_000_000));
    }

    public string Next(char prefix) => prefix + (++Serial).ToString("D6", CultureInfo.InvariantCulture);

    public static string Secret(int bytes = 12) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));

    private static string FormatTs(long micros) => $"{micros / 1_000_000}.{micros % 1_000_000:D6}";
}
