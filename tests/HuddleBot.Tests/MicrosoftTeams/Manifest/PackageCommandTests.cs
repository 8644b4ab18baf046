using System.IO.Compression;
using System.Text.Json.Nodes;
using HuddleBot.Tests.Feedback;
using HuddleBot.Tests.Storage;

namespace HuddleBot.Tests.MicrosoftTeams.Manifest;

/// <summary><c>manifest package</c> as an administrator types it.</summary>
public sealed class PackageCommandTests : IDisposable
{
    private const string AppId = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
    private const string CatalogueId = "0d3cbd5a-3c0f-4b0a-9a2f-1f4c2a1d7e11";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Package => folder.File("huddlebot.zip");

    private Task<(int Code, string Out, string Error)> RunAsync(params (string Key, string Value)[] settings) =>
        BotProcess.RunAsync(folder.File("unused.db"), settings.ToDictionary(setting => $"MicrosoftTeams__{setting.Key}", setting => setting.Value), "manifest", "package", "--output", Package);

    private JsonNode ManifestInPackage()
    {
        using var zip = ZipFile.OpenRead(Package);
        using var stream = zip.GetEntry("manifest.json")!.Open();
        return JsonNode.Parse(stream)!;
    }

    [Fact]
    public async Task The_package_has_the_bots_id_and_the_settings_and_three_files()
    {
        var (code, output, error) = await RunAsync(
            ("AppId", AppId), ("Manifest__Id", CatalogueId), ("Manifest__Version", "1.2.3"), ("Manifest__ShortName", "Huddle (try)"), ("Manifest__DeveloperName", "Sunny Hotels"),
            ("Manifest__WebsiteUrl", "https://sunny.example.com/help"), ("Manifest__PrivacyUrl", "https://sunny.example.com/privacy"), ("Manifest__TermsOfUseUrl", "https://sunny.example.com/terms"));
        Assert.Equal((0, "", $"{Package} is written."), (code, error, output.Trim()));
        using (var zip = ZipFile.OpenRead(Package)) Assert.Equal(["color.png", "manifest.json", "outline.png"], zip.Entries.Select(entry => entry.FullName).Order());
        var manifest = ManifestInPackage();
        Assert.Equal(
            [CatalogueId, AppId, AppId, AppId, "1.2.3", "Huddle (try)", "Sunny Hotels", "https://sunny.example.com/help", "https://sunny.example.com/privacy", "https://sunny.example.com/terms"],
            new[]
            {
                manifest["id"], manifest["bots"]![0]!["botId"], manifest["composeExtensions"]![0]!["botId"], manifest["webApplicationInfo"]!["id"], manifest["version"], manifest["name"]!["short"], manifest["developer"]!["name"],
                manifest["developer"]!["websiteUrl"], manifest["developer"]!["privacyUrl"], manifest["developer"]!["termsOfUseUrl"],
            }.Select(value => (string?)value));
        Assert.Equal("valid", await ManifestSchema.CheckAsync(manifest));
        Assert.Equal([Package], Directory.EnumerateFiles(Path.GetDirectoryName(Package)!, "huddlebot.zip*"));
    }

    [Fact]
    public async Task The_id_of_the_bot_is_enough_and_what_is_still_an_example_is_said()
    {
        await File.WriteAllTextAsync(Package, "an older package");
        var (code, output, error) = await RunAsync(("AppId", AppId));
        Assert.Equal((0, $"{Package} was there and has been replaced."), (code, output.Trim()));
        Assert.Contains("MicrosoftTeams:Manifest:PrivacyUrl", error, StringComparison.Ordinal);
        Assert.Equal(AppId, (string?)ManifestInPackage()["id"]);
        var first = await File.ReadAllBytesAsync(Package);
        await RunAsync(("AppId", AppId));
        Assert.Equal(first, await File.ReadAllBytesAsync(Package));
    }

    [Theory]
    [InlineData("MicrosoftTeams:AppId is missing", "Manifest__Version", "1.0.0")]
    [InlineData("write the GUID", "AppId", "my-bot")]
    [InlineData("Version is three numbers", "Manifest__Version", "1.0")]
    [InlineData("ShortName is 1 to 30 characters", "Manifest__ShortName", "A name that is longer than Teams takes")]
    [InlineData("DeveloperName is 1 to 32 characters", "Manifest__DeveloperName", "A company whose name nobody can remember")]
    [InlineData("PrivacyUrl is a full https address", "Manifest__PrivacyUrl", "http://sunny.example.com/privacy")]
    [InlineData("Id is a GUID", "Manifest__Id", "huddlebot")]
    [InlineData("'MicrosoftTeams:Manifest:Colour' is not known", "Manifest__Colour", "red")]
    [InlineData("'MicrosoftTeams:ApId' is not known", "ApId", AppId)]
    public async Task What_is_wrong_is_said_and_nothing_is_written(string words, string key, string value)
    {
        var (code, output, error) = key is "AppId" || words.Contains("AppId", StringComparison.Ordinal) ? await RunAsync((key, value)) : await RunAsync(("AppId", AppId), (key, value));
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.False(File.Exists(Package));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_said()
    {
        var (code, _, error) = await BotProcess.RunAsync(
            folder.File("unused.db"), new Dictionary<string, string> { ["MicrosoftTeams__AppId"] = AppId }, "manifest", "package", "--output", folder.File("nowhere/huddlebot.zip"));
        Assert.Equal(1, code);
        Assert.StartsWith("The package was not written: ", error, StringComparison.Ordinal);
    }
}
