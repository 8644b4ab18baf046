using System.CommandLine;
using HuddleBot.Hosting;

namespace HuddleBot.Commands;

/// <summary><c>serve</c>: the bot itself.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Runs the bot (the default).");
        command.SetAction(RunAsync);
        return command;
    }

    public static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        VerbHost.CheckWords(parse.UnmatchedTokens);
        await using var app = HuddleBotBuilder.Build([.. parse.UnmatchedTokens]);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            // The port is taken, or may not be used; the message says which.
            await Console.Error.WriteLineAsync($"{e.Message} Stop what listens there, or choose another address with --urls.");
            return 1;
        }
        catch (FormatException e)
        {
            throw new SettingsException($"--urls: {e.Message}. It is written http://127.0.0.1:3978", e);
        }

        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
