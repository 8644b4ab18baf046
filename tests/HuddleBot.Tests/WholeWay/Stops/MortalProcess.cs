using System.Collections.Concurrent;
using System.Globalization;
using HuddleBot.Delivery;
using HuddleBot.MicrosoftTeams.Connector;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>The other end of <see cref="BotProcess"/>: the bot, which asks on its standard output before each write and call. Ends when its standard input does, so it never outlives its test.</summary>
internal sealed class MortalProcess : IPath, IBotTokens
{
    /// <summary>What begins each line that is meant for who started it.</summary>
    public const string Mark = "mortal>";

    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> asked = new(StringComparer.Ordinal);
    private readonly Lock voice = new();
    private readonly TestTime time;
    private readonly string[] settings;
    private int questions;

    private MortalProcess(string now, string[] settings) =>
        (time, this.settings) = (new(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)), settings);

    public static async Task<int> ServeAsync(string now, string[] settings)
    {
        var process = new MortalProcess(now, settings);
        await using var app = process.Build();
        var hearing = process.HearAsync(app);
        await app.StartAsync();
        await Mortality.LearnNamesAsync(app.Services);
        process.Say("listens", "0", "-", app.Urls.Single());
        await hearing;
        return 0;
    }

    public static async Task<int> ImportAsync(string source, string file, string now, string[] settings)
    {
        var process = new MortalProcess(now, settings);
        await using var app = process.Build();
        _ = process.HearAsync(app);
        await Hotel.ImportAsync(app.Services, source, file);
        return 0;
    }

    public async Task<T> PassAsync<T>(Passing passing, Func<Task<T>> act, CancellationToken cancellationToken)
    {
        var about = $"{(passing.IsPost ? 1 : 0)}/{passing.Claimed}/{passing.Settled}";
        var number = await AskAsync("before", about, passing.Step);
        var result = await act();
        await AskAsync("after", about, $"{number} {passing.Step}");
        return result;
    }

    public Task GoOnAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The token endpoint's certificate is not what is tried here.</summary>
    public async Task<BotToken> GetAsync(CancellationToken cancellationToken) => new BotToken.Bearer(await AskAsync("token", "-", "-"));

    private WebApplication Build() => HuddleBotBuilder.Build(
        time,
        services =>
        {
            if (Array.Exists(settings, setting => setting.StartsWith("--MicrosoftTeams:", StringComparison.Ordinal))) services.AddSingleton<IBotTokens>(this);
            Mortality.Give(services, this);
        },
        settings);

    private async Task HearAsync(WebApplication app)
    {
        await Task.Yield();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ', 3);
            switch (words[0])
            {
                case "answer":
                    if (asked.TryRemove(words[1], out var answer)) answer.SetResult(words[2]);
                    break;
                case "skip":
                    time.Skip(TimeSpan.FromTicks(long.Parse(words[1], CultureInfo.InvariantCulture)));
                    break;
                case "dispatching":
                    Say("answer", words[1], "-", $"{app.Services.GetRequiredService<Doorbell>().IsDispatching}");
                    break;
                case "due":
                    _ = DoDueAsync(app, words[1]);
                    break;
            }
        }
    }

    private async Task DoDueAsync(WebApplication app, string question)
    {
        try
        {
            await Mortality.DoDueAsync(app.Services);
            Say("answer", question, "-", "done");
        }
        catch (Exception e)
        {
            // Whoever asked says why.
            Say("answer", question, "-", e.Message.ReplaceLineEndings(" "));
        }
    }

    private Task<string> AskAsync(string word, string about, string rest)
    {
        var (number, answer) = ($"{Interlocked.Increment(ref questions)}", new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
        asked[number] = answer;
        Say(word, number, about, rest);
        return answer.Task;
    }

    private void Say(string word, string number, string about, string rest)
    {
        lock (voice) Console.Out.WriteLine($"{Mark} {word} {number} {about} {rest}");
    }
}
