using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;

namespace HuddleBot.FrontlineTeams;

/// <summary><c>people</c>: when those work who decide on escalations, who stands in for them, whom they report to.</summary>
internal static class StaffReader
{
    public static IReadOnlyList<StaffMember> Read(StrictObject file, string name, List<string> errors, List<string> notes)
    {
        var staff = new Dictionary<PersonId, (StaffMember Member, string Path)>();
        foreach (var (value, path) in file.List(name))
        {
            if (StrictObject.Open(value, path, errors, "person", "timeZone", "workingDays", "workingHours", "holidays", "standIn", "manager", "digest") is not { } entry) continue;
            var person = PlaceReader.Person(entry, "person", required: true);
            var hours = WorkingTimeOf(entry);
            var (standIn, manager) = (OtherThan(person, entry, "standIn"), OtherThan(person, entry, "manager"));
            if (person is not null && !staff.TryAdd(person, (new(person, hours, standIn, manager) { WantsDigest = entry.Flag("digest") ?? true }, path)))
                entry.Refuse("person", $"'{person}' is the person of {staff[person].Path} already; put both entries into one");
        }

        notes.AddRange(ManagerCircles.Of(staff.Values.Select(found => found.Member)).Select(circle =>
            $"{staff[circle[0]].Path}.manager: the managers go round in a circle ({string.Join(" → ", circle.Append(circle[0]))}); that is harmless, since a reminder goes one step up only"));
        return [.. staff.Values.Select(found => found.Member)];
    }

    private static PersonId? OtherThan(PersonId? person, StrictObject entry, string name)
    {
        var other = PlaceReader.Person(entry, name, required: false);
        if (other is null || other != person) return other;
        entry.Refuse(name, "is the person themselves; name somebody else, or leave it out");
        return null;
    }

    /// <summary>Null: nothing of it is said, so that it is as the team's.</summary>
    private static WorkingTime? WorkingTimeOf(StrictObject entry)
    {
        if (entry.Find("timeZone") is null)
        {
            foreach (var name in (ReadOnlySpan<string>)["workingDays", "workingHours", "holidays"])
            {
                if (entry.Find(name) is null) continue;
                entry.Refuse("timeZone", $"is missing, and {name} mean nothing without it; add it, like Europe/London");
                break;
            }

            return null;
        }

        var zone = Days.ZoneOf(entry, "timeZone");
        var calendar = Days.CalendarOf(entry);
        var (from, to) = HoursOf(entry);
        return zone is null ? null : new(zone, calendar, from, to);
    }

    private static (NodaTime.LocalTime From, NodaTime.LocalTime To) HoursOf(StrictObject entry)
    {
        if (entry.Text("workingHours", required: false) is not { } text) return (WorkingTime.UsualFrom, WorkingTime.UsualTo);
        if (text.Split('-') is [var from, var to] && Days.TimeOf(from) is { } start && Days.TimeOf(to) is { } end && start < end) return (start, end);
        entry.Refuse("workingHours", $"'{text}' are no hours of one day; write them like 09:00-17:00, the earlier time first");
        return (WorkingTime.UsualFrom, WorkingTime.UsualTo);
    }
}
