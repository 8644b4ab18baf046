using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;

namespace HuddleBot.FrontlineTeams;

/// <summary><c>groups</c>: people who own escalations together.</summary>
internal static class GroupsReader
{
    /// <summary>A form offers 100 choices, and one of them is no group.</summary>
    private const int MostGroups = 99;

    private const int MostCharactersOfName = 75;

    public static IReadOnlyList<PeopleGroup> Read(StrictObject file, string name, List<string> errors)
    {
        var groups = new List<PeopleGroup>();
        var (ids, names) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
        var entries = file.List(name);
        if (entries.Count > MostGroups) file.Refuse(name, $"are {entries.Count}; a form can offer {MostGroups}, so leave the others out");
        foreach (var (value, path) in entries)
        {
            if (StrictObject.Open(value, path, errors, "id", "name", "lead", "people", "channel") is not { } entry) continue;
            var (id, called) = (IdOf(entry), entry.Text("name", required: true, MostCharactersOfName));
            var (lead, people, channel) = (PlaceReader.Person(entry, "lead", required: true), PlaceReader.People(entry, "people"), PlaceReader.Channel(entry, "channel", required: false));
            if (id is not null && !ids.TryAdd(id, path)) entry.Refuse("id", $"'{id}' is the id of {ids[id]} already; give each group its own");
            if (called is not null && !names.TryAdd(called, path)) entry.Refuse("name", $"'{called}' is the name of {names[called]} already; people choose by it, so give each group its own");
            if (id is not null && called is not null && lead is not null) groups.Add(new(id, called, lead, WithLead(lead, people), channel));
        }

        return groups;
    }

    private static string? IdOf(StrictObject entry)
    {
        if (entry.Text("id", required: true) is not { } id) return null;
        if (TeamId.IsValid(id)) return id;
        entry.Refuse("id", $"'{id}' is no id of a group; use 1 to 63 of a-z, 0-9 and -, starting with a letter or digit");
        return null;
    }

    /// <summary>Whoever leads a group belongs to it, whether the file repeats that or not.</summary>
    private static IReadOnlyList<PersonId> WithLead(PersonId lead, IReadOnlyList<PersonId> people) => people.Contains(lead) ? people : [lead, .. people];
}
