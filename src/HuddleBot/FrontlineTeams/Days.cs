using System.Text.Json;
using HuddleBot.Core.FrontlineTeams;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.FrontlineTeams;

/// <summary>Days, times and zones as the teams file writes them.</summary>
internal static class Days
{
    private static readonly LocalTimePattern HourAndMinute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly Dictionary<string, IsoDayOfWeek> Names = new(StringComparer.Ordinal)
    {
        ["mon"] = IsoDayOfWeek.Monday, ["tue"] = IsoDayOfWeek.Tuesday, ["wed"] = IsoDayOfWeek.Wednesday, ["thu"] = IsoDayOfWeek.Thursday,
        ["fri"] = IsoDayOfWeek.Friday, ["sat"] = IsoDayOfWeek.Saturday, ["sun"] = IsoDayOfWeek.Sunday,
    };

    public static string NameOf(IsoDayOfWeek day) => Names.First(pair => pair.Value == day).Key;

    public static IReadOnlyList<IsoDayOfWeek> Of(StrictObject owner, string name)
    {
        var days = new List<IsoDayOfWeek>();
        foreach (var (text, _) in owner.Texts(name))
        {
            if (Names.TryGetValue(text, out var day)) days.Add(day);
            else owner.Refuse(name, $"'{text}' is no day; use mon, tue, wed, thu, fri, sat, sun");
        }

        return days;
    }

    /// <summary><c>workingDays</c>, Monday to Friday where they are left out, and <c>holidays</c>.</summary>
    public static WorkingCalendar CalendarOf(StrictObject owner) => new(WorkingDays(owner), Holidays(owner));

    /// <summary>Null, with an error, where it is missing or no day.</summary>
    public static IsoDayOfWeek? RequireDay(StrictObject owner, string name)
    {
        if (owner.Text(name, required: true) is not { } text) return null;
        if (Names.TryGetValue(text, out var day)) return day;
        owner.Refuse(name, $"'{text}' is no day; use mon, tue, wed, thu, fri, sat or sun");
        return null;
    }

    public static LocalTime? TimeOf(string text) => HourAndMinute.Parse(text) is { Success: true, Value: var time } ? time : null;

    public static LocalTime? RequireTime(StrictObject owner, string name)
    {
        if (owner.Text(name, required: true) is not { } text) return null;
        if (TimeOf(text) is { } time) return time;
        owner.Refuse(name, $"'{text}' is no time of day; write it like 09:15");
        return null;
    }

    /// <summary>Required.</summary>
    public static DateTimeZone? ZoneOf(StrictObject owner, string name)
    {
        if (owner.Text(name, required: true) is not { } text) return null;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is { } zone) return zone;
        owner.Refuse(name, $"'{text}' is no time zone; use a name of the tz database, like Europe/London");
        return null;
    }

    private static IReadOnlySet<IsoDayOfWeek> WorkingDays(StrictObject owner)
    {
        if (owner.Find("workingDays") is not { } given) return WorkingCalendar.MondayToFriday.WorkingDays;
        var days = Of(owner, "workingDays");
        if (given.ValueKind == JsonValueKind.Array && given.GetArrayLength() == 0) owner.Refuse("workingDays", "has no day; name at least one, or leave it out for Monday to Friday");
        return days.ToHashSet();
    }

    private static HashSet<LocalDate> Holidays(StrictObject owner)
    {
        var holidays = new HashSet<LocalDate>();
        foreach (var (text, _) in owner.Texts("holidays"))
        {
            if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date }) holidays.Add(date);
            else owner.Refuse("holidays", $"'{text}' is no date; write it like 2026-12-25");
        }

        return holidays;
    }
}
