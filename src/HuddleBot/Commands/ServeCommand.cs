using System.CommandLine;

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
        catch (Exception e) when (e is IOException or FormatException)
        {
            await Console.Error.WriteLineAsync($"The bot cannot listen: {e.Message} Another address is set with --urls or ASPNETCORE_URLS, like {HuddleBotBuilder.DefaultAddress}.");
            return 1;
        }

        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
