using System.Diagnostics;
using System.Globalization;
using System.Text;
using HuddleBot.Benchmarks.Queue;

namespace HuddleBot.Benchmarks.Clicks;

/// <summary>Another program that is measured beside the bot; it says on which port it listens. Ends with the benchmark.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private const string Listening = "listening on port ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process running;

    private PeerProcess(Process running) => this.running = running;

    public Uri Address { get; private set; } = null!;

    /// <summary>In MiB, now.</summary>
    public double ResidentMemory => ProcessFigures.ResidentMemory(running);

    /// <summary>Of all cores, since the start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            running.Refresh();
            return running.TotalProcessorTime;
        }
    }

    public static async Task<PeerProcess> StartAsync(string program, params string[] words)
    {
        var (said, port) = (new StringBuilder(), new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
        var process = new Process { StartInfo = new(program, words) { WorkingDirectory = AzuriteProcess.RootOfRepository(), UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true }, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => port.TrySetException(new InvalidOperationException($"{program} {string.Join(' ', words)} ended:\n{said}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var peer = new PeerProcess(process);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => peer.End();
        try
        {
            peer.Address = new($"http://127.0.0.1:{(await port.Task.WaitAsync(Patience)).ToString(CultureInfo.InvariantCulture)}");
            return peer;
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }

        void Hear(string? line)
        {
            if (line is null) return;
            lock (said) said.Append(line).Append('\n');
            if (line.StartsWith(Listening, StringComparison.Ordinal)) port.TrySetResult(int.Parse(line[Listening.Length..], CultureInfo.InvariantCulture));
        }
    }

    public async ValueTask DisposeAsync()
    {
        End();
        await running.WaitForExitAsync();
        running.Dispose();
    }

    private void End()
    {
        try
        {
            if (!running.HasExited) running.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It is gone already.
        }
    }
}
