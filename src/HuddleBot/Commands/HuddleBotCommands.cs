using System.CommandLine;
using HuddleBot.Cards;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;

namespace HuddleBot.Commands;

/// <summary>The command line: one verb, one file. Words that no verb knows are settings (<c>--Slack:BotToken=…</c>), the same for every verb.</summary>
public static class HuddleBotCommands
{
    /// <summary>0 only when all went well; 2 for wrong words or settings; 1 for anything else. Errors go to standard error, in words.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("HuddleBot brings customers' own words to the teams that can act on them.") { TreatUnmatchedTokensAsErrors = false };
        root.SetAction(ServeCommand.RunAsync);
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(ExportCommand.Create());
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(TeamsCommand.Create());
        root.Subcommands.Add(QuarantineCommand.Create());
        root.Subcommands.Add(DoctorCommand.Create());
        foreach (var command in root.Subcommands) command.TreatUnmatchedTokensAsErrors = false;
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
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
}
