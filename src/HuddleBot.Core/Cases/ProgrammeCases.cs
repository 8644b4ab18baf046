using HuddleBot.Core.Digests;
using HuddleBot.Core.Effects;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Core.Cases;

/// <summary>Makes the case of all teams together. What it counts of loops is what the weekly digests say.</summary>
public sealed class ProgrammeCases(IssueStore issues, FixIndex index, ITeamDirectory directory, IScores scores, IEffects effects, IDigestReports digests, TimeProvider time)
{
    private const int WeeksDrawn = 16;

    private readonly CaseTrends trends = new(scores);

    /// <param name="weeks">1 or more.</param>
    /// <returns>Null: there are no teams.</returns>
    public async Task<ProgrammeCase?> MakeAsync(int weeks, CancellationToken cancellationToken)
    {
        var teams = (await directory.CurrentAsync(cancellationToken)).Teams;
        if (teams.Count == 0) return null;
        var (now, zone) = (Instant.FromDateTimeOffset(time.GetUtcNow()), teams[0].TimeZone);
        var days = ScoreWindows.Last(7 * weeks, now.InZone(zone).Date.PlusDays(-1));
        var (start, end) = (days.Start.AtStartOfDayInZone(zone).ToInstant(), days.End.PlusDays(1).AtStartOfDayInZone(zone).ToInstant());

        var (fixes, first) = (new List<(LoadedIssue Issue, FrontlineTeam Team, Instant FixedAt)>(), (Instant?)null);
        foreach (var team in teams)
        {
            foreach (var one in await index.BetweenAsync(team.Id, Instant.FromUnixTimeTicks(0), end, cancellationToken))
            {
                first = first is { } earlier ? Instant.Min(earlier, one.FixedAt) : one.FixedAt;
                if (one.FixedAt >= start && one.FixedAt < end && await issues.LoadAsync(one.Issue, cancellationToken) is { } loaded) fixes.Add((loaded, team, one.FixedAt));
            }
        }

        var movements = await ScoresAsync(teams, days.End, cancellationToken);
        return new(
            days, teams.Count, first?.InZone(zone).Date, await FiguresAsync(days, zone, now, cancellationToken),
            CaseClocks.MiddleOf([.. fixes.Select(one => CaseHistory.ClocksOf(one.Issue.Response, one.Issue.Issue.CreatedAt, one.Issue.Events, one.FixedAt))]), fixes.Count,
            [.. movements.Select(one => one.Movement)], await effects.JudgedInAsync([.. teams.Select(team => team.Id)], new(start, end), cancellationToken),
            movements.Count == 0 ? null : await trends.OfAsync(teams, movements[0].Series, ScoreWindows.Last((7 * WeeksDrawn) + 1, days.End), cancellationToken),
            [
                .. fixes.Where(one => one.Issue.Response is not null).OrderByDescending(one => one.FixedAt).Select(one => Verbatim.Of(one.Issue.Response!, one.Team)).OfType<Verbatim>()
                    .Take(ProgrammeCase.MostVerbatims),
            ]);
    }

    private async Task<ActivityFigures> FiguresAsync(DateInterval days, DateTimeZone zone, Instant now, CancellationToken cancellationToken)
    {
        var weeks = new List<ActivityFigures>();
        for (var day = days.Start; day <= days.End; day = day.PlusDays(7))
            weeks.Add((await digests.MakeAsync(new DigestScope.WholeCompany(), new(DigestSpan.Week, day, zone), now, cancellationToken)).Figures);
        var (all, first, last) = (weeks.Aggregate(ActivityFigures.None, (sum, week) => sum + week), weeks[0], weeks[^1]);
        return all with { Inner = Over(all.Inner, first.Inner, last.Inner), Outer = Over(all.Outer, first.Outer, last.Outer), FollowUps = Over(all.FollowUps, first.FollowUps, last.FollowUps) };
    }

    private static LoopFigures Over(LoopFigures sum, LoopFigures first, LoopFigures last) =>
        sum with { OpenAtStart = first.OpenAtStart, OpenAtEnd = last.OpenAtEnd, Late = last.Late, Oldest = last.Oldest };

    private async Task<List<(SeriesId Series, ScoreMovement Movement)>> ScoresAsync(IReadOnlyList<FrontlineTeam> teams, LocalDate today, CancellationToken cancellationToken)
    {
        var wholes = new HashSet<SeriesId>();
        foreach (var team in teams) wholes.UnionWith((await scores.SeriesAsync(team, cancellationToken)).Select(one => one.Series).Where(one => one.Part is SeriesPart.Whole));
        var found = new List<(SeriesId, ScoreMovement)>();
        foreach (var series in wholes)
        {
            var sum = await trends.SumAsync(teams, one => one == series, series, ScoreMovements.Windows(today), cancellationToken);
            if (ScoreMovements.Of([sum], today) is { } movement) found.Add((series, movement));
        }

        return [.. found.OrderByDescending(one => one.Item2.Now.Answers).ThenBy(one => one.Item1.Metric)];
    }
}
