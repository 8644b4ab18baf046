using System.Text.Json;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Hosting;

namespace HuddleBot.FrontlineTeams;

/// <summary>A teams file that was read without a mistake.</summary>
/// <param name="Teams">Each with the JSON that describes it, in the order of the file.</param>
/// <param name="Company">What it says beyond its teams; every team has it.</param>
/// <param name="CompanyJson">The JSON that describes that.</param>
/// <param name="Notes">What is harmless, and perhaps not what was meant.</param>
public sealed record TeamsFile(IReadOnlyList<(FrontlineTeam Team, string Json)> Teams, Company Company, string CompanyJson, IReadOnlyList<string> Notes)
{
    /// <summary>What a row of the storage can hold of one team (1 MiB), with room to spare.</summary>
    private const int MaxCharacters = 400_000;

    /// <summary>The file, or every mistake in it at once.</summary>
    public static (TeamsFile? File, IReadOnlyList<string> Errors) Read(string text) => Read(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>The file, or every mistake in it at once.</summary>
    public static (TeamsFile? File, IReadOnlyList<string> Errors) Read(ReadOnlySpan<byte> utf8)
    {
        var (document, refusal) = JsonText.TryParse(utf8);
        if (document is null) return (null, [$"The file is {refusal}."]);
        using (document)
        {
            var errors = new List<string>();
            var file = Read(document.RootElement, errors);
            return errors.Count == 0 ? (file, errors) : (null, errors);
        }
    }

    /// <param name="company">What was stored with it: <see cref="ReadStoredCompany"/>; null: nothing.</param>
    /// <exception cref="InvalidDataException">Not what <see cref="Read(ReadOnlySpan{byte})"/> has taken before.</exception>
    public static FrontlineTeam ReadStoredTeam(string json, Company? company = null)
    {
        using var document = JsonDocument.Parse(json);
        var errors = new List<string>();
        return FrontlineTeamReader.Read(document.RootElement, "team", errors, company) is { } team && errors.Count == 0 ? team : throw Unreadable("team", errors);
    }

    /// <inheritdoc cref="ReadStoredTeam"/>
    public static Company ReadStoredCompany(string json)
    {
        using var document = JsonDocument.Parse(json);
        var errors = new List<string>();
        var company = StrictObject.Open(document.RootElement, "", errors, [.. CompanyReader.Names]) is { } stored ? CompanyReader.Read(stored, errors, []) : Company.Empty;
        return errors.Count == 0 ? company : throw Unreadable("company", errors);
    }

    private static TeamsFile? Read(JsonElement root, List<string> errors)
    {
        if (StrictObject.Open(root, "", errors, ["$schema", "frontlineTeams", .. CompanyReader.Names]) is not { } file) return null;
        var notes = new List<string>();
        var company = CompanyReader.Read(file, errors, notes);
        var teams = new List<(FrontlineTeam Team, string Json)>();
        var ids = new Dictionary<TeamId, string>();
        foreach (var (value, path) in file.List("frontlineTeams", required: true))
        {
            if (FrontlineTeamReader.Read(value, path, errors, company) is not { } team) continue;
            if (!ids.TryAdd(team.Id, path)) errors.Add($"{path}.id: '{team.Id}' is the id of {ids[team.Id]} already; give each team its own");
            if (value.GetRawText().Length > MaxCharacters) errors.Add($"{path}: is longer than {MaxCharacters} characters; shorten its lists");
            if (team.ResolveWithinDays < team.AnswerWithinDays)
                notes.Add($"{path}.escalation.resolveWithinDays: is {team.ResolveWithinDays}, less than the {team.AnswerWithinDays} days for the first answer; perhaps the two are exchanged");
            teams.Add((team, value.GetRawText()));
        }

        foreach (var (team, route, earlier) in Routing.Hidden([.. teams.Select(one => one.Team)]))
            notes.Add($"{ids[team.Id]}.routes[{route}]: nothing comes this way, because '{earlier.Id}' stands before and takes the same; whatever the case of the letters, they are one");
        if (PeopleWithoutHours.NoteOn(company) is { } note) notes.Add($"people: {note}; add them, with their timeZone");
        return new(teams, company, JsonOf(file), notes);
    }

    /// <summary>The parts that say something beyond the teams, as they were written.</summary>
    private static string JsonOf(StrictObject file) =>
        $"{{{string.Join(',', CompanyReader.Names.Where(name => file.Find(name) is not null).Select(name => $"\"{name}\":{file.Find(name)!.Value.GetRawText()}"))}}}";

    private static InvalidDataException Unreadable(string what, List<string> errors) =>
        new($"a stored {what} cannot be read, apply the teams file again: {string.Join("; ", errors)}");
}
