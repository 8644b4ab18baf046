using System.Diagnostics;
using System.Net;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.WholeWay;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Tests.Hosting;

/// <summary>While the storage cannot be reached, the log says so in one line now and then, and once more when it answers.</summary>
public sealed class StorageOutageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly RecordedLog log = new();

    [Fact]
    public async Task A_storage_that_is_away_is_one_line_in_thirty_seconds_and_one_when_it_is_back()
    {
        var time = new TestTime();
        await using var app = HuddleBotBuilder.Build(time, "--urls=http://127.0.0.1:0", $"--Storage:ConnectionString=Data Source={folder.File("later/bot.db")}", "--Logging:Console:LogLevel:Default=None");
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await app.StartAsync();
        await UntilAsync(() => Away.Count > 0);
        for (var i = 0; i < 5; i++) await IsReadyAsync(app, false);
        for (var i = 0; i < 5; i++)
        {
            time.Skip(TimeSpan.FromSeconds(4));
            await IsReadyAsync(app, false);
        }

        var first = Assert.Single(Away);
        Assert.Contains(folder.File("later"), first, StringComparison.Ordinal);
        Assert.All(log.Lines, line => Assert.DoesNotContain("   at ", line, StringComparison.Ordinal));

        time.Skip(TimeSpan.FromSeconds(15));
        await UntilAsync(() => Away.Count == 2);

        Directory.CreateDirectory(folder.File("later"));
        await UntilAsync(() => Back.Count > 0);
        await IsReadyAsync(app, true);
        await UntilAsync(() => log.Lines.Any(line => line.Contains("This process dispatches", StringComparison.Ordinal)));
        Assert.Single(Back);
        Assert.Equal(2, Away.Count);
        Assert.All(log.Lines, line => Assert.DoesNotContain("   at ", line, StringComparison.Ordinal));
        await app.StopAsync();
    }

    private List<string> Away => [.. log.Lines.Where(line => line.Contains("The storage does not answer", StringComparison.Ordinal))];

    private List<string> Back => [.. log.Lines.Where(line => line.Contains("The storage answers again", StringComparison.Ordinal))];

    public void Dispose() => folder.Dispose();

    private static async Task IsReadyAsync(WebApplication app, bool expected)
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative));
        Assert.Equal(expected ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        for (var watch = Stopwatch.StartNew(); !condition(); await Task.Delay(20))
            if (watch.Elapsed > TimeSpan.FromSeconds(20)) Assert.Fail(string.Join('\n', log.Lines));
    }
}
