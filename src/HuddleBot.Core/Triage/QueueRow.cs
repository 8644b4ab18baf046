using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Triage;

/// <summary>What the queue knows of an escalation as a row, and a change of it as another: readable by other tools, with no word of a customer.</summary>
internal static class QueueRow
{
    public static TableEntity OfOpen(OpenEscalation open, string? eTag) => Fill(new(OuterRows.Partition, OuterRows.EscalationRow(open.Issue), eTag), open);

    /// <param name="open">Null: it is open no more.</param>
    public static TableEntity OfChange(long number, IssueId issue, int version, OpenEscalation? open)
    {
        var row = new TableEntity(OuterRows.Partition, OuterRows.ChangeRow(number)) { ["Issue"] = issue.ToString(), ["Version"] = version };
        return open is null ? row : Fill(row, open);
    }

    /// <returns>Null for the escalation: it is open no more.</returns>
    public static (IssueId Issue, int Version, OpenEscalation? Open) FromEntity(TableEntity row)
    {
        var issue = IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no issue");
        var version = row.GetInt32("Version") ?? 0;
        return (issue, version, row.GetString("State") is not { } state ? null : new(
            issue, version, Enum.Parse<OpenTriage>(state), row.RequireString("Category"), row.RequireInstant("AskedAt"), row.GetInstant("AnswerBy"), row.GetInstant("ResolveBy"),
            DateOf(row, "By"), PersonOf(row, "Owner"), row.GetString("Group"), PersonOf(row, "AcceptedBy"), DateOf(row, "SnoozedUntil"), row.GetInt32("Customers") ?? 1,
            row.GetDouble("AnnualValue"))
        {
            Sentiment = row.GetString("Sentiment") is { } sentiment ? Enum.Parse<Sentiment>(sentiment) : null,
        });
    }

    private static TableEntity Fill(TableEntity row, OpenEscalation open)
    {
        row["Issue"] = open.Issue.ToString();
        row["Version"] = open.Version;
        row["State"] = open.State.ToString();
        row["Category"] = open.Category;
        row["AskedAt"] = open.AskedAt;
        row["AnswerBy"] = open.AnswerBy;
        row["ResolveBy"] = open.ResolveBy;
        row["By"] = open.By is { } by ? LocalDatePattern.Iso.Format(by) : null;
        row["Owner"] = open.Owner?.ToString();
        row["Group"] = open.Group;
        row["AcceptedBy"] = open.AcceptedBy?.ToString();
        row["SnoozedUntil"] = open.SnoozedUntil is { } until ? LocalDatePattern.Iso.Format(until) : null;
        row["Customers"] = open.Customers;
        row["AnnualValue"] = open.AnnualValue;
        row["Sentiment"] = open.Sentiment?.ToString();
        return row;
    }

    private static LocalDate? DateOf(TableEntity row, string name) => row.GetString(name) is { } date ? LocalDatePattern.Iso.Parse(date).Value : null;

    private static PersonId? PersonOf(TableEntity row, string name) => row.GetString(name) is { } person ? PersonId.Parse(person) : null;
}
