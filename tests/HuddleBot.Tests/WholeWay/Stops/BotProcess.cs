using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>
/// A bot in a process of its own. It says before each write and call what it is about to do, and waits for the word; where it is to die, SIGKILL comes instead of it.
/// </summary>
internal sealed class BotProcess : IMortalBot
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly Func<string> token;
    private readonly Lock voice = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> asked = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task hearing;
    private int questions;

    private BotProcess(Process process, Trail trail, Func<string> token)
    {
        (this.process, this.token) = (process, token);
        Life = new(trail, Kill);
        hearing = Task.Run(HearAsync);
    }

    public BotLife Life { get; }

    public Uri Address { get; private set; } = null!;

    public static async Task<BotProcess> StartAsync(Hotel hotel, Trail trail)
    {
        var bot = Begin(hotel, trail, "mortal-bot");
        bot.Address = await bot.address.Task.WaitAsync(Patience);
        return bot;
    }

    /// <summary>The verb of the command line, to its end or its death.</summary>
    public static async Task ImportAsync(Hotel hotel, Trail trail, string source, string file)
    {
        await using var verb = Begin(hotel, trail, "mortal-import", source, file);
        await verb.process.WaitForExitAsync();
        Assert.True(verb.Life.IsOver || verb.process.ExitCode == 0, $"the import ended with {verb.process.ExitCode}");
    }

    public async Task<bool> IsDispatchingAsync() => await AskAsync("dispatching") == "True";

    public async Task DoDueAsync()
    {
        // Nothing comes from who dies over it.
        var answer = await AskAsync("due");
        Assert.True(answer == "done", $"what is due was not done: {answer}");
    }

    public void Skip(TimeSpan by) => Say($"skip {by.Ticks.ToString(CultureInfo.InvariantCulture)}");

    public async ValueTask DisposeAsync()
    {
        Kill();
        await process.WaitForExitAsync();
        await hearing;
        process.Dispose();
    }

    private static BotProcess Begin(Hotel hotel, Trail trail, params string[] verb) => new(
        Process.Start(new ProcessStartInfo("dotnet", [typeof(BotProcess).Assembly.Location, .. verb, hotel.Time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), .. hotel.SettingsOfProcesses])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!,
        trail, hotel.TokenOfTeams);

    /// <summary>SIGKILL.</summary>
    private void Kill() => process.Kill();

    private async Task HearAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ', 5) is not [MortalProcess.Mark, var word, var number, var about, var rest]) continue;
            Hear(word, number, about, rest);
        }
    }

    private void Hear(string word, string number, string about, string rest)
    {
        switch (word)
        {
            case "listens":
                address.SetResult(new(rest));
                break;
            case "before":
                _ = PassAsync(number, PassingOf(about, rest));
                break;
            case "after":
                var (name, done) = (rest[(rest.IndexOf(' ', StringComparison.Ordinal) + 1)..], int.Parse(rest[..rest.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture));
                if (Life.After(done, PassingOf(about, name))) Say($"answer {number} on");
                break;
            case "token":
                Say($"answer {number} {token()}");
                break;
            case "answer":
                if (asked.TryRemove(number, out var question)) question.TrySetResult(rest);
                break;
        }
    }

    /// <summary>Who is held up does not hold up what else is heard.</summary>
    private async Task PassAsync(string number, Passing passing)
    {
        if (await Life.BeforeAsync(passing) is { } step) Say($"answer {number} {step}");
    }

    /// <param name="about"><c>1/0/0</c>: a message to Microsoft Teams; <c>0/1/2</c>: one is about to be sent, two are known to have arrived.</param>
    private static Passing PassingOf(string about, string step)
    {
        var numbers = about.Split('/').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
        return new(step, numbers[0] == 1, numbers[1], numbers[2]);
    }

    private async Task<string> AskAsync(string what)
    {
        var (number, answer) = ($"{Interlocked.Increment(ref questions)}", new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
        asked[number] = answer;
        Say($"{what} {number}");

        // Who has died meanwhile does not answer.
        if (hearing.IsCompleted || await Task.WhenAny(answer.Task, hearing).WaitAsync(Patience) == hearing) return "";
        return await answer.Task;
    }

    private void Say(string line)
    {
        lock (voice)
        {
            try
            {
                process.StandardInput.WriteLine(line);
                process.StandardInput.Flush();
            }
            catch (IOException)
            {
                // It is dead: what is told to it matters no more.
            }
        }
    }
}
