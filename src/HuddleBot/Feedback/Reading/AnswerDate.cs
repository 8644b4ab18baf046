using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace HuddleBot.Feedback.Reading;

/// <summary>
/// When a customer answered: ISO 8601, or Unix time in seconds or (from 10^12) milliseconds, as a number or as text. Without an offset it is UTC. A bare date is
/// noon UTC, so that it is the same date for nearly everybody who reads it.
/// </summary>
public static partial class AnswerDate
{
    /// <summary>How far a sender's clock may run ahead of ours; also gives today's bare date its place before noon.</summary>
    public static readonly Duration ClockSkew = Duration.FromHours(24);

    private const string Forms = "write it like 2026-11-20T09:12:00Z, 2026-11-20, or as Unix time";

    /// <summary>The instant, or the reason why not, naming the field.</summary>
    public static (Instant? At, string? Reason) Read(Field field, Instant now)
    {
        if (field.Value.IsBlank) return (null, $"{field.Name} is missing: {Forms}");
        if (field.Value.Kind is not (FieldKind.Text or FieldKind.Number)) return (null, $"{field.Name} is no date: {Forms}");
        if (TryParse(field.Value.Text.Trim()) is not { } at) return (null, $"{field.Name} {field.Quoted} is no date that can be read for certain: {Forms}");
        if (at < NodaConstants.UnixEpoch) return (null, $"{field.Name} {field.Quoted} lies before 1970: correct the date");
        if (at > now + ClockSkew) return (null, $"{field.Name} {field.Quoted} lies in the future: correct the date or the sender's clock");
        return (at, null);
    }

    public static Instant? TryParse(string text)
    {
        if (Iso().Match(text) is { Success: true } match) return OfIso(match);
        if (!double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)) return null;
        if (!double.IsFinite(number) || Math.Abs(number) >= 1e14 || IsCompactDate(text)) return null;
        return Instant.FromUnixTimeTicks((long)(number * (Math.Abs(number) >= 1e12 ? NodaConstants.TicksPerMillisecond : (double)NodaConstants.TicksPerSecond)));
    }

    /// <summary>Whether 20140309 was meant as a date; as Unix seconds it would be a day in 1970.</summary>
    private static bool IsCompactDate(string text) => text.Length == 8 && LocalDateOf(text[..4], text[4..6], text[6..]) is { Year: >= 1970 and <= 2099 };

    private static Instant? OfIso(Match match)
    {
        if (LocalDateOf(match.Groups["y"].Value, match.Groups["mo"].Value, match.Groups["d"].Value) is not { } date) return null;
        if (!match.Groups["h"].Success) return date.At(new LocalTime(12, 0)).InUtc().ToInstant();
        var (hour, minute, second) = (Number(match.Groups["h"]), Number(match.Groups["mi"]), Math.Min(Number(match.Groups["s"]), 59));
        if (hour > 23 || minute > 59 || Number(match.Groups["s"]) > 60) return null;
        var nanoseconds = long.Parse(match.Groups["f"].Value.PadRight(9, '0')[..9], CultureInfo.InvariantCulture);
        var (offsetHours, offsetMinutes) = (Number(match.Groups["oh"]), Number(match.Groups["om"]));
        if (offsetHours > 18 || offsetMinutes > 59 || (offsetHours == 18 && offsetMinutes > 0)) return null;
        var offset = Offset.FromSeconds((match.Groups["sign"].Value == "-" ? -60 : 60) * ((offsetHours * 60) + offsetMinutes));
        return date.At(new LocalTime(hour, minute, second).PlusNanoseconds(nanoseconds)).WithOffset(offset).ToInstant();
    }

    private static LocalDate? LocalDateOf(string year, string month, string day)
    {
        if (!int.TryParse(year, out var y) || !int.TryParse(month, out var m) || !int.TryParse(day, out var d)) return null;
        return y is >= 1 and <= 9998 && m is >= 1 and <= 12 && d >= 1 && d <= CalendarSystem.Iso.GetDaysInMonth(y, m) ? new LocalDate(y, m, d) : null;
    }

    private static int Number(Group group) => group.Length == 0 ? 0 : int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<y>[0-9]{4})-(?<mo>[0-9]{2})-(?<d>[0-9]{2})([Tt ](?<h>[0-9]{2}):(?<mi>[0-9]{2})(:(?<s>[0-9]{2})([.,](?<f>[0-9]{1,12}))?)?\ ?([Zz]|UTC|(?<sign>[+-])(?<oh>[0-9]{2})(:?(?<om>[0-9]{2}))?)?)?$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Iso();
}
