using System.CommandLine;

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
            await app.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            await Console.Error.WriteLineAsync($"The bot cannot listen: {e.Message} Another address is set with --urls or ASPNETCORE_URLS, like {HuddleBotBuilder.DefaultAddress}.");
            return 1;
        }

        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
