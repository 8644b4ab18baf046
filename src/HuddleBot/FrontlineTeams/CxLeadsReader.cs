using HuddleBot.Core.Identity;

namespace HuddleBot.FrontlineTeams;

/// <summary><c>cxLeads</c>: who hears of what nobody answers, who gets the digest, and when. The digest is checked now and kept.</summary>
internal static class CxLeadsReader
{
    public static (IReadOnlyList<PersonId> People, ChannelId? Channel) Read(StrictObject file, string name)
    {
        if (file.Child(name, required: false, "channel", "people", "digest") is not { } leads) return ([], null);
        var channel = PlaceReader.Channel(leads, "channel", required: false);
        var people = PlaceReader.People(leads, "people");
        if (leads.Find("channel") is null && leads.Find("people") is null) file.Refuse(name, "name a channel or people");
        if (leads.Child("digest", required: false, "day", "at", "timeZone") is { } digest)
        {
            Days.CheckDay(digest, "day");
            Days.RequireTime(digest, "at");
            Days.ZoneOf(digest, "timeZone");
        }

        return (people, channel);
    }
}
