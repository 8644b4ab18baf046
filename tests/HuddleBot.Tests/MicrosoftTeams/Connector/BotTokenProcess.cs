using System.Diagnostics;
using HuddleBot.MicrosoftTeams.Connector;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.MicrosoftTeams.Connector;

/// <summary>The bot's own services in a process of their own: whom native code trusts is decided by the environment before it starts.</summary>
internal static class BotTokenProcess
{
    /// <summary>Asks as often as it is told to and prints each answer.</summary>
    public static async Task<int> RunAsync(int times, string[] settings)
    {
        await using var app = HuddleBotBuilder.Build([.. settings, "--Logging:LogLevel:Default=Trace"]);
        var tokens = app.Services.GetRequiredService<IBotTokens>();
        for (var i = 0; i < times; i++) Console.WriteLine($"> {await tokens.GetAsync(CancellationToken.None)}");
        return 0;
    }

    /// <returns>The answers, and everything else that was written.</returns>
    public static async Task<(List<string> Answers, string Log)> AskAsync(int times, IReadOnlyDictionary<string, string?> environment, params (string Key, string Value)[] settings)
    {
        using var folder = new Storage.TemporaryFolder();
        var start = new ProcessStartInfo("dotnet", [typeof(BotTokenProcess).Assembly.Location, "bot-token", $"{times}", .. settings.Select(setting => $"--MicrosoftTeams:{setting.Key}={setting.Value}")])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullPath,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, await error);
            var lines = (await output).Split('\n');
            return ([.. lines.Where(line => line.StartsWith("> ", StringComparison.Ordinal)).Select(line => line[2..])],
                string.Join('\n', lines.Where(line => !line.StartsWith("> ", StringComparison.Ordinal))) + await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
