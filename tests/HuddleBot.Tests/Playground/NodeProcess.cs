using System.Diagnostics;

namespace HuddleBot.Tests.Playground;

/// <summary>A Node script of the tests, ended with the test.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;

    private NodeProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    public static NodeProcess Start(string script, params IReadOnlyList<string> arguments)
    {
        var path = Path.Combine(RepositoryRoot.Path, "tests", "HuddleBot.Tests", "Playground", "judges", script);
        var info = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = RepositoryRoot.Path };
        info.ArgumentList.Add(path);
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        return new NodeProcess(Process.Start(info)!);
    }

    /// <summary>The next line of its output; fails with its errors when it ended without one.</summary>
    public async Task<string> ReadLineAsync()
    {
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        if (line is null) Assert.Fail(await errors);
        return line;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
