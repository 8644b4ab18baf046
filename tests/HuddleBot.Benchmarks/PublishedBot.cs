using System.Diagnostics;
using System.Runtime.InteropServices;
using HuddleBot.Benchmarks.Queue;

namespace HuddleBot.Benchmarks;

/// <summary>The bot as an operator publishes it for this kind of machine, compiled ahead.</summary>
internal static class PublishedBot
{
    /// <param name="made">A binary that was published before; null: publishes it into a folder of its own in <paramref name="folder"/>.</param>
    /// <returns>The binary.</returns>
    /// <exception cref="InvalidOperationException">It could not be published; the message is what was said.</exception>
    public static async Task<string> OfAsync(string? made, string folder)
    {
        if (made is not null) return Path.GetFullPath(made);
        folder = Path.Combine(folder, "bot");
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", Path.Combine("src", "HuddleBot"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", folder, "--artifacts-path", folder + "-made", "--nologo", "-v", "quiet"])
        {
            WorkingDirectory = AzuriteProcess.RootOfRepository(), UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var said = await Task.WhenAll(publish.StandardOutput.ReadToEndAsync(), publish.StandardError.ReadToEndAsync());
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? Path.Combine(folder, "HuddleBot.dll") : throw new InvalidOperationException(string.Join('\n', said));
    }
}
