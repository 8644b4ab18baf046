using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;

namespace HuddleBot.FrontlineTeams;

/// <summary><c>cxLeads</c>: who hears of what nobody answers, who gets the digest, and when.</summary>
internal static class CxLeadsReader
{
    public static (IReadOnlyList<PersonId> People, ChannelId? Channel, DigestSchedule? Digest) Read(StrictObject file, string name)
    {
        if (file.Child(name, required: false, "channel", "people", "digest") is not { } leads) return ([], null, null);
        var channel = PlaceReader.Channel(leads, "channel", required: false);
        var people = PlaceReader.People(leads, "people");
        if (leads.Find("channel") is null && leads.Find("people") is null) file.Refuse(name, "name a channel or people");
        return (people, channel, leads.Child("digest", required: false, "day", "at", "timeZone", "managers") is { } digest ? DigestOf(digest) : null);
    }

    private static DigestSchedule? DigestOf(StrictObject digest)
    {
        var (day, at, zone, toManagers) = (Days.RequireDay(digest, "day"), Days.RequireTime(digest, "at"), Days.ZoneOf(digest, "timeZone"), digest.Flag("managers") ?? true);
        return day is null || at is null || zone is null ? null : new(day.Value, at.Value, zone, toManagers);
    }
}
