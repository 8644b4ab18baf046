using System.Diagnostics;

namespace HuddleBot.Benchmarks;

/// <summary>A verb of the command line as a person types it, in a process of its own.</summary>
internal static class BotVerb
{
    /// <param name="binary">Null: the bot that was built with the benchmarks.</param>
    /// <returns>How long it took, with the start of its process.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message is what it said.</exception>
    public static async Task<TimeSpan> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? binary = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        var start = new ProcessStartInfo("dotnet", [binary ?? Path.Combine(AppContext.BaseDirectory, "HuddleBot.dll"), .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var words = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? TimeProvider.System.GetElapsedTime(started) : throw new InvalidOperationException(string.Join('\n', words));
    }
}
