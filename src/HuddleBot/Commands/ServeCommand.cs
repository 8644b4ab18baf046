using System.CommandLine;
using Microsoft.AspNetCore.Connections;

namespace HuddleBot.Commands;

/// <summary><c>serve</c>: the bot itself.</summary>
internal static class ServeCommand
{
    public static Command Create(IReadOnlyList<string> settings)
    {
        var command = new Command("serve", "Runs the bot (the default).");
        command.SetAction((_, cancellationToken) => RunAsync(settings, cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        await using var app = HuddleBotBuilder.Build([.. settings]);
        try
        {
            await app.RunAsync(cancellationToken);
            return 0;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{e.Message} Another program listens there, perhaps a bot that still runs. Choose another address: --urls=http://127.0.0.1:PORT");
            return 1;
        }
    }
}
