using System.Diagnostics;

namespace HuddleBot.Tests.Feedback;

/// <summary>The real binary, run for one verb with its own storage.</summary>
internal static class BotProcess
{
    public static async Task<(int Code, string Out, string Error)> RunAsync(string database, IReadOnlyDictionary<string, string> settings, params IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HuddleBot.dll"), .. words])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(database)!,
        };
        start.Environment["Storage__ConnectionString"] = $"Data Source={database}";
        foreach (var (key, value) in settings) start.Environment[key] = value;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
