using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Promises;

/// <summary>A promise that was kept so early that its owner is to be asked later whether it worked.</summary>
/// <param name="KeptAt">When somebody said that it is done.</param>
internal sealed record OpenQuestion(IssueId Issue, PersonId Owner, Instant KeptAt, TableEntity Row);

/// <summary>Finds who is to be asked "did it work?" without reading every issue. Every change of an issue keeps the rows; asking ends them.</summary>
internal sealed class QuestionIndex(ITableStore store)
{
    public async Task<IReadOnlyList<OpenQuestion>> OfTeamAsync(TeamId team, CancellationToken cancellationToken) =>
        await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Question, null, cancellationToken).Select(FromEntity).ToListAsync(cancellationToken);

    /// <summary>Null: there is nothing to ask.</summary>
    public static TableEntity? RowOf(Issue issue) => issue is { State: IssueState.Done { Outcome: Outcome.TooEarly } early, LastEvent: { } kept }
        ? new(TeamRows.PartitionOf(issue.Id.Team), TeamRows.Question + issue.Id.Key)
        {
            ["Issue"] = issue.Id.ToString(),
            ["Owner"] = early.Fix.Owner.Id.ToString(),
            ["KeptAt"] = kept.At,
        }
        : null;

    private static OpenQuestion FromEntity(TableEntity row) => new(
        IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no issue"),
        PersonId.Parse(row.RequireString("Owner")), row.RequireInstant("KeptAt"), row);
}
