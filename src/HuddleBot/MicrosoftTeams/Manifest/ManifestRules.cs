using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HuddleBot.MicrosoftTeams.Manifest;

/// <summary>What Microsoft Teams takes of a manifest such as ours, in UTF-16 characters and items; the schema at the manifest's <c>$schema</c> says the same.</summary>
internal static partial class ManifestRules
{
    public const int ShortName = 30;
    public const int DeveloperName = 32;
    public const int Url = 2048;
    public const string Version = @"^(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})$";

    private const int CommandLists = 3, BotCommands = 12, ActionCommands = 10;

    /// <summary>Everything that is wrong, each with its place; empty: Microsoft Teams will take it.</summary>
    public static IReadOnlyList<string> Check(JsonNode manifest) =>
    [
        .. Text(manifest, "version", 256, VersionShape()),
        .. Text(manifest, "id", 36, GuidShape()),
        .. Text(manifest, "developer.name", DeveloperName),
        .. Text(manifest, "developer.websiteUrl", Url, HttpsShape()),
        .. Text(manifest, "developer.privacyUrl", Url, HttpsShape()),
        .. Text(manifest, "developer.termsOfUseUrl", Url, HttpsShape()),
        .. Text(manifest, "name.short", ShortName),
        .. Text(manifest, "name.full", 100),
        .. Text(manifest, "description.short", 80),
        .. Text(manifest, "description.full", 4000),
        .. Text(manifest, "icons.color", Url),
        .. Text(manifest, "icons.outline", Url),
        .. Text(manifest, "accentColor", 7, ColourShape()),
        .. Text(manifest, "webApplicationInfo.id", 36, GuidShape()),
        .. Items(manifest, "bots", 1).SelectMany(CheckBot),
        .. Items(manifest, "composeExtensions", 1).SelectMany(CheckExtension),
        .. (string[])[.. TooMany(manifest, "bots", 1), .. TooMany(manifest, "composeExtensions", 1), .. TooMany(manifest, "validDomains", 100, least: 0)],
    ];

    private static IEnumerable<string> CheckBot(JsonNode bot) =>
    [
        .. Text(bot, "botId", 36, GuidShape()),
        .. TooMany(bot, "scopes", 4),
        .. TooMany(bot, "commandLists", CommandLists),
        .. Items(bot, "commandLists", CommandLists).SelectMany(list => TooMany(list, "commands", BotCommands)),
        .. Items(bot, "commandLists", CommandLists).SelectMany(list => Items(list, "commands", BotCommands)).SelectMany(command => (string[])[.. Text(command, "title", 128), .. Text(command, "description", 4000)]),
    ];

    private static IEnumerable<string> CheckExtension(JsonNode extension) =>
    [
        .. Text(extension, "botId", 36, GuidShape()),
        .. TooMany(extension, "commands", ActionCommands),
        .. Items(extension, "commands", ActionCommands).SelectMany(command => (string[])[.. Text(command, "id", 64), .. Text(command, "title", 32), .. Text(command, "description", 128)]),
    ];

    private static IEnumerable<string> Text(JsonNode node, string path, int limit, Regex? shape = null)
    {
        var found = path.Split('.').Aggregate((JsonNode?)node, (at, name) => (at as JsonObject)?[name]);
        if (found is not JsonValue value || !value.TryGetValue<string>(out var text) || string.IsNullOrWhiteSpace(text)) return [$"{Place(node, path)} is missing"];
        if (text.Length > limit) return [$"{Place(node, path)} has {text.Length} characters; {limit} are allowed"];
        return shape is null || shape.IsMatch(text) ? [] : [$"{Place(node, path)} is '{text}', which is not of the right form"];
    }

    private static IEnumerable<JsonNode> Items(JsonNode node, string name, int limit) => (node[name] as JsonArray ?? []).Take(limit).OfType<JsonNode>();

    private static IEnumerable<string> TooMany(JsonNode node, string name, int most, int least = 1)
    {
        var count = (node[name] as JsonArray)?.Count ?? 0;
        if (count < least) yield return $"{Place(node, name)} is missing";
        if (count > most) yield return $"{Place(node, name)} has {count} entries; {most} are allowed";
    }

    private static string Place(JsonNode node, string path) => $"{node.GetPath()}.{path}";

    [GeneratedRegex(Version, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionShape();

    [GeneratedRegex("^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GuidShape();

    [GeneratedRegex("^https://[^/]", RegexOptions.None, 1000)]
    private static partial Regex HttpsShape();

    [GeneratedRegex("^#[0-9a-fA-F]{6}$", RegexOptions.None, 1000)]
    private static partial Regex ColourShape();
}
