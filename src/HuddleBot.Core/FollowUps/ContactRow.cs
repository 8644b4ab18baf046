using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>That contact data stand before one person, until they are taken away again, as a row. It holds none of them.</summary>
/// <param name="Look">Names what shows them: one click, one look. On Slack the dialog's own id, on Microsoft Teams part of the message's.</param>
internal sealed record ContactRow(TableEntity Row, IssueId Issue, PersonId Person, string Look, Instant Until)
{
    public static string LookOf(string operation) => StableHash.Of("contact", operation);

    /// <summary>The message that shows them, where the platform can take nothing but a message back.</summary>
    public static string SlotOf(IssueId issue, string look) => $"contact-{issue.Key}-{look}";

    /// <summary>The look of such a message.</summary>
    public static string LookIn(string slot) => slot[(slot.LastIndexOf('-') + 1)..];

    public static TableEntity ToEntity(IssueId issue, PersonId person, string operation, Instant until) => new(TeamRows.PartitionOf(issue.Team), KeyOf(issue, LookOf(operation)))
    {
        ["Issue"] = issue.ToString(), ["Person"] = person.ToString(), ["Look"] = LookOf(operation), ["Until"] = until,
    };

    public static string KeyOf(IssueId issue, string look) => $"{TeamRows.ContactShown}{issue.Key}-{look}";

    public static ContactRow FromEntity(TableEntity row) =>
        new(row, FollowUpRow.IssueIn(row, "Issue"), PersonId.Parse(row.RequireString("Person")), row.RequireString("Look"), row.RequireInstant("Until"));

    /// <summary>The time is over, or the call has been finished, given back or taken over since.</summary>
    public bool IsOver(FollowUp? followUp, Instant now) => Until <= now || followUp?.ContactUntil is null || followUp.Owner?.Id != Person;
}
