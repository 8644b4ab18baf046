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

    /// <summary>Required.</summary>
    public static void CheckDay(StrictObject owner, string name)
    {
        if (owner.Text(name, required: true) is { } text && !Names.ContainsKey(text)) owner.Refuse(name, $"'{text}' is no day; use mon, tue, wed, thu, fri, sat or sun");
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
}
