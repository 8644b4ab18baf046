using HuddleBot.Core.Effects;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores.Drops;
using HuddleBot.Core.Silences;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>Reads what the teams have, counts, chooses, and reads the words of what was chosen.</summary>
public sealed class DigestReports(
    ITeamDirectory directory, TeamReading teams, ThemesOfPeriod themes, DigestVerbatims words, IDrops drops, IEffects effects, IEnumerable<ISilences> silences) : IDigestReports
{
    /// <summary>People who click meanwhile have the rest of the machine.</summary>
    private const int TeamsAtOnce = 2;

    public async Task<DigestReport> MakeAsync(DigestScope scope, DigestPeriod period, Instant now, CancellationToken cancellationToken)
    {
        var inScope = scope.In(await directory.CurrentAsync(cancellationToken));
        var (ids, start, end) = (inScope.Select(team => team.Id).ToHashSet(), period.Start, Instant.Min(period.End, now));
        var materials = await ReadAsync(inScope, period, cancellationToken);
        var figures = materials.Select(material => material.Figures(period, end)).ToList();
        var stories = materials.SelectMany(material => LoopStories.Of(material.Loops, start, end)).ToList();
        var told = await DropsAsync(inScope, period, start, end, cancellationToken);
        var ofPeriod = (await themes.ReadAsync(start, end, cancellationToken)).Where(theme => theme.Theme.Teams.Any(ids.Contains)).ToList();
        var sum = Sum(figures.Select(team => team.Figures));
        return new(
            scope, period, now, sum, Sum(figures.Select(team => team.Before)), figures, ScoreBoard.Of([.. materials.SelectMany(material => material.Scores)]), told,
            [.. (await words.CameBackAsync(stories, cancellationToken)).Take(DigestReport.MostCameBack)], await ThemesAsync(ofPeriod, ids, start, cancellationToken),
            WinChoice.Of(
                await RoseAsync(ids, start, end, cancellationToken), [.. told.Where(drop => drop.IsRecovery).Reverse().Select(drop => new Win.Recovered(drop))],
                await words.WorkedAsync(stories, cancellationToken), await words.CelebratedAsync(stories, sum.Celebrated, cancellationToken), DigestReport.MostWins),
            await SilentAsync(scope, ids, start, end, cancellationToken), await DecideAsync(materials, ofPeriod, end, cancellationToken));
    }

    private async Task<IReadOnlyList<TeamMaterial>> ReadAsync(IReadOnlyList<FrontlineTeam> inScope, DigestPeriod period, CancellationToken cancellationToken)
    {
        var read = new TeamMaterial[inScope.Count];
        await Parallel.ForEachAsync(
            inScope.Index(), new ParallelOptions { MaxDegreeOfParallelism = TeamsAtOnce, CancellationToken = cancellationToken },
            async (one, stop) => read[one.Index] = await teams.ReadAsync(one.Item, period, stop));
        return read;
    }

    private static ActivityFigures Sum(IEnumerable<ActivityFigures> figures) => figures.Aggregate(ActivityFigures.None, (sum, one) => sum + one);

    /// <summary>Falls by when they were told, recoveries by the day that showed them; of what was told alone.</summary>
    private async Task<IReadOnlyList<ToldDrop>> DropsAsync(IReadOnlyList<FrontlineTeam> inScope, DigestPeriod period, Instant start, Instant end, CancellationToken cancellationToken)
    {
        var told = new List<ToldDrop>();
        foreach (var team in inScope)
        {
            // What is found is of days that ended a while before.
            var found = await drops.ListAsync(team.Id, period.First.PlusDays(-7), period.Days.End, cancellationToken);
            foreach (var drop in found.Where(drop => drop.IsTold))
            {
                if (drop.At >= start && drop.At < end) told.Add(Told(drop, drop.Head, drop.Since, drop.Head.Fell.Before, drop.Head.Fell.After, drop.At, isRecovery: false));
                told.AddRange(
                    from one in drop.Series
                    let back = one.End as DropEvent.Recovered
                    where back is not null
                    let lookedAt = DropTimes.DueOf(back.SeenOn, team.TimeZone)
                    where lookedAt >= start && lookedAt < end
                    select Told(drop, one, back.Since, back.Down, back.Now, lookedAt, isRecovery: true));
            }
        }

        return [.. told.OrderBy(drop => drop.ToldAt).ThenBy(drop => drop.Team.Value, StringComparer.Ordinal)];
    }

    private static ToldDrop Told(ScoreDrop drop, FallenSeries series, LocalDate since, Scores.ScoreFigure from, Scores.ScoreFigure to, Instant at, bool isRecovery) =>
        new(drop.Team, series.Series.Metric, series.Series.Scale, series.Series.Part, since, from, to, at, isRecovery) { Issue = drop.Id };

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
    private async Task<IReadOnlyList<Win>> RoseAsync(IReadOnlyCollection<TeamId> ids, Instant start, Instant end, CancellationToken cancellationToken)
    {
        var judged = (await effects.JudgedInAsync(ids, new(start, Instant.Max(start, end)), cancellationToken)).OfType<Effect.Estimated>().ToList();
        var limit = FalseDiscoveries.Limit(judged.Select(effect => FalseDiscoveries.PValueOf(effect.Estimate.Change, effect.Estimate.Low, effect.Estimate.High)), DigestScores.FalseDiscoveries);
        return
        [
            .. judged.Where(effect => effect.Estimate.Verdict == EffectVerdict.Better && FalseDiscoveries.PValueOf(effect.Estimate.Change, effect.Estimate.Low, effect.Estimate.High) <= limit)
                .OrderBy(effect => FalseDiscoveries.PValueOf(effect.Estimate.Change, effect.Estimate.Low, effect.Estimate.High)).Select(effect => new Win.ScoreRose(effect)),
        ];
    }

    private async Task<SilenceReport> SilentAsync(DigestScope scope, IReadOnlySet<TeamId> ids, Instant start, Instant end, CancellationToken cancellationToken)
    {
        var (silent, back) = (new List<Silence>(), new List<Silences.CameBack>());
        foreach (var source in silences)
        {
            var all = await source.ListAsync(end, start, cancellationToken);
            silent.AddRange(all.Silent.Where(one => IsOf(one.What)));
            back.AddRange(all.Back.Where(one => IsOf(one.What)));
        }

        return new(silent, back);

        // A feed is nobody's in particular: the CX leads hear of it.
        bool IsOf(SilentThing thing) => thing.OfTeam is { } team ? ids.Contains(team.Id) : scope is DigestScope.WholeCompany;
    }

    private async Task<ThingToDecide?> DecideAsync(IReadOnlyList<TeamMaterial> materials, IEnumerable<ThemeMaterial> ofPeriod, Instant end, CancellationToken cancellationToken)
    {
        var waiting = materials.SelectMany(material => LoopStories.Undecided(material.Loops, material.Team.TimeZone, end)).ToList();
        var bounds = materials.ToDictionary(material => material.Team.Id, material => material.Team.Quadrants);
        var responses = await words.ResponsesAsync(waiting.Select(one => one.Issue), cancellationToken);
        List<Undecided> all =
        [
            .. ofPeriod.Select(theme => theme.Undecided).OfType<Undecided>()
                .Select(theme => theme with { Bounds = theme.Issues.Select(issue => bounds.GetValueOrDefault(issue.Team)).FirstOrDefault(found => found is not null) }),
            .. waiting.Select(one => OfEscalation(one.Issue, one.AskedAt, one.AnswerBy)),
        ];
        if (ThingsToDecide.Choose(all, end) is not { } chosen) return null;
        var verbatim = (await words.VerbatimsAsync(chosen.Issues, 1, cancellationToken)) is [var first] ? first : null;
        var (days, isLate, asked) = (Triage.EscalationWeight.DaysBegun(chosen.AskedAt, end), chosen.AnswerBy < end, chosen.Issues.Select(issue => issue.Team).Distinct().ToList());
        var (atRisk, amongAtRisk) = (chosen.WeightAt(end).AtRisk, all.Count(one => one.WeightAt(end).AtRisk > 0));
        if (chosen.Theme is { } theme)
            return new ThingToDecide.OfTheme(theme, ofPeriod.First(one => one.Theme.Id == theme).Theme.Title, chosen.AskedAt, days, chosen.Customers, chosen.AnnualValue, isLate, all.Count, asked, verbatim)
            {
                AtRisk = atRisk, AmongAtRisk = amongAtRisk,
            };
        var escalation = await words.EscalationAsync(chosen.Issues[0], cancellationToken);
        return new ThingToDecide.OfEscalation(
            chosen.Issues[0], escalation?.Category ?? "", escalation?.Ask, chosen.AskedAt, days, chosen.Customers, chosen.AnnualValue, isLate, all.Count, asked, verbatim)
        {
            AtRisk = atRisk, AmongAtRisk = amongAtRisk,
        };

        Undecided OfEscalation(IssueId issue, Instant askedAt, Instant answerBy)
        {
            var (response, of) = (responses.GetValueOrDefault(issue), bounds.GetValueOrDefault(issue.Team));
            var (value, isAtRisk) = (response?.Customer?.AnnualValue, of?.Of(response) == Portfolio.Quadrant.AtRisk);
            return new(null, [issue], askedAt, answerBy, 1, value, value is null ? 1 : 0) { AtRisk = isAtRisk ? 1 : 0, AtRiskValue = isAtRisk ? value!.Value : 0, Bounds = of };
        }
    }
}
