using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.MicrosoftTeams.Actions;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams;

/// <summary>
/// Puts the people of a channel into the fields that name an owner. The people picker of Microsoft Teams (<c>choices.data</c>) is no part of Adaptive Cards 1.5 and
/// empty in other clients, so it comes only where there are more people than a list can hold.
/// </summary>
internal static class PeopleChoices
{
    private const int Most = 60;

    private const int LongestName = 80;

    /// <summary>Whether a card has such a field: most have none, and need not be read again.</summary>
    public static bool AreAskedFor(RenderedCard card) => card.Json.Contains($"\"{Verbs.Inputs.Owner}\"", StringComparison.Ordinal);

    public static void Fill(JsonObject card, IReadOnlyCollection<ChannelAccount> people)
    {
        foreach (var input in CardJson.Elements(card).Where(element => (string?)element["id"] == Verbs.Inputs.Owner && element["choices"] is JsonArray).ToList())
        {
            var choices = (JsonArray)input["choices"]!;
            if (people.Count > Most)
            {
                input["choices.data"] = new JsonObject { ["type"] = "Data.Query", ["dataset"] = "graph.microsoft.com/users?scope=currentContext" };
                continue;
            }

            var there = choices.Select(choice => (string?)choice?["value"]).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var (id, name) in people.Select(person => (person.EntraId, Name: Line(person.Name))).OrderBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase))
            {
                if (id is not null && name.Length > 0 && there.Add(id)) choices.Add((JsonNode)new JsonObject { ["title"] = name, ["value"] = id });
            }
        }
    }

    /// <summary>On one line, whole characters only.</summary>
    private static string Line(string? name)
    {
        var line = string.Join(' ', (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = string.Concat(line.EnumerateRunes().Where(rune => !System.Text.Rune.IsControl(rune)).Take(LongestName));
        return line;
    }
}
