using System.Text.Json;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Hosting;

namespace HuddleBot.FrontlineTeams;

/// <summary>A teams file that was read without a mistake.</summary>
/// <param name="Teams">Each with the JSON that describes it, in the order of the file.</param>
/// <param name="CxLeads">Checked and kept; null where the file has none.</param>
public sealed record TeamsFile(IReadOnlyList<(FrontlineTeam Team, string Json)> Teams, string? CxLeads)
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

    /// <exception cref="InvalidDataException">Not what <see cref="Read(ReadOnlySpan{byte})"/> has taken before.</exception>
    public static FrontlineTeam ReadStoredTeam(string json)
    {
        using var document = JsonDocument.Parse(json);
        var errors = new List<string>();
        return FrontlineTeamReader.Read(document.RootElement, "team", errors) is { } team && errors.Count == 0
            ? team
            : throw new InvalidDataException($"a stored team cannot be read, apply the teams file again: {string.Join("; ", errors)}");
    }

    private static TeamsFile Read(JsonElement root, List<string> errors)
    {
        var teams = new List<(FrontlineTeam, string)>();
        if (StrictObject.Open(root, "", errors, "$schema", "frontlineTeams", "cxLeads") is not { } file) return new([], null);
        var ids = new Dictionary<TeamId, string>();
        foreach (var (value, path) in file.List("frontlineTeams", required: true))
        {
            if (FrontlineTeamReader.Read(value, path, errors) is not { } team) continue;
            if (!ids.TryAdd(team.Id, path)) errors.Add($"{path}.id: '{team.Id}' is the id of {ids[team.Id]} already; give each team its own");
            if (value.GetRawText().Length > MaxCharacters) errors.Add($"{path}: is longer than {MaxCharacters} characters; shorten its lists");
            teams.Add((team, value.GetRawText()));
        }

        if (file.Find("cxLeads") is { } leads) CxLeadsReader.Check(leads, "cxLeads", errors);
        if (file.Find("cxLeads")?.GetRawText().Length > MaxCharacters) errors.Add($"cxLeads: is longer than {MaxCharacters} characters; shorten its lists");
        return new(teams, file.Find("cxLeads")?.GetRawText());
    }
}
