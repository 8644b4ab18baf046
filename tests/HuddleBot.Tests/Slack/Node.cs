using System.Diagnostics;

namespace HuddleBot.Tests.Slack;

/// <summary>Scripts that use the packages of package-lock.json. Whatever is started is ended with the test.</summary>
internal static class Node
{
    /// <summary>Runs a script to its end; its standard output, trimmed.</summary>
    public static async Task<string> RunAsync(string script, params string[] arguments)
    {
        using var node = Start(script, arguments);
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return output.Trim();
    }

    public static Process Start(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", ["-e", script, .. arguments])
        {
            WorkingDirectory = RepositoryRoot.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["NODE_PATH"] = Path.Combine(RepositoryRoot.Path, "node_modules");
        return Process.Start(start)!;
    }
}
