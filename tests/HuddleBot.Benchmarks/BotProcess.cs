using System.Diagnostics;
using System.Text;

namespace HuddleBot.Benchmarks;

/// <summary>The bot as people run it, in a process of its own, watched from outside. Ends with the benchmark.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly StringBuilder log = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BotProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
    }

    /// <summary>Known once the process listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>From the start of the process to its first <c>200</c> from <c>/readyz</c>.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    public string Log
    {
        get
        {
            lock (log) return log.ToString();
        }
    }

    /// <summary>In MiB, as the system counts it now; zero once it has ended.</summary>
    public double ResidentMemory => ProcessFigures.ResidentMemory(process);

    public double PeakMemory => ProcessFigures.PeakMemory(process);

    /// <summary>Of all cores, since the start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <param name="binary">Null: the bot that was built with the benchmarks.</param>
    public static async Task<BotProcess> StartAsync(string folder, IEnumerable<string> settings, IReadOnlyDictionary<string, string>? environment = null, string? binary = null)
    {
        var start = new ProcessStartInfo("dotnet", [binary ?? Path.Combine(AppContext.BaseDirectory, "HuddleBot.dll"), "serve", "--urls=http://127.0.0.1:0", .. settings])
        {
            WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal)) start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        var bot = new BotProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        try
        {
            bot.process.Exited += (_, _) => bot.address.TrySetException(new InvalidOperationException($"the bot ended:\n{bot.Log}"));
            bot.process.Start();
            bot.process.BeginOutputReadLine();
            bot.process.BeginErrorReadLine();
            bot.Address = await bot.address.Task.WaitAsync(Patience);
            await bot.ReadyAsync(watch);
            return bot;
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        End();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task ReadyAsync(Stopwatch watch)
    {
        using var http = new HttpClient();
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var answer = await http.GetAsync(new Uri(Address, "/readyz"), patience.Token);
            if (answer.IsSuccessStatusCode) break;
            await Task.Delay(5, patience.Token);
        }

        ReadyAfter = watch.Elapsed;
    }

    private void End()
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
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
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at) address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
    }
}
