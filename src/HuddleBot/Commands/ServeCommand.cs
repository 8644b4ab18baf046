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
        await using var app = HuddleBotBuilder.Build([.. parse.UnmatchedTokens]);
        await app.RunAsync(cancellationToken);
        return 0;
    }
}
