using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.FollowUps;

/// <summary>One event of a follow-up as a row of its history, readable by other tools. Never contact data: who has seen them, and when.</summary>
internal static class FollowUpEventRow
{
    public static TableEntity ToEntity(FollowUp after, FollowUpEvent @event, string operation)
    {
        var row = new TableEntity(TeamRows.PartitionOf(after.Issue.Team), TeamRows.FollowUpHistoryRow(after.Issue.Key, after.Version))
        {
            ["Issue"] = after.Issue.ToString(),
            ["Version"] = after.Version,
            ["Event"] = @event.GetType().Name,
            ["At"] = @event.At,
            ["Operation"] = operation,
        };
        IssueEventRow.SetActor(row, "By", @event.By);
        row["ByFrom"] = @event.By?.From?.ToString();

        // Whose the next step is after it, and by when: what the audit asks first.
        IssueEventRow.SetActor(row, "Owner", after.Owner);
        row["DueAt"] = after.IsCallOpen ? after.DueAt : null;
        switch (@event)
        {
            case FollowUpEvent.Opened e: row["ContactOf"] = e.ContactOf.ToString(); row["CustomerSince"] = e.CustomerSince; break;
            case FollowUpEvent.WroteAgain e: row["ContactOf"] = e.ContactOf.ToString(); break;
            case FollowUpEvent.ContactSeen e: row["Until"] = e.Until; break;
            case FollowUpEvent.LeftWord: row["Outcome"] = nameof(ContactOutcome.LeftWord); break;
            case FollowUpEvent.Finished e:
                row["Outcome"] = e.Outcome.ToString();
                row["Promised"] = e.Promised;
                row["Date"] = e.PromisedBy is { } by ? LocalDatePattern.Iso.Format(by) : null;
                break;
            case FollowUpEvent.PromiseMoved e: row["Date"] = LocalDatePattern.Iso.Format(e.Date); row["Reason"] = e.Reason; break;
        }

        return row;
    }

    /// <summary>What a row does not say that was written before it did is taken from the event itself.</summary>
    public static FollowUpEvent FromEntity(TableEntity row)
    {
        var at = row.RequireInstant("At");
        return row.RequireString("Event") switch
        {
            nameof(FollowUpEvent.Opened) => new FollowUpEvent.Opened(at, row.GetInstant("CustomerSince") ?? at, row.RequireInstant("DueAt"), FollowUpRow.IssueIn(row, "ContactOf")),
            nameof(FollowUpEvent.Withdrawn) => new FollowUpEvent.Withdrawn(at),
            nameof(FollowUpEvent.WroteAgain) => new FollowUpEvent.WroteAgain(at, row.RequireInstant("DueAt"), FollowUpRow.IssueIn(row, "ContactOf")),
            nameof(FollowUpEvent.Claimed) => new FollowUpEvent.Claimed(By(), at),
            nameof(FollowUpEvent.Released) => new FollowUpEvent.Released(By(), at, row.GetInstant("DueAt")),
            nameof(FollowUpEvent.TakenOver) => new FollowUpEvent.TakenOver(By(), at),
            nameof(FollowUpEvent.ContactSeen) => new FollowUpEvent.ContactSeen(By(), at, row.RequireInstant("Until")),
            nameof(FollowUpEvent.LeftWord) => new FollowUpEvent.LeftWord(By(), at, row.RequireInstant("DueAt")),
            nameof(FollowUpEvent.Finished) =>
                new FollowUpEvent.Finished(By(), at, Enum.Parse<ContactOutcome>(row.RequireString("Outcome")), row.GetString("Promised"), row.GetString("Date") is null ? null : DateIn(row)),
            nameof(FollowUpEvent.PromiseKept) => new FollowUpEvent.PromiseKept(By(), at),
            nameof(FollowUpEvent.PromiseMoved) => new FollowUpEvent.PromiseMoved(By(), at, DateIn(row), row.GetString("Reason")),
            var other => throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} holds an unknown event {other}"),
        };

        Actor By() => IssueEventRow.GetBy(row);
    }

    private static LocalDate DateIn(TableEntity row) => LocalDatePattern.Iso.Parse(row.RequireString("Date")).Value;
}
