using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace HuddleBot.Benchmarks.Replicas;

/// <summary>One of several processes of the bot, which can be stopped, killed and frozen. Ends with the benchmark.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly StringBuilder log = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<Replica> dispatches;

    private Replica(string name, Process process, Action<Replica> dispatches)
    {
        (Name, this.process, this.dispatches) = (name, process, dispatches);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException($"replica {name} ended:\n{Log}"));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
    }

    public string Name { get; }

    public Uri Address { get; private set; } = null!;

    public bool IsFrozen { get; private set; }

    public string Log
    {
        get
        {
            lock (log) return log.ToString();
        }
    }

    /// <param name="dispatches">Called when it says that it sends from now on.</param>
    public static async Task<Replica> StartAsync(string name, string folder, IEnumerable<string> settings, IReadOnlyDictionary<string, string> environment, Action<Replica> dispatches)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HuddleBot.dll"), "serve", "--urls=http://127.0.0.1:0", .. settings])
        {
            WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        var replica = new Replica(name, new Process { StartInfo = start, EnableRaisingEvents = true }, dispatches);
        replica.process.Start();
        replica.process.BeginOutputReadLine();
        replica.process.BeginErrorReadLine();
        try
        {
            replica.Address = await replica.address.Task.WaitAsync(Patience);
            return replica;
        }
        catch
        {
            await replica.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGTERM.</summary>
    /// <returns>How long it took to end.</returns>
    public async Task<TimeSpan> StopAsync()
    {
        var since = Stopwatch.GetTimestamp();
        await TellAsync("TERM");
        await process.WaitForExitAsync().WaitAsync(Patience);
        if (process.ExitCode != 0) throw new InvalidOperationException($"replica {Name} ended with {process.ExitCode}:\n{Log}");
        return Stopwatch.GetElapsedTime(since);
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync()
    {
        process.Kill();
        return process.WaitForExitAsync();
    }

    public async Task FreezeAsync()
    {
        IsFrozen = true;
        await TellAsync("STOP");
    }

    public async Task GoOnAsync()
    {
        await TellAsync("CONT");
        IsFrozen = false;
    }

    public async ValueTask DisposeAsync()
    {
        End();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task TellAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private void End()
    {
        try
        {
            if (!process.HasExited) process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It never started, or is gone already.
        }
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (log) log.Append(line).Append('\n');
        if (line.Contains("This process dispatches", StringComparison.Ordinal)) dispatches(this);
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at) address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
    }
}
