using System.Collections.Concurrent;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Issues;

/// <summary>Finds the escalations that wait for somebody without reading every issue. <see cref="IssueChange"/> keeps the rows.</summary>
internal sealed class EscalationIndex(ITableStore store, IssueStore issues)
{
    private readonly ConcurrentDictionary<TeamId, bool> complete = new();

    /// <summary>What waits for this person in this team, in no order.</summary>
    /// <returns>Each with the instant when its answer is due (of a day, the end of its owner's) and when it was asked. What is put off, or waits for the team, is not among them.</returns>
    public async Task<IReadOnlyList<(IssueId Issue, Instant Due, Instant AskedAt)>> WaitingForAsync(
        PersonId person, FrontlineTeam team, Instant now, CancellationToken cancellationToken)
    {
        await CompleteAsync(team.Id, cancellationToken);
        var (me, manages) = (person.ToString(), team.Managers.Contains(person));
        var today = LocalDatePattern.Iso.Format(now.InZone(team.TimeZone).Date);
        var waiting = new List<(IssueId, Instant, Instant)>();
        await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(team.Id), TeamRows.Escalation, null, cancellationToken))
        {
            if (row.GetInstant("QuestionBy") is not null || string.CompareOrdinal(row.GetString("SnoozedUntil"), today) > 0) continue;
            var isTheirs = row.GetString("Owner") is { } owner ? owner == me || row.RequireString("AcceptedBy") == me : manages;
            if (isTheirs && IssueId.TryParse(row.GetString("Issue")) is { } issue) waiting.Add((issue, DueOf(row, team), row.RequireInstant("AskedAt")));
        }

        return waiting;
    }

    /// <summary>The rows as they are, in no order.</summary>
    public async Task<IReadOnlyList<TableEntity>> RowsAsync(TeamId team, CancellationToken cancellationToken)
    {
        await CompleteAsync(team, cancellationToken);
        return await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Escalation, null, cancellationToken).ToListAsync(cancellationToken);
    }

    private static Instant DueOf(TableEntity row, FrontlineTeam team) => row.GetString("Date") is { } date
        ? TriageClocks.EndOf(team, LocalDatePattern.Iso.Parse(date).Value, PersonId.Parse(row.RequireString("Owner")))
        : row.RequireInstant("AnswerBy");

    /// <summary>Escalations that were made before the index existed have no row: the first look at a team, ever, adds them.</summary>
    private async Task CompleteAsync(TeamId team, CancellationToken cancellationToken)
    {
        if (complete.ContainsKey(team)) return;
        var partition = TeamRows.PartitionOf(team);
        if (await store.GetAsync(partition, TeamRows.EscalationsComplete, cancellationToken) is null)
        {
            await foreach (var found in store.QueryAsync(partition, TeamRows.Issue, null, cancellationToken))
            {
                if (found.GetString("Triage") is not (nameof(TriageState.Waiting) or nameof(TriageState.Accepted))) continue;
                var id = IssueId.TryParse(found.RequireString("Issue")) ?? throw new InvalidDataException($"row {found.RowKey} names no issue");
                if (await issues.LoadAsync(id, cancellationToken) is not { Row: { } row } loaded || IssueChange.EscalationRow(loaded.Issue) is not { } missing) continue;

                // Under the issue's lock. Who changes the issue meanwhile has written the row themselves, or ended it: then a conflict is right.
                await store.SubmitTransactionAsync([TableTransactionAction.Replace(row), TableTransactionAction.Upsert(missing)], cancellationToken);
            }

            await store.SubmitTransactionAsync([TableTransactionAction.Upsert(new(partition, TeamRows.EscalationsComplete))], cancellationToken);
        }

        complete[team] = true;
    }
}
