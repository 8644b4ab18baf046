using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
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

        // Whose the next step is after it, and by when: what the audit asks first.
        IssueEventRow.SetActor(row, "Owner", after.Owner);
        row["DueAt"] = after.IsCallOpen ? after.DueAt : null;
        switch (@event)
        {
            case FollowUpEvent.Opened e: row["ContactOf"] = e.ContactOf.ToString(); break;
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
}
