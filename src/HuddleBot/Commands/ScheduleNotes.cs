using HuddleBot.Core.Huddles;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Commands;

/// <summary>What is worth knowing of a planned huddle, in words.</summary>
internal static class ScheduleNotes
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("ddd uuuu-MM-dd");

    public static IEnumerable<string> Of(CalendarEntry entry)
    {
        var (occurrence, leftOut) = (entry.Planned.Occurrence, entry.Planned.LeftOut);
        if (leftOut is { } reason) yield return $"not held: {WordsOf(reason)}";
        else if (IsHeldOnHoliday(entry)) yield return "a holiday, held all the same";
        if (occurrence.Schedule.IsOfDayBefore) yield return $"of the shift of {Day.Format(occurrence.Id.Date)}";
        if (occurrence.Shift == ClockShift.Skipped) yield return $"{Clock.Format(occurrence.Schedule.At)} is skipped by the clocks, it starts right after";
        if (occurrence.Shift == ClockShift.Repeated) yield return $"{Clock.Format(occurrence.Schedule.At)} comes twice, it starts at the first";
        if (entry.Clocks is { } clocks) yield return WordsOf(clocks);
        foreach (var clash in entry.Clashes) yield return WordsOf(clash, entry);
    }

    public static bool IsHeldOnHoliday(CalendarEntry entry) => entry.Planned.LeftOut is null && entry.Team.Calendar.Holidays.Contains(entry.Planned.Occurrence.Id.Date);

    public static string WordsOf(LeftOut reason) => reason switch
    {
        LeftOut.Holiday => "holiday",
        LeftOut.Pause => "pause",
        LeftOut.AskedPause => "paused in the chat",
        LeftOut.NoSuchDay => "the zone has no such day",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "no such reason"),
    };

    public static string WordsOf(ClashReason reason) => reason switch
    {
        ClashReason.SameTeam => "same team",
        ClashReason.SameChannel => "same channel",
        ClashReason.SameLead => "same lead",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "no such reason"),
    };

    private static string WordsOf(ClockChange clocks)
    {
        var by = (int)Math.Abs(clocks.By.TotalMinutes);
        return $"DST: clocks go {(clocks.By > Duration.Zero ? "forward" : "back")} {by / 60}:{by % 60:00} at {Clock.Format(clocks.LocalTime.TimeOfDay)}";
    }

    private static string WordsOf(HuddleClash clash, CalendarEntry entry)
    {
        var other = clash.Other.StartsAt.InZone(entry.Team.TimeZone);
        var whose = clash.Team.Id == entry.Team.Id ? "" : $" of {clash.Team.Id}";
        return $"CLASH: {WordsOf(clash.Reason)} as {clash.Other.Schedule.Id}{whose} at {Clock.Format(other.TimeOfDay)}";
    }
}
