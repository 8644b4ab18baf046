namespace HuddleBot.EndToEnd.Processes;

/// <summary>The bot as people run it: <c>dotnet HuddleBot.dll VERB</c>, with its settings on the command line.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly string Binary = Path.Combine(AppContext.BaseDirectory, "HuddleBot.dll");
    private static readonly Dictionary<string, string> NoEnvironment = [];
    private readonly ChildProcess process;

    private BotProcess(ChildProcess process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public string Log => process.Output + process.Errors;

    /// <summary>Starts <c>serve</c> on a free port; returns when the bot says that it is ready.</summary>
    /// <param name="environment">On top of this process's own.</param>
    public static async Task<BotProcess> ServeAsync(string folder, IReadOnlyList<string> settings, Dictionary<string, string>? environment = null)
    {
        var serving = ChildProcess.Start(folder, environment ?? NoEnvironment, "dotnet", [Binary, "serve", "--urls=http://127.0.0.1:0", .. settings]);
        try
        {
            var line = await serving.SaysAsync(Listening);
            var bot = new BotProcess(serving, new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Trim()));
            await bot.ReadyAsync();
            return bot;
        }
        catch
        {
            await serving.DisposeAsync();
            throw;
        }
    }

    /// <summary>Any verb, to be watched while it runs.</summary>
    public static ChildProcess Start(string folder, params IReadOnlyList<string> words) => Start(folder, NoEnvironment, words);

    /// <param name="environment">On top of this process's own.</param>
    /// <inheritdoc cref="Start(string, IReadOnlyList{string})"/>
    public static ChildProcess Start(string folder, Dictionary<string, string> environment, IReadOnlyList<string> words) => ChildProcess.Start(folder, environment, "dotnet", [Binary, .. words]);

    /// <summary>Any verb, to its end.</summary>
    public static async Task<Ending> RunAsync(string folder, params IReadOnlyList<string> words)
    {
        await using var verb = Start(folder, words);
        await verb.EndedAsync();
        return new(verb.ExitCode, verb.Output, verb.Errors);
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => process.Kill();

    /// <summary>It does nothing any more and notices nothing, until it goes on.</summary>
    public Task FreezeAsync() => process.TellAsync("STOP");

    public Task GoOnAsync() => process.TellAsync("CONT");

    /// <summary>Waits for words in its log.</summary>
    public Task SaysAsync(string words) => process.SaysAsync(words);

    /// <summary>A clean stop.</summary>
    public async Task StopAsync()
    {
        await process.SignalAsync("TERM");
        Assert.Equal(0, process.ExitCode);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private async Task ReadyAsync()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(Address, "/readyz"));
        Assert.True(answer.IsSuccessStatusCode, Log);
    }
}

/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Ending(int Code, string Out, string Error);
