using System.CommandLine;
using HuddleBot.Cards;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;

namespace HuddleBot.Commands;

/// <summary>The command line: one verb, one file. Settings (<c>--Slack:BotToken=…</c>) may stand anywhere and are the same for every verb.</summary>
public static class HuddleBotCommands
{
    /// <summary>Asked to end (<c>SIGTERM</c>), a verb has so long for it, longer than the host gives its own parts (30 s). The library would cut it off after two seconds, with all that is on its way.</summary>
    private static readonly TimeSpan ForAnEnd = TimeSpan.FromSeconds(40);

    /// <summary>0 only when all went well; 2 for wrong words or settings; 1 for anything else. Errors go to standard error, in words.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var (words, settings) = SettingWords.Split(args);
            var parse = RootOf(settings).Parse(words);
            if (parse.Errors.Count == 0 || IsHelp(words)) return await parse.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = ForAnEnd });
            var strangers = parse.UnmatchedTokens.Select(word => $"'{word}' is not understood here.").ToList();
            foreach (var error in strangers.Count > 0 ? strangers : parse.Errors.Select(error => error.Message)) await Console.Error.WriteLineAsync(error);
            await Console.Error.WriteLineAsync("--help says what can be written here. A setting is written --Section:Key=value.");
            return 2;
        }
        catch (Exception e) when (e is SettingsException or CardsException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
        catch (StorageUnavailableException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static RootCommand RootOf(IReadOnlyList<string> settings)
    {
        var root = new RootCommand(
            "HuddleBot brings customers' own words to the teams that can act on them. Without a command it serves. Any setting may be added, such as --Storage:Provider=AzureTables.")
        {
            ServeCommand.Create(settings), ImportCommand.Create(settings), TeamsCommand.Create(settings), ScheduleCommand.Create(settings), QuarantineCommand.Create(settings), ParkedCommand.Create(settings), ScoresCommand.Create(settings), ExportCommand.Create(settings), RestoreCommand.Create(settings), ManifestCommand.Create(settings), DoctorCommand.Create(settings),
        };
        root.SetAction((_, cancellationToken) => ServeCommand.RunAsync(settings, cancellationToken));
        return root;
    }

    private static bool IsHelp(IReadOnlyList<string> words) => words.Any(word => word is "--help" or "-h" or "-?" or "--version");
}
