using System.Globalization;
using System.Text.RegularExpressions;
using HuddleBot.Core.Digests;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Digests;

/// <summary>A period as somebody types it: <c>week</c>, <c>month</c> or <c>quarter</c> (the last whole one), <c>2026-11-16</c> (seven days from it), <c>2026-10</c>, <c>2026-Q4</c>.</summary>
internal static partial class DigestPeriodText
{
    public const string Forms = "week, month or quarter for the last whole one, or 2026-11-16 (seven days from it), 2026-10, 2026-Q4";

    /// <summary>As the months and quarters have them: no calendar ends near them.</summary>
    private const int FirstYear = 1000, LastYear = 2999;

    /// <summary>Whether it is one, whatever the day.</summary>
    public static bool IsOne(string text) => TryParse(text, new(2000, 1, 1), DateTimeZone.Utc) is not null;

    /// <summary>Null: it is none.</summary>
    /// <param name="today">In the zone.</param>
    public static DigestPeriod? TryParse(string text, LocalDate today, DateTimeZone zone)
    {
        switch (text.ToLowerInvariant())
        {
            case "week": return DigestPeriod.LastBefore(DigestSpan.Week, today, zone);
            case "month": return DigestPeriod.LastBefore(DigestSpan.Month, today, zone);
            case "quarter": return DigestPeriod.LastBefore(DigestSpan.Quarter, today, zone);
        }

        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= FirstYear and <= LastYear } first }) return new(DigestSpan.Week, first, zone);
        if (Month().Match(text) is { Success: true } month) return new(DigestSpan.Month, new(Number(month, 1), Number(month, 2), 1), zone);
        return Quarter().Match(text) is { Success: true } quarter ? new(DigestSpan.Quarter, new(Number(quarter, 1), (Number(quarter, 2) * 3) - 2, 1), zone) : null;
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^([12][0-9]{3})-(0[1-9]|1[0-2])$", RegexOptions.None, 1000)]
    private static partial Regex Month();

    [GeneratedRegex("^([12][0-9]{3})-[Qq]([1-4])$", RegexOptions.None, 1000)]
    private static partial Regex Quarter();
}
