using System.CommandLine;
using System.Text.Json;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams;
using HuddleBot.MicrosoftTeams.Manifest;

namespace HuddleBot.Commands;

/// <summary><c>manifest package</c>: the app's package for Microsoft Teams, filled from the settings. It needs no storage and none of the bot's secrets.</summary>
internal static class ManifestCommand
{
    private static readonly Option<string> Output = new("--output") { Description = "The zip file to write. A file that is there already is replaced.", Required = true };

    public static Command Create(IReadOnlyList<string> settings)
    {
        var package = new Command(
            "package", "Writes the app's package for Microsoft Teams: the manifest with the bot's id (MicrosoftTeams:AppId) and what MicrosoftTeams:Manifest says, and the icons. An administrator uploads it.") { Output };
        package.SetAction((parse, cancellationToken) => PackageAsync(parse.GetValue(Output)!, settings, cancellationToken));
        return new("manifest", "The app's package for Microsoft Teams.") { package };
    }

    private static async Task<int> PackageAsync(string file, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        // Not the whole host: who packs need not have the bot's secret yet.
        var configuration = HuddleBotBuilder.SettingsOf(settings);
        Settings.CheckKeys<MicrosoftTeamsOptions>(configuration, MicrosoftTeamsOptions.Section);
        var options = Settings.Read<ManifestOptions>(configuration, $"{MicrosoftTeamsOptions.Section}:{nameof(MicrosoftTeamsOptions.Manifest)}");
        var appId = configuration[$"{MicrosoftTeamsOptions.Section}:{nameof(MicrosoftTeamsOptions.AppId)}"];
        try
        {
            var package = await AppPackage.BuildAsync(Path.Combine(AppContext.BaseDirectory, "manifests", "teams"), appId, options, cancellationToken);
            var replaced = File.Exists(file);
            await WriteAsync(package.Zip, file, cancellationToken);
            await Console.Out.WriteLineAsync(replaced ? $"{file} was there and has been replaced." : $"{file} is written.");
            if (package.PlaceholderKeys.Count > 0)
                await Console.Error.WriteLineAsync($"It still has an example's name or address. Before others see the app, set {string.Join(", ", package.PlaceholderKeys)}.");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            await Console.Error.WriteLineAsync($"The package was not written: {e.Message}");
            return 1;
        }
    }

    /// <summary>The file appears when it is complete.</summary>
    private static async Task WriteAsync(byte[] zip, string file, CancellationToken cancellationToken)
    {
        var temporary = $"{Path.GetFullPath(file)}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (var output = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                await output.WriteAsync(zip, cancellationToken);
                output.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
