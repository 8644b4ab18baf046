using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>Finds a team's open follow-ups and open promises to customers without reading its issues. Every change of a follow-up keeps the rows.</summary>
public sealed class FollowUpIndex(ITableStore store)
{
    /// <summary>What is due first comes first.</summary>
    public async Task<IReadOnlyList<FollowUp>> OpenOfTeamAsync(TeamId team, CancellationToken cancellationToken) =>
        await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.FollowUpDue, null, cancellationToken).Select(FollowUpRow.StateOf).ToListAsync(cancellationToken);

    /// <summary>The same, with the names of the reminders that were sent of each.</summary>
    internal async Task<IReadOnlyList<(FollowUp FollowUp, IReadOnlyList<string> Told)>> OpenAndToldOfTeamAsync(TeamId team, CancellationToken cancellationToken) =>
        await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.FollowUpDue, null, cancellationToken)
            .Select(FollowUpRow.FromEntity).Select(stored => (stored.FollowUp, stored.Told)).ToListAsync(cancellationToken);

    /// <summary>What a person has promised to customers, and the calls they have claimed, in no order.</summary>
    public async Task<IReadOnlyList<(string Date, IssueId Issue)>> OfPersonAsync(TeamId team, PersonId person, CancellationToken cancellationToken) =>
        await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.FollowUpsOf(person), null, cancellationToken)
            .Select(row => (row.RequireString("Date"), FollowUpRow.IssueIn(row, "Issue"))).ToListAsync(cancellationToken);

    /// <summary>Notes that something happened to a follow-up on the day; the same again changes nothing.</summary>
    internal static TableEntity TouchedRowOf(IssueId issue, Instant at) =>
        new(TeamRows.PartitionOf(issue.Team), TeamRows.FollowUpTouchedRow(at, issue.Key)) { ["Issue"] = issue.ToString() };

    /// <summary>The rows of a follow-up; none when it is over.</summary>
    internal static IEnumerable<TableEntity> RowsOf(StoredFollowUp stored)
    {
        var followUp = stored.FollowUp;
        if (!followUp.IsOpen) yield break;
        yield return Copy(FollowUpRow.ToEntity(stored), TeamRows.FollowUpDueRow(DueOf(followUp), followUp.Issue.Key));

        // The call may be one person's and the promise of an earlier one another's.
        List<(PersonId Person, LocalDate Day)> owed = [];
        if (followUp.State is FollowUpState.Claimed { By: var caller }) owed.Add((caller.Id, followUp.DueAt.InUtc().Date));
        if (followUp.Promise is { } promise) owed.Add((promise.Owner.Id, promise.By));
        foreach (var (person, day) in owed.Distinct())
        {
            var date = NodaTime.Text.LocalDatePattern.Iso.Format(day);
            yield return new(TeamRows.PartitionOf(followUp.Issue.Team), TeamRows.FollowUpOfPersonRow(person, date, followUp.Issue.Key)) { ["Issue"] = followUp.Issue.ToString(), ["Date"] = date };
        }
    }

    /// <summary>Of a promise the end of its day in UTC: the order of days is all that is asked of it.</summary>
    private static Instant DueOf(FollowUp followUp) => followUp.IsCallOpen ? followUp.DueAt : (followUp.Promise!.By + LocalTime.MaxValue).InUtc().ToInstant();

    private static TableEntity Copy(TableEntity row, string rowKey)
    {
        var copy = new TableEntity(row.PartitionKey, rowKey);
        foreach (var (name, value) in row.Properties) copy.SetStored(name, value);
        return copy;
    }
}
