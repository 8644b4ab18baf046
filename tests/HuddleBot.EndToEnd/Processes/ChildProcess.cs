using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace HuddleBot.EndToEnd.Processes;

/// <summary>A process that a test has started. It ends with the test, and with the test runner.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<int, ChildProcess> Running = [];
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();

    static ChildProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var child in Running.Values) child.Kill();
    };

    private ChildProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    public string Output => TextOf(output);

    public string Errors => TextOf(errors);

    public static ChildProcess Start(string folder, IReadOnlyDictionary<string, string> environment, string program, params IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo(program, words) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        var child = new ChildProcess(new Process { StartInfo = start });
        child.process.OutputDataReceived += (_, line) => Add(child.output, line.Data);
        child.process.ErrorDataReceived += (_, line) => Add(child.errors, line.Data);
        child.process.Start();
        Running[child.Id] = child;
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Ctrl-C's kind of end is asked for; returns when it has come.</summary>
    /// <param name="signal">Such as <c>TERM</c> or <c>INT</c>.</param>
    public async Task SignalAsync(string signal)
    {
        await TellAsync(signal);
        await EndedAsync();
    }

    /// <summary>The same of a signal that ends nothing.</summary>
    /// <param name="signal">Such as <c>STOP</c> or <c>CONT</c>.</param>
    public async Task TellAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>SIGKILL: the process gets no chance to tidy up. Children of its own go with it.</summary>
    public void Kill()
    {
        Running.TryRemove(Id, out _);
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    public async Task EndedAsync(TimeSpan? within = null)
    {
        using var patience = new CancellationTokenSource(within ?? TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(patience.Token);
        Running.TryRemove(Id, out _);
    }

    /// <summary>Waits for words in what it says, on either stream.</summary>
    public async Task<string> SaysAsync(string words)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var hasEnded = HasExited;
            var lines = (Output + Errors).Split('\n');
            if (lines.FirstOrDefault(line => line.Contains(words, StringComparison.Ordinal)) is { } found) return found;
            Assert.False(hasEnded, $"It ended with {(hasEnded ? ExitCode : 0)} before it said '{words}':\n{Output}{Errors}");
            await Task.Delay(20, patience.Token);
        }
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        process.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Add(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.Append(line).Append('\n');
    }

    private static string TextOf(StringBuilder text)
    {
        lock (text) return text.ToString();
    }
}
