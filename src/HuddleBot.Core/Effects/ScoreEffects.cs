using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using HuddleBot.Core.Themes;
using NodaTime;

namespace HuddleBot.Core.Effects;

/// <summary>Reads a fix and the counted days of its teams and of the others, and lets <see cref="EffectEstimator"/> judge.</summary>
public sealed class ScoreEffects(IssueStore issues, ThemeStore themes, FixIndex index, ITeamDirectory directory, IScores scores, TimeProvider time) : IEffects
{
    /// <summary>Of a very large company, so many other teams are looked at, drawn by lot: the same for the same fix, and nobody chooses.</summary>
    private const int MostLookedAt = 200;

    private const int AtOnce = 16;

    private static readonly EffectRules Rules = EffectRules.Default;

    private readonly FixReader fixes = new(issues, themes);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<Effect> OfAsync(IssueId issue, CancellationToken cancellationToken) => await JudgeAsync(await fixes.FindAsync(issue, cancellationToken), cancellationToken);

    public async Task<Effect> OfAsync(ThemeId theme, CancellationToken cancellationToken) => await JudgeAsync(await fixes.FindAsync(theme, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<Effect>> JudgedInAsync(IReadOnlyCollection<TeamId> teams, Interval period, CancellationToken cancellationToken)
    {
        // A theme is resolved a moment before its escalations are, and the day is over at different times in different zones.
        var (span, margin) = (Duration.FromDays(Rules.AfterDays), Duration.FromDays(3));
        var snapshot = await directory.CurrentAsync(cancellationToken);
        var found = new List<KnownFix>();
        foreach (var team in teams)
        {
            foreach (var indexed in await index.BetweenAsync(team, period.Start - span - margin, period.End - span + margin, cancellationToken))
            {
                if (found.All(known => known.Fix.Of != indexed.Of) && await fixes.FindAsync(indexed.Issue, cancellationToken) is { } known && found.All(other => other.Fix.Of != known.Fix.Of)) found.Add(known);
            }
        }

        var ripe = found.Select(known => (Known: known, Windows: WindowsOf(known, snapshot))).Where(one => one.Windows is { } windows && period.Contains(windows.JudgedAt)).OrderBy(one => one.Known.Fix.FixedAt).ToList();
        if (ripe.Count == 0) return [];
        var counted = new CountedTeams(scores, new(ripe.Min(one => one.Windows!.Before.Start), ripe.Max(one => one.Windows!.After.End)), cancellationToken);
        var effects = new List<Effect>();
        foreach (var (known, windows) in ripe) effects.Add(await JudgeAsync(known, windows!, snapshot, counted, cancellationToken));
        return effects;
    }

    private async Task<Effect> JudgeAsync(KnownFix? known, CancellationToken cancellationToken)
    {
        var snapshot = await directory.CurrentAsync(cancellationToken);
        if (known is null || WindowsOf(known, snapshot) is not { } windows) return new Effect.NotFixed();
        if (Now < windows.JudgedAt) return new Effect.TooEarly(known.Fix, windows.After.End.PlusDays(1));
        return await JudgeAsync(known, windows, snapshot, new(scores, new(windows.Before.Start, windows.After.End), cancellationToken), cancellationToken);
    }

    private async Task<Effect> JudgeAsync(KnownFix known, FixWindows windows, TeamsSnapshot snapshot, CountedTeams counted, CancellationToken cancellationToken)
    {
        var teams = known.Fix.Teams.Select(snapshot.Find).OfType<FrontlineTeam>().ToList();
        if (await SeriesOfAsync(known, teams[0], counted) is not { } series) return new Effect.TooFewToSay(known.Fix, 0, 0);
        var having = await AnswersAsync(teams, series, counted);
        var candidates = snapshot.Teams.Where(team => !known.HadIt.Contains(team.Id)).OrderBy(team => StableHash.Of("compared", known.Fix.Of.ToString()!, team.Id.Value), StringComparer.Ordinal).Take(MostLookedAt);
        var others = await AnswersAsync(candidates, series, counted);
        if (EffectEstimator.Estimate(series, having, [.. others.OrderBy(other => other.Team.Value, StringComparer.Ordinal)], windows.Before, windows.After, Rules) is not { } estimate)
            return new Effect.TooFewToSay(known.Fix, CountIn(having, windows.Before), CountIn(having, windows.After));

        var between = new DateInterval(windows.Before.End.PlusDays(1), windows.FixedOn);
        return new Effect.Estimated(known.Fix, estimate with
        {
            WhileOpen = CountIn(having, between) < WindowScore.LeastAnswers ? null : AnswerLevels.Of(series.Metric, series.Scale).FigureOf(SumOf(having, between)),
            TogetherWith = await TogetherWithAsync(known.Fix, teams, series, windows, cancellationToken),
        });
    }

    private static async Task<IReadOnlyList<TeamAnswers>> AnswersAsync(IEnumerable<FrontlineTeam> teams, SeriesId series, CountedTeams counted)
    {
        var answers = new List<TeamAnswers>();
        foreach (var some in teams.Chunk(AtOnce)) answers.AddRange((await Task.WhenAll(some.Select(team => counted.AnswersAsync(team, series)))).OfType<TeamAnswers>());
        return answers;
    }

    private async Task<IReadOnlyList<FixOf>> TogetherWithAsync(Fix fix, IReadOnlyList<FrontlineTeam> teams, SeriesId series, FixWindows windows, CancellationToken cancellationToken)
    {
        var beside = new List<FixOf>();
        foreach (var team in teams)
        {
            var (since, until) = (windows.Before.End.PlusDays(1).AtStartOfDayInZone(team.TimeZone).ToInstant(), windows.After.End.PlusDays(1).AtStartOfDayInZone(team.TimeZone).ToInstant());
            beside.AddRange((await index.BetweenAsync(team.Id, since, until, cancellationToken)).Where(IsOfTheSame).Select(one => one.Of));
        }

        return [.. beside.Where(one => one.ToString() != fix.Of.ToString()).Distinct()];

        bool IsOfTheSame(IndexedFix one) =>
            string.IsNullOrWhiteSpace(one.Touchpoint) || series.Part is not SeriesPart.Touchpoint touchpoint || touchpoint == new SeriesPart.Touchpoint(one.Touchpoint.Trim());
    }

    /// <summary>Null: the teams file has none of its teams any more.</summary>
    private static FixWindows? WindowsOf(KnownFix known, TeamsSnapshot snapshot)
    {
        if (known.Fix.Teams.Select(snapshot.Find).OfType<FrontlineTeam>().FirstOrDefault() is not { TimeZone: var zone }) return null;
        var fixedOn = known.Fix.FixedAt.InZone(zone).Date;
        var (before, after) = EffectEstimator.Windows(known.Fix.EvidenceFrom.InZone(zone).Date, fixedOn, Rules);
        return new(before, after, fixedOn, after.End.PlusDays(1).AtStartOfDayInZone(zone).ToInstant());
    }

    /// <summary>
    /// The score that its customers gave, at their touchpoint. Where they gave different ones, that of most of them, and all touchpoints; where they gave none, the score of which the
    /// team has most answers. Null: the team has no score.
    /// </summary>
    private static async Task<SeriesId?> SeriesOfAsync(KnownFix known, FrontlineTeam team, CountedTeams counted)
    {
        var parts = known.Evidence.Select(response => string.IsNullOrWhiteSpace(response.Touchpoint) ? null : new SeriesPart.Touchpoint(response.Touchpoint.Trim())).Distinct().ToList();
        SeriesPart part = parts is [{ } only] ? only : new SeriesPart.Whole();
        if (known.Evidence.Select(response => response.Score).OfType<Score>().GroupBy(KindOf).OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Metric).FirstOrDefault() is { Key: var most })
            return new(most.Metric, most.Scale, part);
        var usual = (await counted.SeriesAsync(team)).Where(one => one.Series.Part is SeriesPart.Whole).MaxBy(one => one.Answers);
        return usual is null ? null : usual.Series with { Part = part };
    }

    private static (Metric Metric, Scale? Scale) KindOf(Score score) => (score.Metric, score.Metric == Metric.Stars ? score.Scale : null);

    private static int CountIn(IReadOnlyList<TeamAnswers> teams, DateInterval window) => (int)teams.SelectMany(team => team.Days).Where(day => window.Contains(day.Day)).Sum(day => day.Answers.Total);

    private static Tally SumOf(IReadOnlyList<TeamAnswers> teams, DateInterval window) =>
        teams.SelectMany(team => team.Days).Where(day => window.Contains(day.Day)).Select(day => day.Answers).Aggregate((sum, one) => sum.Plus(one));

    /// <param name="JudgedAt">When the last day of the window after is over.</param>
    private sealed record FixWindows(DateInterval Before, DateInterval After, LocalDate FixedOn, Instant JudgedAt);
}
