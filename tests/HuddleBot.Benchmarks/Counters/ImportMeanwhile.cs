using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Benchmarks.Counters;

/// <summary>A file of many answers comes in and is counted, as whoever dispatches does it, while somebody asks for the score again and again.</summary>
internal sealed class ImportMeanwhile(int responses, int days, bool isScattered)
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Between two looks of whoever dispatches, and between two questions.</summary>
    private static readonly TimeSpan Bell = TimeSpan.FromSeconds(1), Between = TimeSpan.FromMilliseconds(20);

    /// <returns>Whether every question was answered, and rightly in the end.</returns>
    public async Task<bool> RunAsync(string file)
    {
        await using var app = await CountersBenchmark.BotAsync(file);
        var services = app.Services;
        var team = (await services.GetRequiredService<ITeamDirectory>().CurrentAsync(None)).Teams[0];
        await services.GetRequiredService<ScoreRebuild>().CompleteAsync(team, None);
        using var imported = new CancellationTokenSource();
        using var counted = new CancellationTokenSource();
        var started = TimeProvider.System.GetTimestamp();
        var folding = FoldAsync(services.GetRequiredService<ITableStore>(), team, imported.Token);
        var asking = AskAsync(services.GetRequiredService<IScoreDesk>(), team, imported.Token, counted.Token);
        await CountersBenchmark.ImportAsync(app, services.GetRequiredService<ITableStore>(), 0, responses, days, isScattered: isScattered);
        var import = TimeProvider.System.GetElapsedTime(started);
        await imported.CancelAsync();
        await folding;
        var all = TimeProvider.System.GetElapsedTime(started);
        await counted.CancelAsync();
        var (during, behind, failed) = await asking;
        var answers = await AnswersAsync(services.GetRequiredService<IScores>(), team);
        CountersBenchmark.Write($"import of {responses} responses of {days} days{(isScattered ? ", scattered" : "")} in one go: {import.TotalSeconds:F1} s, all in their days {(all - import).TotalSeconds:F1} s later; {answers} counted");
        CountersBenchmark.Write($"  all that the word 'score' says, meanwhile {new Percentiles(during)}, longest {during.Append(TimeSpan.Zero).Max().TotalMilliseconds:F0} ms; until all are in their days {new Percentiles(behind)}; not answered: {failed}");
        return failed == 0 && answers == responses;
    }

    private static async Task FoldAsync(ITableStore store, FrontlineTeam team, CancellationToken imported)
    {
        var folding = new ScoreFolding(store, TimeProvider.System);
        while (true)
        {
            var isLast = imported.IsCancellationRequested;
            if (await folding.RunDueAsync(team, None) is { } due) await WaitAsync((due - Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow())).ToTimeSpan(), None);
            else if (isLast) return;
            else await WaitAsync(Bell, imported);
        }
    }

    private static async Task<(List<TimeSpan> During, List<TimeSpan> Behind, int Failed)> AskAsync(IScoreDesk desk, FrontlineTeam team, CancellationToken imported, CancellationToken counted)
    {
        var (during, behind, failed) = (new List<TimeSpan>(), new List<TimeSpan>(), 0);
        while (!counted.IsCancellationRequested)
        {
            var (isDuring, started) = (!imported.IsCancellationRequested, TimeProvider.System.GetTimestamp());
            try
            {
                if (await desk.ScoreAsync(team.Id, new(team.Managers[0], "Mia"), null, None) is not LookReply.Show { Content: CardContent.ScoreCard }) failed++;
                (isDuring ? during : behind).Add(TimeProvider.System.GetElapsedTime(started));
            }
            catch (StorageUnavailableException)
            {
                failed++;
            }

            await WaitAsync(Between, counted);
        }

        return (during, behind, failed);
    }

    private static async Task<int> AnswersAsync(IScores scores, FrontlineTeam team) =>
        (await scores.SeriesAsync(team, None)).Where(one => one.Series.Part is SeriesPart.Whole).Sum(one => one.Answers);

    private static async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (time > TimeSpan.Zero) await Task.Delay(time, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
