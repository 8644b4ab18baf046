using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Issues;

/// <summary>One event of an issue as a row of its history, readable by other tools.</summary>
internal static class IssueEventRow
{
    public static TableEntity ToEntity(IssueId issue, int version, IssueEvent @event, string operation)
    {
        var row = new TableEntity(TeamRows.PartitionOf(issue.Team), TeamRows.HistoryRow(issue.Key, version))
        {
            ["Issue"] = issue.ToString(),
            ["Version"] = version,
            ["Event"] = @event.GetType().Name,
            ["At"] = @event.At,
            ["Operation"] = operation,
        };
        SetActor(row, "By", @event.By);
        ThroughThemeRow.Note(row, @event);
        switch (@event)
        {
            case IssueEvent.Raised e: row["Words"] = e.Words; break;
            case IssueEvent.FixPlanned e: SetActor(row, "Owner", e.Owner); row["Try"] = e.Try; SetDate(row, e.Date); break;
            case IssueEvent.Escalated e: row["Category"] = e.Category; row["Ask"] = e.Ask; row["AlsoHurt"] = e.AlsoHurt; row["AnswerBy"] = e.AnswerBy; break;
            case IssueEvent.Celebrated e: row["Thanks"] = e.Thanks; break;
            case IssueEvent.Dismissed e: row["Reason"] = e.Reason; break;
            case IssueEvent.Finished e: row["Outcome"] = e.Outcome.ToString(); row["WhatHappened"] = e.WhatHappened; break;
            case IssueEvent.TriageAccepted e: SetActor(row, "Owner", e.Owner); row["Priority"] = e.Priority.ToString(); SetDate(row, e.Date); break;
            case IssueEvent.TriageDeclined e: row["Reason"] = e.Reason; break;
            case IssueEvent.TriageResolved e: row["Answer"] = e.Answer; break;
            case IssueEvent.Dropped e: row["Reason"] = e.Reason; break;
            case IssueEvent.Undone: break;
            default: throw new ArgumentOutOfRangeException(nameof(@event), @event, "no such event");
        }

        return row;
    }

    public static (IssueEvent Event, string Operation) FromEntity(TableEntity row)
    {
        var by = GetActor(row, "By");
        var at = row.RequireInstant("At");
        IssueEvent @event = row.RequireString("Event") switch
        {
            nameof(IssueEvent.Raised) => new IssueEvent.Raised(by, at, row.RequireString("Words")),
            nameof(IssueEvent.FixPlanned) => new IssueEvent.FixPlanned(by, at, GetActor(row, "Owner"), row.GetString("Try"), GetDate(row)),
            nameof(IssueEvent.Escalated) =>
                new IssueEvent.Escalated(by, at, row.RequireString("Category"), row.GetString("Ask"), row.GetString("AlsoHurt"), row.RequireInstant("AnswerBy")),
            nameof(IssueEvent.Celebrated) => new IssueEvent.Celebrated(by, at, row.GetString("Thanks")),
            nameof(IssueEvent.Dismissed) => new IssueEvent.Dismissed(by, at, row.GetString("Reason")),
            nameof(IssueEvent.Finished) => new IssueEvent.Finished(by, at, Enum.Parse<Outcome>(row.RequireString("Outcome")), row.GetString("WhatHappened")),
            nameof(IssueEvent.Dropped) => new IssueEvent.Dropped(by, at, row.RequireString("Reason")),
            nameof(IssueEvent.Undone) => new IssueEvent.Undone(by, at),
            nameof(IssueEvent.TriageAccepted) =>
                new IssueEvent.TriageAccepted(by, at, GetActor(row, "Owner"), Enum.Parse<Priority>(row.RequireString("Priority")), GetDate(row)),
            nameof(IssueEvent.TriageDeclined) => new IssueEvent.TriageDeclined(by, at, row.RequireString("Reason")),
            nameof(IssueEvent.TriageResolved) => new IssueEvent.TriageResolved(by, at, row.RequireString("Answer")),
            var other => throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} holds an unknown event {other}"),
        };
        return (ThroughThemeRow.Read(row, @event), row.RequireString("Operation"));
    }

    internal static void SetActor(TableEntity row, string name, Actor? actor)
    {
        row[name] = actor?.Id.ToString();
        row[name + "Name"] = actor?.Name;
    }

    internal static Actor GetActor(TableEntity row, string name) => new(PersonId.Parse(row.RequireString(name)), row.GetString(name + "Name") ?? "");

    private static void SetDate(TableEntity row, LocalDate date) => row["Date"] = LocalDatePattern.Iso.Format(date);

    private static LocalDate GetDate(TableEntity row) => LocalDatePattern.Iso.Parse(row.RequireString("Date")).Value;
}
