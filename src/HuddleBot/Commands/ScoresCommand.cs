using System.CommandLine;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Scores;

namespace HuddleBot.Commands;

/// <summary><c>scores recount</c>: counts the answers of teams anew, from the responses that are stored.</summary>
internal static class ScoresCommand
{
    /// <summary>Only whoever counts this very team at this moment is in the way.</summary>
    private const int Tries = 60;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly Option<string?> Team = new("--team") { Description = "Only the team with this id." };

    public static Command Create(IReadOnlyList<string> settings)
    {
        var recount = new Command("recount", "Counts the answers anew, from the responses that are stored; a bot that runs beside it goes on answering. 0 when all teams were counted.") { Team };
        recount.SetAction((parse, cancellationToken) => RecountAsync(parse.GetValue(Team), settings, cancellationToken));
        return new("scores", "What the teams' customers answered, as it is counted. 'export scores' writes it.") { recount };
    }

    private static async Task<int> RecountAsync(string? only, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        await using var app = await VerbHost.OpenAsync(settings, cancellationToken);
        var services = app.Services;
        var teams = (await services.GetRequiredService<ITeamDirectory>().CurrentAsync(cancellationToken)).Teams.Where(team => only is null || team.Id.Value == only).ToList();
        if (teams.Count == 0 && only is not null)
        {
            await Console.Error.WriteLineAsync($"There is no team '{only}'; 'teams show' lists them.");
            return 1;
        }

        var failed = 0;
        foreach (var team in teams)
        {
            if (!await RecountAsync(services.GetRequiredService<ScoreRebuild>(), team, services.GetRequiredService<TimeProvider>(), cancellationToken))
            {
                await Console.Error.WriteLineAsync($"{team.Id}: somebody else has been counting for {Tries} s. Nothing was changed; try again later.");
                failed++;
                continue;
            }

            var series = await services.GetRequiredService<IScores>().SeriesAsync(team, cancellationToken);
            var answers = series.Where(one => one.Series.Part is SeriesPart.Whole).Sum(one => (long)one.Answers);
            await Console.Out.WriteLineAsync($"{team.Id}: {answers:N0} answers in {series.Count:N0} series.");
        }

        return failed == 0 ? 0 : 1;
    }

    private static async Task<bool> RecountAsync(ScoreRebuild rebuild, FrontlineTeam team, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (tries > 0) await Task.Delay(Pause, time, cancellationToken);
            if (await rebuild.RepeatAsync(team, cancellationToken)) return true;
        }

        return false;
    }
}
