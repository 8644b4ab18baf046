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
        row["ByFrom"] = @event.By.From?.ToString();
        ThroughThemeRow.Note(row, @event);
        if (TriageEventRow.TryWrite(row, @event)) return row;
        switch (@event)
        {
            case IssueEvent.Raised e: row["Words"] = e.Words; break;
            case IssueEvent.FixPlanned e: SetActor(row, "Owner", e.Owner); row["Try"] = e.Try; SetDate(row, e.Date); break;
            case IssueEvent.Escalated e: row["Category"] = e.Category; row["Ask"] = e.Ask; row["AlsoHurt"] = e.AlsoHurt; row["AnswerBy"] = e.AnswerBy; row["ResolveBy"] = e.ResolveBy; break;
            case IssueEvent.Celebrated e: row["Thanks"] = e.Thanks; break;
            case IssueEvent.Dismissed e: row["Reason"] = e.Reason; break;
            case IssueEvent.Finished e: row["Outcome"] = e.Outcome.ToString(); row["WhatHappened"] = e.WhatHappened; break;
            case IssueEvent.Dropped e: row["Reason"] = e.Reason; break;
            case IssueEvent.Undone: break;
            default: throw new ArgumentOutOfRangeException(nameof(@event), @event, "no such event");
        }

        return row;
    }

    public static (IssueEvent Event, string Operation) FromEntity(TableEntity row)
    {
        if (TriageEventRow.TryRead(row) is { } triage) return (ThroughThemeRow.Read(row, triage), row.RequireString("Operation"));
        var by = GetBy(row);
        var at = row.RequireInstant("At");
        IssueEvent @event = row.RequireString("Event") switch
        {
            nameof(IssueEvent.Raised) => new IssueEvent.Raised(by, at, row.RequireString("Words")),
            nameof(IssueEvent.FixPlanned) => new IssueEvent.FixPlanned(by, at, GetActor(row, "Owner"), row.GetString("Try"), GetDate(row)),
            nameof(IssueEvent.Escalated) =>
                new IssueEvent.Escalated(by, at, row.RequireString("Category"), row.GetString("Ask"), row.GetString("AlsoHurt"), row.RequireInstant("AnswerBy"))
                {
                    ResolveBy = row.GetInstant("ResolveBy"),
                },
            nameof(IssueEvent.Celebrated) => new IssueEvent.Celebrated(by, at, row.GetString("Thanks")),
            nameof(IssueEvent.Dismissed) => new IssueEvent.Dismissed(by, at, row.GetString("Reason")),
            nameof(IssueEvent.Finished) => new IssueEvent.Finished(by, at, Enum.Parse<Outcome>(row.RequireString("Outcome")), row.GetString("WhatHappened")),
            nameof(IssueEvent.Dropped) => new IssueEvent.Dropped(by, at, row.RequireString("Reason")),
            nameof(IssueEvent.Undone) => new IssueEvent.Undone(by, at),
            var other => throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} holds an unknown event {other}"),
        };
        return (@event, row.RequireString("Operation"));
    }

    internal static void SetActor(TableEntity row, string name, Actor? actor)
    {
        row[name] = actor?.Id.ToString();
        row[name + "Name"] = actor?.Name;
    }

    internal static Actor GetActor(TableEntity row, string name) => new(PersonId.Parse(row.RequireString(name)), row.GetString(name + "Name") ?? "");

    /// <summary>Who did it, and from where; rows from before that was kept do not say.</summary>
    internal static Actor GetBy(TableEntity row) => GetActor(row, "By") with { From = row.GetString("ByFrom") is { } from ? ChannelId.Parse(from) : null };

    internal static void SetDate(TableEntity row, LocalDate date) => row["Date"] = LocalDatePattern.Iso.Format(date);

    internal static LocalDate GetDate(TableEntity row) => LocalDatePattern.Iso.Parse(row.RequireString("Date")).Value;
}
