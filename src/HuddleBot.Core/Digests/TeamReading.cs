using HuddleBot.Core.Digests.Loops;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>Reads what a digest counts of one team: days and rows of the period and the one before, whatever lies before them.</summary>
public sealed class TeamReading(ITableStore store, LoopIndex loops, IScores scores, IDrops drops)
{
    /// <summary>What is found is of days that ended a while before.</summary>
    private const int DropsEarlier = 7;

    internal async Task<TeamMaterial> ReadAsync(FrontlineTeam team, DigestPeriod period, CancellationToken cancellationToken)
    {
        var since = period.Before.Start;
        return new(
            team, await loops.SinceAsync(team.Id, since, cancellationToken), await loops.FollowUpsSinceAsync(team.Id, since, cancellationToken),
            await HuddlesAsync(team, new(period.Before.First, period.Days.End), cancellationToken), await ScoresAsync(team, period, cancellationToken),
            [.. (await drops.ListAsync(team.Id, period.First.PlusDays(-DropsEarlier), period.Days.End, cancellationToken)).Where(drop => drop.IsTold)]);
    }

    private async Task<List<PlannedOnce>> HuddlesAsync(FrontlineTeam team, DateInterval days, CancellationToken cancellationToken) =>
        await store.QueryAsync(TeamRows.PartitionOf(team.Id), TeamRows.Huddle, HuddleRow.FirstOf(days.Start), cancellationToken).Select(HuddleRow.OnceOf)
            .TakeWhile(huddle => huddle.Day <= days.End).ToListAsync(cancellationToken);

    /// <summary>Longer windows are read only of what had too few answers in the shorter ones.</summary>
    private async Task<IReadOnlyList<UnitCounts>> ScoresAsync(FrontlineTeam team, DigestPeriod period, CancellationToken cancellationToken)
    {
        var wholes = (await scores.SeriesAsync(team, cancellationToken)).Select(one => one.Series).Where(series => series.Part is SeriesPart.Whole).ToList();
        var units = wholes.ConvertAll(series => new UnitCounts(team, series.Metric, series.Scale, []));
        foreach (var window in ScoreWindow.Of(period))
        {
            var missing = Enumerable.Range(0, units.Count).Where(i => units[i].Windows is not [.., { IsEnough: true }]).ToList();
            var days = await scores.DaysAsync(team, [.. missing.Select(i => wholes[i])], window.Both, cancellationToken);
            foreach (var (i, read) in missing.Zip(days))
                units[i] = units[i] with { Windows = [.. units[i].Windows, new(window, read.Over(window.Now), read.Over(window.Before))] };
        }

        return units;
    }
}
