using HuddleBot.Core.Diagnosis;

namespace HuddleBot.Hosting;

/// <summary>This machine's clock, compared with another's.</summary>
internal static class ClockSkew
{
    /// <summary>Signatures and tokens count for some minutes; before that is used up, somebody should know.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(2);

    /// <param name="whose">With its genitive: "Slack's".</param>
    /// <param name="consequence">What comes of it if nothing is done.</param>
    public static Finding Judge(DateTimeOffset here, DateTimeOffset there, string right, string whose, string consequence)
    {
        var skew = here - there;
        return skew.Duration() <= Most
            ? Finding.Ok($"{right}: this machine's clock is right")
            : Finding.Wrong($"this machine's clock is {skew.Duration().TotalMinutes:N0} minutes {(skew > TimeSpan.Zero ? "ahead of" : "behind")} {whose}", $"set it right (NTP): {consequence}");
    }
}
