using HuddleBot.Core.Cards;
using HuddleBot.Core.Charts;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores.Drops;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>Reads as little for ten touchpoints as for a thousand: the days of those with the most answers, and of the rest that they are there.</summary>
public sealed class ScoreDesk(ITeamDirectory directory, Authorization authorization, IScores scores, IScoreTrends trends, IDrops drops, TimeProvider time) : IScoreDesk
{
    /// <summary>Of each list.</summary>
    private const int Shown = 5;

    /// <summary>Of which those with the most answers in the window are shown: what had many once may have none now.</summary>
    private const int Considered = 15;

    /// <summary>Where somebody asks for one that is not there.</summary>
    private const int Named = 20;

    public async Task<LookReply> ScoreAsync(TeamId team, Actor actor, string? words, CancellationToken cancellationToken)
    {
        if ((await directory.CurrentAsync(cancellationToken)).Find(team) is not { } found) return new LookReply.Refused(null, new Refusal.Unknown());
        if (await authorization.MayTagAsync(found, actor.Id, cancellationToken) is { } refusal) return new LookReply.Refused(found, refusal);
        return new LookReply.Show(new CardContent.ScoreCard(found, await AnswerAsync(found, words, cancellationToken)));
    }

    private async Task<ScoreAnswer> AnswerAsync(FrontlineTeam team, string? words, CancellationToken cancellationToken)
    {
        var series = (await scores.SeriesAsync(team, cancellationToken)).OrderByDescending(one => one.Answers).ToList();
        var question = ScoreQuestion.Read(words, name => series.Exists(one => IsCalled(one.Series.Part, name)));
        var asked = series.Where(one => question.Part is { } part ? IsCalled(one.Series.Part, part) : one.Series.Part is SeriesPart.Whole).ToList();
        if (question.Part is { } unknown && asked.Count == 0) return new ScoreAnswer.NoSuchPart(unknown, NamesOf<SeriesPart.Touchpoint>(series), NamesOf<SeriesPart.Segment>(series));
        if (asked.Count == 0) return new ScoreAnswer.NoAnswers();

        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(team.TimeZone).Date;
        var parts = question.Part is null ? series : [];
        List<CountedSeries> touchpoints = [.. parts.Where(one => one.Series.Part is SeriesPart.Touchpoint)], segments = [.. parts.Where(one => one.Series.Part is SeriesPart.Segment)];
        List<SeriesId> read = [.. asked.Take(Considered).Concat(touchpoints.Take(Considered)).Concat(segments.Take(Considered)).Select(one => one.Series)];
        var lines = (await scores.DaysAsync(team, read, ScoreMovements.Windows(today, question.Days), cancellationToken))
            .Select(days => (days.Series, Line: new PartScore(days.Series.Part, ScoreMovements.Of(days, today, question.Days))))
            .OrderByDescending(one => one.Line.Score.Now.Answers).ThenByDescending(one => one.Line.Score.Before?.Answers ?? 0).ToList();

        var main = lines.First(one => asked.Exists(other => other.Series == one.Series)).Series;
        asked.RemoveAll(one => one.Series == main);
        var trend = await trends.OfAsync(team, main, today, question.Days, await DownSinceAsync(team, main, today, cancellationToken), cancellationToken);
        return new ScoreAnswer.Found(question.Days, main.Part, trend, ListOf(asked), ListOf(touchpoints), ListOf(segments));

        PartScores ListOf(List<CountedSeries> these)
        {
            var shown = lines.Where(one => one.Line.Score.Now.Answers > 0 && these.Exists(other => other.Series == one.Series)).Take(Shown).ToList();
            return new([.. shown.Select(one => one.Line)], these.Select(one => NameOf(one.Series)).Except(shown.Select(one => NameOf(one.Series))).Count());
        }
    }

    /// <summary>Of a fall that the team was told of; null: there is none, or it is over.</summary>
    private async Task<LocalDate?> DownSinceAsync(FrontlineTeam team, SeriesId series, LocalDate today, CancellationToken cancellationToken) =>
        (await drops.ListAsync(team.Id, today, today, cancellationToken)).Where(drop => drop.IsTold).SelectMany(drop => drop.Series)
            .FirstOrDefault(fallen => fallen.Series == series && fallen.End is null)?.Fell.Since;

    /// <summary>What a list counts: a touchpoint once, however many metrics it has; of the whole team every metric.</summary>
    private static string NameOf(SeriesId series) => series.Part is SeriesPart.Whole ? series.Key : series.Part.Folded;

    private static NamedParts NamesOf<T>(IEnumerable<CountedSeries> series) where T : SeriesPart
    {
        var names = series.Select(one => one.Series.Part).OfType<T>().Distinct().Select(part => part.Spelling!).ToList();
        return new([.. names.Take(Named)], Math.Max(0, names.Count - Named));
    }

    private static bool IsCalled(SeriesPart part, string name) => part is not SeriesPart.Whole && part.Folded == SeriesPart.Fold(name);
}
