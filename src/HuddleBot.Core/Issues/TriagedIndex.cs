using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Issues;

/// <summary>What a manager has last said to an escalation, in the order in which a team should hear of it: what is settled, what it has to do, what is promised.</summary>
public enum ManagersWord
{
    Resolved,
    Declined,

    /// <summary>Sent back to the team, with guidance.</summary>
    Returned,

    /// <summary>The manager has asked the team something.</summary>
    Asked,

    Accepted,
}

/// <summary>An escalation that a manager has answered.</summary>
public sealed record TriagedEscalation(IssueId Issue, Instant At, ManagersWord Word);

/// <summary>Finds a team's answered escalations by the time of the answer, without reading its issues. <see cref="IssueChange"/> keeps the rows.</summary>
public sealed class TriagedIndex(ITableStore store)
{
    /// <summary>What was answered at <paramref name="since"/> or after it, and at <paramref name="until"/> or before it; the latest first.</summary>
    public async Task<IReadOnlyList<TriagedEscalation>> BetweenAsync(TeamId team, Instant since, Instant until, CancellationToken cancellationToken) =>
        await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Triaged, TeamRows.TriagedRow(until, ""), cancellationToken).Select(FromEntity)
            .TakeWhile(answer => answer.At >= since).ToListAsync(cancellationToken);

    /// <summary>
    /// Null: no manager has answered, or the team has acted on it. Whether it helped, for how long what is accepted is put off, and what its theme is called, changes nothing of it;
    /// nor does what was taken back.
    /// </summary>
    internal static TableEntity? RowOf(IssueId issue, IReadOnlyList<IssueEvent> events)
    {
        var last = Standing(events).LastOrDefault(@event => @event is not (IssueEvent.AnswerHelped or IssueEvent.TriageSnoozed or IssueEvent.ThemeRenamed));
        ManagersWord? word = last switch
        {
            IssueEvent.TriageResolved => ManagersWord.Resolved,
            IssueEvent.TriageDeclined => ManagersWord.Declined,
            IssueEvent.TriageReturned => ManagersWord.Returned,
            IssueEvent.TriageAsked => ManagersWord.Asked,
            IssueEvent.TriageAccepted => ManagersWord.Accepted,
            _ => null,
        };
        return word is null ? null : new(TeamRows.PartitionOf(issue.Team), TeamRows.TriagedRow(last!.At, issue.Key))
        {
            ["Issue"] = issue.ToString(),
            ["At"] = last.At,
            ["Word"] = word.ToString(),
        };
    }

    /// <summary>Those that no manager has taken back, oldest first: each time the last of their words.</summary>
    private static List<IssueEvent> Standing(IReadOnlyList<IssueEvent> events)
    {
        var standing = new List<IssueEvent>();
        foreach (var @event in events)
        {
            if (@event is not IssueEvent.TriageUndone) standing.Add(@event);
            else if (standing.FindLastIndex(word => word.IsManagersWord) is >= 0 and var last) standing.RemoveRange(last, standing.Count - last);
        }

        return standing;
    }

    private static TriagedEscalation FromEntity(TableEntity row) => new(
        IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no issue"),
        row.RequireInstant("At"), Enum.Parse<ManagersWord>(row.RequireString("Word")));
}
