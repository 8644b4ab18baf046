using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>Finds the comments that show why a score has fallen.</summary>
public sealed class DropVerbatims(ITableStore store, AnsweredIndex answered)
{
    /// <summary>So many answers are looked at, the newest first, and so many comments of them read.</summary>
    private const int Answers = 5000;
    private const int Comments = 100;

    /// <summary>
    /// The newest comments of who scored low since the score fell, of what fell and of the part that moved most before the rest; of different customers and in different words
    /// where there are such. Who scored neither low nor high comes after them.
    /// </summary>
    /// <param name="series">What fell.</param>
    internal async Task<IReadOnlyList<IssueId>> FindAsync(FrontlineTeam team, SeriesId series, DropEvent.Fell fell, SeriesId? movedMost, CancellationToken cancellationToken)
    {
        var (from, to) = (team.TimeZone.AtStartOfDay(fell.Since).ToInstant(), team.TimeZone.AtStartOfDay(fell.SeenOn.PlusDays(1)).ToInstant() - Duration.Epsilon);
        var candidates = await answered.NewestFirstAsync(team.Id, to, cancellationToken).TakeWhile(answer => answer.AnsweredAt >= from).Take(Answers)
            .Where(answer => answer.HasComment && answer.Score is { } score && score.Sentiment != Sentiment.Promoter && SeriesId.Of(score, null, null).Any(whole => whole == series with { Part = new SeriesPart.Whole() }))
            .ToListAsync(cancellationToken);
        var newest = candidates.OrderBy(answer => answer.Score!.Sentiment).Take(Comments).ToList();
        var read = await Task.WhenAll(newest.Select(async answer => (answer.Issue, Row: await store.GetAsync(TeamRows.PartitionOf(team.Id), TeamRows.Response + answer.Issue.Key, cancellationToken))));
        var told = read.Where(one => one.Row is not null).Select(one => (one.Issue, Response: ResponseRow.FromEntity(one.Row!))).Where(one => one.Response.Comment is not null && IsOf(one.Response, series)).ToList();
        var inOrder = told.OrderBy(one => one.Response.Score!.Sentiment).ThenBy(one => movedMost is not null && !IsOf(one.Response, movedMost)).ToList();
        var different = inOrder.DistinctBy(one => one.Response.Comment!.Trim(), StringComparer.OrdinalIgnoreCase).DistinctBy(one => CustomerOf(one.Response), StringComparer.OrdinalIgnoreCase).ToList();
        return [.. different.Concat(inOrder.Except(different)).Take(ScoreDrop.MostVerbatims).Select(one => one.Issue)];
    }

    private static bool IsOf(Response response, SeriesId series) => CountedAnswer.Of(response) is { } answer && answer.Series.Contains(series);

    /// <summary>Of whom nothing is known is taken for somebody else.</summary>
    private static string CustomerOf(Response response) => response.Customer switch
    {
        { Id: { } id } => "id " + id,
        { Email: { } email } => "mail " + email,
        { Name: { } name } => "name " + name,
        _ => $"answer {response.Source} {response.Id}",
    };
}
