using System.Globalization;
using System.Net.Http.Headers;

namespace HuddleBot.Hosting;

/// <summary>How long the other side asks us to wait (RFC 9110, 10.2.3: seconds or a date), whatever else stands there.</summary>
internal static class RetryAfter
{
    /// <summary>Whoever asks for more is asked again after this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>A date is counted from the other side's own time, whatever our clock says.</summary>
    /// <param name="now">Where the other side does not say its time; null: then a date tells nothing.</param>
    /// <returns>More than nothing and an hour at most; null: it does not say, or nothing that can be waited for (a moment that has passed, no number).</returns>
    public static TimeSpan? Of(HttpResponseHeaders headers, DateTimeOffset? now = null)
    {
        if (!headers.TryGetValues("Retry-After", out var values) || values.FirstOrDefault() is not { } text) return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) return Within(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && (headers.Date ?? now) is { } since ? Within((date - since).TotalSeconds) : null;
    }

    /// <summary>"NaN" and "Infinity" are numbers to a parser.</summary>
    private static TimeSpan? Within(double seconds) =>
        double.IsFinite(seconds) && seconds > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds)) : null;
}
