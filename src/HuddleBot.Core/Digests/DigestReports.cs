using HuddleBot.Core.Effects;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Silences;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>Reads what the teams have, counts, chooses, and reads the words of what was chosen.</summary>
public sealed class DigestReports(ITeamDirectory directory, PeriodReadings periods, DigestVerbatims words, DecisionReading decisions) : IDigestReports
{
    /// <summary>People who click meanwhile have the rest of the machine.</summary>
    private const int TeamsAtOnce = 2;

    public async Task<DigestReport> MakeAsync(DigestScope scope, DigestPeriod period, Instant now, CancellationToken cancellationToken)
    {
        var snapshot = await directory.CurrentAsync(cancellationToken);
        var (inScope, reading) = (scope.In(snapshot), periods.Of(period, snapshot, now));
        var (ids, start, end) = (inScope.Select(team => team.Id).ToHashSet(), reading.Start, reading.End);
        var materials = await ReadAsync(reading, inScope, cancellationToken);
        var figures = materials.Select(material => material.Figures(period, end)).ToList();
        var stories = materials.SelectMany(material => LoopStories.Of(material.Loops, start, end)).ToList();
        var told = materials.SelectMany(material => material.ToldIn(start, end)).OrderBy(drop => drop.ToldAt).ThenBy(drop => drop.Team.Value, StringComparer.Ordinal).ToList();
        var ofPeriod = (await reading.ThemesAsync(cancellationToken)).Where(theme => theme.Theme.Teams.Any(ids.Contains)).ToList();
        var answers = AnswerGroups.Of(stories, ofPeriod.SelectMany(theme => theme.Answers));
        var (cameBack, gone) = await words.CameBackAsync(answers, DigestReport.MostCameBack, cancellationToken);
        var sum = Sum(figures.Select(team => team.Figures));
        var report = new DigestReport(
            scope, period, now, sum, Sum(figures.Select(team => team.Before)), figures, ScoreBoard.Of([.. materials.SelectMany(material => material.Scores)]), told,
            cameBack, await ThemesAsync(ofPeriod, ids, start, cancellationToken),
            WinChoice.Of(
                Rose(await reading.EffectsAsync(ids, cancellationToken)), [.. told.Where(drop => drop.IsRecovery).Reverse().Select(drop => new Win.Recovered(drop))],
                await words.WorkedAsync(stories, cancellationToken), await words.CelebratedAsync(stories, sum.Celebrated, cancellationToken), DigestReport.MostWins),
            SilentIn(scope, ids, await reading.SilencesAsync(cancellationToken)), await decisions.OfAsync(scope, materials, ofPeriod, end, cancellationToken))
        {
            CameBackInAll = answers.Count - gone,
        };
        return report with { Names = await words.NamesAsync(report.OldestOpen, cancellationToken) };
    }

    private static async Task<IReadOnlyList<TeamMaterial>> ReadAsync(PeriodReading reading, IReadOnlyList<FrontlineTeam> inScope, CancellationToken cancellationToken)
    {
        var read = new TeamMaterial[inScope.Count];
        await Parallel.ForEachAsync(
            inScope.Index(), new ParallelOptions { MaxDegreeOfParallelism = TeamsAtOnce, CancellationToken = cancellationToken },
            async (one, stop) => read[one.Index] = await reading.OfAsync(one.Item, stop));
        return read;
    }

    private static ActivityFigures Sum(IEnumerable<ActivityFigures> figures) => figures.Aggregate(ActivityFigures.None, (sum, one) => sum + one);

    private async Task<IReadOnlyList<DigestTheme>> ThemesAsync(IEnumerable<ThemeMaterial> ofPeriod, IReadOnlySet<TeamId> ids, Instant start, CancellationToken cancellationToken)
    {
        var ranked =
            from one in ofPeriod
            let members = one.Theme.Members.Select(member => member.Issue).Where(issue => ids.Contains(issue.Team)).OrderByDescending(issue => one.Joined[issue]).ToList()
            let grown = members.Count(issue => one.Joined[issue] >= start)
            orderby grown descending, members.Count descending, one.Theme.Id.ToString()
            select (one.Theme, one.Undecided, one.Facts, Members: members, Grown: grown);
        var shown = new List<DigestTheme>();
        foreach (var (theme, undecided, facts, members, grown) in ranked.Take(DigestReport.MostThemes))
        {
            shown.Add(new(
                theme.Id, theme.Title, undecided is null, grown, members.Count, [.. theme.Teams.Where(ids.Contains)], theme.Teams.Count,
                Themes.ThemeFigures.Of(theme, facts).Customers, await words.VerbatimsAsync(members, DigestTheme.MostVerbatims, cancellationToken)));
        }

        return shown;
    }

    /// <summary>Of all that came to be judged at once, what is more than chance.</summary>
    private static IReadOnlyList<Win> Rose(IEnumerable<Effect> effects)
    {
        var judged = effects.OfType<Effect.Estimated>().Select(effect => (Effect: effect, PValue: FalseDiscoveries.PValueOf(effect.Estimate.Change, effect.Estimate.Low, effect.Estimate.High))).ToList();
        var limit = FalseDiscoveries.Limit(judged.Select(one => one.PValue), DigestScores.FalseDiscoveries);
        return [.. judged.Where(one => one.Effect.Estimate.Verdict == EffectVerdict.Better && one.PValue <= limit).OrderBy(one => one.PValue).Select(one => new Win.ScoreRose(one.Effect))];
    }

    private static SilenceReport SilentIn(DigestScope scope, IReadOnlySet<TeamId> ids, SilenceReport all)
    {
        return new([.. all.Silent.Where(one => IsOf(one.What))], [.. all.Back.Where(one => IsOf(one.What))]);

        // A feed is nobody's in particular: the CX leads hear of it.
        bool IsOf(SilentThing thing) => thing.OfTeam is { } team ? ids.Contains(team.Id) : scope is DigestScope.WholeCompany;
    }
}
