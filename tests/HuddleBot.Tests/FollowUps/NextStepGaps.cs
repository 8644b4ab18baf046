using HuddleBot.Core.FollowUps;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Tests.FollowUps;

/// <summary>
/// The times in which nobody owned a next step for a customer, from nothing but the stored history. A step is owned from the event that gave it to a person until the next
/// event, at most until it was due: a call until its due time, a promise until the end of its day in the team's working time, an accepted escalation or a fix until the end
/// of its day, an escalation that waits until its answer is due. What is overdue is owned by nobody. Clock time counts, nights and weekends too.
/// </summary>
internal sealed class NextStepGaps
{
    private readonly FrontlineTeam team;
    private readonly IReadOnlyList<TableEntity> calls;
    private readonly IReadOnlyList<TableEntity> decisions;

    private NextStepGaps(FrontlineTeam team, IReadOnlyList<TableEntity> calls, IReadOnlyList<TableEntity> decisions) => (this.team, this.calls, this.decisions) = (team, calls, decisions);

    public static async Task<NextStepGaps> ReadAsync(ITableStore store, FrontlineTeam team, IssueId issue)
    {
        var partition = TeamRows.PartitionOf(team.Id);
        return new(
            team, await store.QueryAsync(partition, TeamRows.FollowUpHistoryOf(issue.Key), null, CancellationToken.None).ToListAsync(),
            await store.QueryAsync(partition, TeamRows.HistoryOf(issue.Key), null, CancellationToken.None).ToListAsync());
    }

    /// <param name="from">When the customer first wrote.</param>
    /// <param name="to">When the matter was settled.</param>
    public static async Task<Duration> LongestAsync(ITableStore store, FrontlineTeam team, IssueId issue, Instant from, Instant to) => (await ReadAsync(store, team, issue)).Longest(from, to);

    /// <inheritdoc cref="LongestAsync"/>
    public Duration Longest(Instant from, Instant to)
    {
        var owned = Owned(calls, row => OfCall(calls, row, team), to).Concat(Owned(decisions, row => OfDecision(row, team), to)).OrderBy(span => span.From).ToList();
        var (longest, covered) = (Duration.Zero, from);
        foreach (var (start, end) in owned)
        {
            if (start >= to) break;
            if (start > covered) longest = Duration.Max(longest, start - covered);
            covered = Instant.Max(covered, end);
        }

        return Duration.Max(longest, to - Instant.Min(covered, to));
    }

    private static IEnumerable<(Instant From, Instant To)> Owned(IReadOnlyList<TableEntity> rows, Func<TableEntity, Instant?> until, Instant end)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var (from, next) = (rows[i].RequireInstant("At"), i + 1 < rows.Count ? rows[i + 1].RequireInstant("At") : end);
            if (until(rows[i]) is { } due && due > from) yield return (from, Instant.Min(due, next));
        }
    }

    /// <summary>Null: nobody's.</summary>
    private static Instant? OfCall(IReadOnlyList<TableEntity> rows, TableEntity row, FrontlineTeam team)
    {
        if (row.GetString("Owner") is null) return null;
        if (row.GetInstant("DueAt") is { } due) return due;

        // No call is open: what is owned is the last promise.
        var promise = rows.TakeWhile(other => other.RequireInstant("At") <= row.RequireInstant("At")).LastOrDefault(other => other.GetString("Date") is not null);
        return promise is null ? null : EndOf(promise.RequireString("Date"), team);
    }

    private static Instant? OfDecision(TableEntity row, FrontlineTeam team) => row.GetInstant("AnswerBy") ?? (row.GetString("Owner") is not null && row.GetString("Date") is { } date ? EndOf(date, team) : null);

    private static Instant EndOf(string date, FrontlineTeam team)
    {
        var hours = team.WorkingTimeOf(null);
        return hours.At(LocalDatePattern.Iso.Parse(date).Value, hours.To);
    }
}
