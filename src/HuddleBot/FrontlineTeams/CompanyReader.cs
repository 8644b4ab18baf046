using HuddleBot.Core.FrontlineTeams;

namespace HuddleBot.FrontlineTeams;

/// <summary>What the teams file says beyond its teams: <c>people</c>, <c>groups</c>, <c>admins</c>, <c>cxLeads</c>, <c>quadrants</c>.</summary>
internal static class CompanyReader
{
    public static IReadOnlyList<string> Names { get; } = ["people", "groups", "admins", "cxLeads", "quadrants"];

    /// <summary>Whatever is wrong is in <paramref name="errors"/>; what is harmless and still worth a look in <paramref name="notes"/>.</summary>
    public static Company Read(StrictObject file, List<string> errors, List<string> notes)
    {
        var (leads, channel, digest) = CxLeadsReader.Read(file, "cxLeads");
        return new(StaffReader.Read(file, "people", errors, notes), GroupsReader.Read(file, "groups", errors), PlaceReader.People(file, "admins"), leads, channel)
        {
            Digest = digest,
            Quadrants = QuadrantsReader.Read(file),
        };
    }
}
