using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Promises;

/// <summary>A promise that is neither kept nor dropped, as the index tells of it.</summary>
/// <param name="By">The day by which it is promised.</param>
/// <param name="Owner">Null: made before the index kept it.</param>
/// <param name="Since">When it was made, moved or taken up again; null: made before the index kept it.</param>
public sealed record OpenPromise(IssueId Issue, LocalDate By, PersonId? Owner, Instant? Since);

/// <summary>Finds a team's open promises without reading its issues. Every change of an issue keeps the rows.</summary>
public sealed class PromiseIndex(ITableStore store)
{
    /// <summary>Soonest first; of the same day in a stable order.</summary>
    public async Task<IReadOnlyList<OpenPromise>> OpenOfTeamAsync(TeamId team, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Promise, null, cancellationToken).ToListAsync(cancellationToken);
        return [.. rows.Select(FromEntity).OrderBy(promise => promise.By).ThenBy(promise => promise.Issue.Key, StringComparer.Ordinal)];
    }

    internal static TableEntity ToEntity(OpenPromise promise)
    {
        var owner = promise.Owner ?? throw new ArgumentException("whose promise it is must be known", nameof(promise));
        return new(TeamRows.PartitionOf(promise.Issue.Team), TeamRows.PromiseRow(owner, promise.By, promise.Issue.Key))
        {
            ["Issue"] = promise.Issue.ToString(),
            ["Date"] = LocalDatePattern.Iso.Format(promise.By),
            ["Owner"] = owner.ToString(),
            ["Since"] = promise.Since,
        };
    }

    private static OpenPromise FromEntity(TableEntity row) => new(
        IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no issue"),
        LocalDatePattern.Iso.Parse(row.RequireString("Date")).Value, row.GetString("Owner") is { } owner ? PersonId.Parse(owner) : null, row.GetInstant("Since"));
}
