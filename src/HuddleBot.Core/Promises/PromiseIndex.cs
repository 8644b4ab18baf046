using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Promises;

/// <summary>A promise that is neither kept nor dropped, as the index tells of it.</summary>
/// <param name="By">The day by which it is promised.</param>
/// <param name="Owner">Null: made before the index kept it.</param>
/// <param name="Since">When it was made, moved or taken up again; null: made before the index kept it.</param>
public sealed record OpenPromise(IssueId Issue, LocalDate By, PersonId? Owner, Instant? Since)
{
    /// <summary>The day of the last reminder; null: there was none since then.</summary>
    internal LocalDate? Reminded { get; init; }

    /// <summary>The row as it was read.</summary>
    internal TableEntity? Row { get; init; }
}

/// <summary>Finds a team's open promises without reading its issues. Every change of an issue keeps the rows.</summary>
public sealed class PromiseIndex(ITableStore store)
{
    /// <summary>Soonest first; of the same day in a stable order.</summary>
    public async Task<IReadOnlyList<OpenPromise>> OpenOfTeamAsync(TeamId team, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Promise, null, cancellationToken).ToListAsync(cancellationToken);
        return [.. rows.Select(FromEntity).OrderBy(promise => promise.By).ThenBy(promise => promise.Issue.Key, StringComparer.Ordinal)];
    }

    internal static TableEntity ToEntity(IssueId issue, LocalDate by, PersonId owner, Instant? since) =>
        new(TeamRows.PartitionOf(issue.Team), TeamRows.PromiseRow(owner, by, issue.Key))
        {
            ["Issue"] = issue.ToString(),
            ["Date"] = LocalDatePattern.Iso.Format(by),
            ["Owner"] = owner.ToString(),
            ["Since"] = since,
        };

    /// <summary>The row that was read, after a reminder.</summary>
    internal static TableEntity WithReminder(TableEntity row, LocalDate day)
    {
        var copy = row.Copy(row.ETag);
        copy["Reminded"] = LocalDatePattern.Iso.Format(day);
        return copy;
    }

    private static OpenPromise FromEntity(TableEntity row) => new(
        IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no issue"),
        LocalDatePattern.Iso.Parse(row.RequireString("Date")).Value, row.GetString("Owner") is { } owner ? PersonId.Parse(owner) : null, row.GetInstant("Since"))
    {
        Reminded = row.GetString("Reminded") is { } day ? LocalDatePattern.Iso.Parse(day).Value : null,
        Row = row,
    };
}
