using HuddleBot.Core.Effects;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using NodaTime;

namespace HuddleBot.Core.Cases;

/// <summary>Makes the case of one fix from what is stored.</summary>
public sealed class FixCases(ITableStore store, IssueStore issues, ThemeStore themes, AnsweredIndex answered, ITeamDirectory directory, IScores scores, IEffects effects)
{
    /// <summary>So many comments of the weeks after are looked at for those of the same touchpoint.</summary>
    private const int CommentsLookedAt = 300;

    private readonly FixReader fixes = new(issues, themes);
    private readonly CaseTrends trends = new(scores);

    /// <summary>Of an issue that was resolved through a theme: the theme's. Null: it is not fixed, or not known, or no team of the teams file had it.</summary>
    public async Task<FixCase?> FindAsync(IssueId id, CancellationToken cancellationToken) =>
        await fixes.FindAsync(id, cancellationToken) is { } known ? await MakeAsync(known.Fix, await effects.OfAsync(id, cancellationToken), cancellationToken) : null;

    /// <inheritdoc cref="FindAsync(IssueId, CancellationToken)"/>
    public async Task<FixCase?> FindAsync(ThemeId id, CancellationToken cancellationToken) =>
        await fixes.FindAsync(id, cancellationToken) is { } known ? await MakeAsync(known.Fix, await effects.OfAsync(id, cancellationToken), cancellationToken) : null;

    /// <summary>Whether there is such a theme at all.</summary>
    public async Task<bool> IsKnownAsync(ThemeId id, CancellationToken cancellationToken) => await themes.SummaryAsync(id, cancellationToken) is not null;

    /// <summary>Whether there is such an issue at all.</summary>
    public async Task<bool> IsKnownAsync(IssueId id, CancellationToken cancellationToken) => await issues.LoadAsync(id, cancellationToken) is not null;

    private async Task<FixCase?> MakeAsync(Fix fix, Effect effect, CancellationToken cancellationToken)
    {
        var snapshot = await directory.CurrentAsync(cancellationToken);
        var teams = fix.Teams.Select(snapshot.Find).OfType<FrontlineTeam>().ToList();
        if (teams.Count == 0) return null;
        var theme = fix.Of is FixOf.Theme { Reference.Id: var themeId } ? await themes.LoadAsync(themeId, cancellationToken) : null;
        IEnumerable<IssueId> ids = fix.Of is FixOf.Issue { Id: var issue } ? [issue] : theme!.Theme.Members.Select(member => member.Issue);
        var members = (await issues.LoadAsync(ids, cancellationToken)).Where(member => snapshot.Find(member.Issue.Id.Team) is not null).ToList();
        var steps = members.SelectMany(member => CaseHistory.StepsOf(member, TeamOf(member)));
        if (theme is not null) steps = steps.Where(step => step.Kind != CaseStepKind.Merged).Concat(theme.Events.Select(@event => CaseHistory.StepOf(@event, teams[0])).OfType<CaseStep>());

        var estimate = (effect as Effect.Estimated)?.Estimate;
        var called = members.Select(member => member.FollowUp).OfType<FollowUp>().ToList();
        return new(
            fix, effect, teams, [.. (estimate?.Comparison?.Teams ?? []).Select(id => snapshot.Find(id)?.Name ?? id.Value)], [.. steps.OrderBy(step => step.At)],
            CaseClocks.MiddleOf([.. members.Select(member => CaseHistory.ClocksOf(member.Response, member.Issue.CreatedAt, member.Events, fix.FixedAt))]),
            new(called.Count(IsReached), called.Count),
            estimate is null ? null : await trends.OfAsync(teams, estimate.Series, new(estimate.BeforeDays.Start.PlusDays(ScoreMovements.Days - 1), estimate.AfterDays.End), cancellationToken),
            [.. members.Where(member => member.Response is not null).OrderBy(member => member.Response!.AnsweredAt).Select(member => Verbatim.Of(member.Response!, TeamOf(member))).OfType<Verbatim>().Take(FixCase.MostVerbatims)],
            estimate is null ? [] : await SinceAsync(teams, estimate, cancellationToken));

        FrontlineTeam TeamOf(LoadedIssue member) => snapshot.Find(member.Issue.Id.Team)!;
    }

    private static bool IsReached(FollowUp call) => call.State is FollowUpState.Finished { Outcome: ContactOutcome.Reached };

    private async Task<IReadOnlyList<Verbatim>> SinceAsync(IReadOnlyList<FrontlineTeam> teams, EffectEstimate estimate, CancellationToken cancellationToken)
    {
        var touchpoint = (estimate.Series.Part as SeriesPart.Touchpoint)?.Name;
        var found = new List<Verbatim>();
        foreach (var team in teams)
        {
            var (from, until) = (estimate.AfterDays.Start.AtStartOfDayInZone(team.TimeZone).ToInstant(), estimate.AfterDays.End.PlusDays(1).AtStartOfDayInZone(team.TimeZone).ToInstant());
            var (looked, taken) = (0, 0);
            await foreach (var one in answered.NewestFirstAsync(team.Id, until - Duration.Epsilon, cancellationToken))
            {
                if (one.AnsweredAt < from || looked == CommentsLookedAt || taken == FixCase.MostVerbatims) break;
                if (!one.HasComment) continue;
                looked++;
                if (await store.GetAsync(TeamRows.PartitionOf(team.Id), TeamRows.Response + one.Issue.Key, cancellationToken) is not { } row) continue;
                var response = ResponseRow.FromEntity(row);
                if (touchpoint is not null && !string.Equals(response.Touchpoint?.Trim(), touchpoint, StringComparison.OrdinalIgnoreCase)) continue;
                if (Verbatim.Of(response, team) is not { } verbatim) continue;
                found.Add(verbatim);
                taken++;
            }
        }

        return [.. found.OrderByDescending(verbatim => verbatim.Day).Take(FixCase.MostVerbatims)];
    }
}
