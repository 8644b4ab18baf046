using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Hosting;

namespace HuddleBot.MicrosoftTeams.Manifest;

/// <summary>What an administrator uploads to Microsoft Teams: a zip with the manifest, filled from the settings, and its two icons.</summary>
/// <param name="PlaceholderKeys">Settings that are not given, so that the package has an example's address or name in their place.</param>
internal sealed record AppPackage(byte[] Zip, IReadOnlyList<string> PlaceholderKeys)
{
    /// <summary>One time for all entries: the same settings make the same bytes.</summary>
    private static readonly DateTimeOffset Timeless = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="folder">Where <c>manifest.json</c>, <c>color.png</c> and <c>outline.png</c> lie.</param>
    /// <exception cref="SettingsException">The app id is missing or wrong, or what comes out is nothing that Microsoft Teams takes.</exception>
    /// <exception cref="IOException">A file is missing.</exception>
    public static async Task<AppPackage> BuildAsync(string folder, string? appId, ManifestOptions options, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(appId))
            throw new SettingsException("Settings: MicrosoftTeams:AppId is missing. It is the Application (client) id of the bot's registration; the manifest names the bot by it.");
        if (!Guid.TryParseExact(appId, "D", out _)) throw new SettingsException($"Settings: MicrosoftTeams:AppId is '{appId}'; write the GUID that the registration shows as Application (client) ID.");

        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "manifest.json"), cancellationToken))!;
        var placeholders = Fill(manifest, appId, options);
        var (color, outline) = (await File.ReadAllBytesAsync(Path.Combine(folder, "color.png"), cancellationToken), await File.ReadAllBytesAsync(Path.Combine(folder, "outline.png"), cancellationToken));
        string[] wrong = [.. ManifestRules.Check(manifest), .. CheckIcon("color.png", color, 192), .. CheckIcon("outline.png", outline, 32)];
        if (wrong.Length > 0) throw new SettingsException($"Microsoft Teams would refuse this package:{Environment.NewLine}{string.Join(Environment.NewLine, wrong)}");
        return new(Compress(("manifest.json", Encoding.UTF8.GetBytes(manifest.ToJsonString(Readable))), ("color.png", color), ("outline.png", outline)), placeholders);
    }

    private static List<string> Fill(JsonNode manifest, string appId, ManifestOptions options)
    {
        manifest["id"] = options.Id ?? appId;
        manifest["bots"]![0]!["botId"] = appId;
        manifest["composeExtensions"]![0]!["botId"] = appId;
        manifest["webApplicationInfo"]!["id"] = appId;
        if (options.Version is { } version) manifest["version"] = version;
        if (options.ShortName is { } name) manifest["name"]!["short"] = name;

        var placeholders = new List<string>();
        (string Key, string Name, string? Value)[] developer =
        [
            (nameof(options.DeveloperName), "name", options.DeveloperName),
            (nameof(options.WebsiteUrl), "websiteUrl", options.WebsiteUrl?.AbsoluteUri),
            (nameof(options.PrivacyUrl), "privacyUrl", options.PrivacyUrl?.AbsoluteUri),
            (nameof(options.TermsOfUseUrl), "termsOfUseUrl", options.TermsOfUseUrl?.AbsoluteUri),
        ];
        foreach (var (key, property, value) in developer)
        {
            if (value is null) placeholders.Add($"{MicrosoftTeamsOptions.Section}:{nameof(MicrosoftTeamsOptions.Manifest)}:{key}");
            else manifest["developer"]![property] = value;
        }

        return placeholders;
    }

    /// <summary>A PNG starts with eight fixed bytes and a header that tells its size.</summary>
    private static IEnumerable<string> CheckIcon(string name, ReadOnlySpan<byte> png, int size)
    {
        ReadOnlySpan<byte> signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        if (png.Length < 24 || !png.StartsWith(signature)) return [$"{name} is no PNG"];
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]));
        return width == size && height == size ? [] : [$"{name} has {width} by {height} pixels; {size} by {size} are needed"];
    }

    private static byte[] Compress(params ReadOnlySpan<(string Name, byte[] Content)> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = Timeless;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
