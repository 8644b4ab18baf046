using System.Globalization;
using System.Text.Json.Nodes;
using HuddleBot.MicrosoftTeams.Manifest;

namespace HuddleBot.Tests.MicrosoftTeams.Manifest;

/// <summary>The manifest is what Microsoft Teams takes.</summary>
public sealed class TeamsManifestTests
{
    private static JsonNode Manifest => JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "manifests/teams/manifest.json")))!;

    /// <summary>What breaks it, by the place that is then complained of.</summary>
    public static TheoryData<string, string> Breaks { get; } = new()
    {
        { "$.id", "huddlebot" }, { "$.developer.name", Long(33) }, { "$.developer.privacyUrl", "ftp://example.com" }, { "$.name.short", Long(31) }, { "$.name.full", Long(101) },
        { "$.description.short", Long(81) }, { "$.description.full", Long(4001) }, { "$.accentColor", "navy" }, { "$.webApplicationInfo.id", "huddlebot" }, { "$.bots[0].botId", "huddlebot" },
        { "$.bots[0].commandLists[0].commands[0].title", Long(129) }, { "$.bots[0].commandLists[1].commands[0].description", Long(4001) },
        { "$.composeExtensions[0].commands[0].id", Long(65) }, { "$.composeExtensions[0].commands[0].title", Long(33) }, { "$.composeExtensions[0].commands[0].description", Long(129) },
    };

    private static string Long(int length) => new('x', length);

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("color.png")]
    [InlineData("outline.png")]
    public void It_lies_beside_the_binary(string file) => Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "manifests/teams", file)));

    [Fact]
    public async Task It_is_valid_by_Microsofts_own_schema_of_the_newest_version()
    {
        Assert.Equal("valid", await ManifestSchema.CheckAsync(Manifest));
        var newest = Directory.EnumerateDirectories(ManifestSchema.Folder, "v1.*").Max(folder => int.Parse(Path.GetFileName(folder)["v1.".Length..], CultureInfo.InvariantCulture));
        Assert.Equal($"1.{newest}", (string?)Manifest["manifestVersion"]);
        Assert.Equal($"https://developer.microsoft.com/json-schemas/teams/v1.{newest}/MicrosoftTeams.schema.json", (string?)Manifest["$schema"]);
    }

    [Fact]
    public void It_passes_our_own_check() => Assert.Empty(ManifestRules.Check(Manifest));

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_broken_one_is_refused_by_the_schema_and_by_our_own_check(string place, string value)
    {
        var manifest = Manifest;
        Set(manifest, place, value);
        Assert.NotEqual("valid", await ManifestSchema.CheckAsync(manifest));
        Assert.StartsWith(place, Assert.Single(ManifestRules.Check(manifest)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_commands_are_refused_by_the_schema_and_by_our_own_check()
    {
        var manifest = Manifest;
        var commands = manifest["bots"]![0]!["commandLists"]![0]!["commands"]!.AsArray();
        while (commands.Count < 13) commands.Add(new JsonObject { ["title"] = $"command {commands.Count}", ["description"] = "One too many" });
        Assert.NotEqual("valid", await ManifestSchema.CheckAsync(manifest));
        Assert.Equal("$.bots[0].commandLists[0].commands has 13 entries; 12 are allowed", Assert.Single(ManifestRules.Check(manifest)));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var manifest = Manifest;
        manifest["developer"]!.AsObject().Remove("name");
        manifest.AsObject().Remove("bots");
        Assert.Equal(["$.bots is missing", "$.developer.name is missing"], ManifestRules.Check(manifest).Order(StringComparer.Ordinal));
    }

    private static void Set(JsonNode manifest, string place, string value)
    {
        var steps = place[2..].Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        var node = steps[..^1].Aggregate(manifest, (at, step) => int.TryParse(step, CultureInfo.InvariantCulture, out var index) ? at[index]! : at[step]!);
        node[steps[^1]] = value;
    }
}
