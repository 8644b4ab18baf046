using System.Text.Json;

namespace HuddleBot.FrontlineTeams;

/// <summary><c>cxLeads</c>: who gets the digest, and when. Checked now, kept for the digests.</summary>
internal static class CxLeadsReader
{
    public static void Check(JsonElement element, string path, List<string> errors)
    {
        if (StrictObject.Open(element, path, errors, "channel", "people", "digest") is not { } leads) return;
        PlaceReader.Channel(leads, "channel", required: false);
        PlaceReader.People(leads, "people");
        if (leads.Find("channel") is null && leads.Find("people") is null) errors.Add($"{path}: name a channel or people");
        if (leads.Child("digest", required: false, "day", "at", "timeZone") is not { } digest) return;
        Days.CheckDay(digest, "day");
        Days.RequireTime(digest, "at");
        Days.ZoneOf(digest, "timeZone");
    }
}
