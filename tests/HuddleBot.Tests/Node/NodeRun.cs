using System.Diagnostics;

namespace HuddleBot.Tests.Node;

/// <summary>Runs one script of this folder with Node, which finds the packages of the repository's <c>package.json</c>.</summary>
internal static class NodeRun
{
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed; with what it wrote.</exception>
    public static async Task<string> ScriptAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(RepositoryRoot.Path, "tests/HuddleBot.Tests/Node", script), .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{script}: exit code {process.ExitCode}\n{await output}\n{await errors}");
    }
}
