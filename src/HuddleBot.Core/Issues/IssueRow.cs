using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Issues;

/// <summary>
/// The row of an issue. What it says of the state is for lists and other tools; the truth is the history, the lock is this row's ETag.
/// </summary>
internal static class IssueRow
{
    public static TableEntity ToEntity(Issue issue, IReadOnlyList<string> slots, string? eTag)
    {
        var row = new TableEntity(TeamRows.PartitionOf(issue.Id.Team), TeamRows.Issue + issue.Id.Key, eTag)
        {
            ["Issue"] = issue.Id.ToString(),
            ["Version"] = issue.Version,
            ["CreatedAt"] = issue.CreatedAt,
            ["Words"] = issue.RaisedWords,
            ["Slots"] = string.Join(' ', slots),
            ["Loop"] = LoopOf(issue.State),
            ["State"] = issue.State.GetType().Name,
        };
        if (issue.RaisedBy is { } raisedBy) IssueEventRow.SetActor(row, "RaisedBy", raisedBy);
        switch (issue.State)
        {
            case IssueState.FixingIt s: SetFix(row, s); break;
            case IssueState.Done s: SetFix(row, s.Fix); row["Outcome"] = s.Outcome.ToString(); row["WhatHappened"] = s.WhatHappened; break;
            case IssueState.Dropped s: SetFix(row, s.Fix); row["Reason"] = s.Reason; break;
            case IssueState.Celebrated s: IssueEventRow.SetActor(row, "DecidedBy", s.DecidedBy); row["Thanks"] = s.Thanks; break;
            case IssueState.NotActionable s: IssueEventRow.SetActor(row, "DecidedBy", s.DecidedBy); row["Reason"] = s.Reason; break;
            case IssueState.EscalatedToManager s: SetEscalation(row, s); break;
        }

        return row;
    }

    public static IReadOnlyList<string> SlotsOf(TableEntity? row) => row?.GetString("Slots") is { Length: > 0 } slots ? slots.Split(' ') : [];

    /// <summary>The same row with other slots, everything else as it was read.</summary>
    public static TableEntity WithSlots(TableEntity row, IReadOnlyList<string> slots)
    {
        var copy = row.Copy(row.ETag);
        copy["Slots"] = string.Join(' ', slots);
        return copy;
    }

    private static string? LoopOf(IssueState state) => state switch
    {
        IssueState.FixingIt or IssueState.Done or IssueState.Dropped => "inner",
        IssueState.EscalatedToManager => "outer",
        _ => null,
    };

    private static void SetFix(TableEntity row, IssueState.FixingIt fix)
    {
        IssueEventRow.SetActor(row, "DecidedBy", fix.DecidedBy);
        IssueEventRow.SetActor(row, "Owner", fix.Owner);
        row["Try"] = fix.Try;
        row["Date"] = LocalDatePattern.Iso.Format(fix.By);
        row["Guidance"] = fix.Guidance?.Words;
    }

    private static void SetEscalation(TableEntity row, IssueState.EscalatedToManager state)
    {
        var escalation = state.Escalation;
        IssueEventRow.SetActor(row, "DecidedBy", state.DecidedBy);
        row["Category"] = escalation.Category;
        row["Ask"] = escalation.Ask;
        row["AlsoHurt"] = escalation.AlsoHurt;
        row["AskedAt"] = escalation.AskedAt;
        row["AnswerBy"] = escalation.AnswerBy;
        row["ResolveBy"] = escalation.ResolveBy;
        row["SnoozedUntil"] = escalation.SnoozedUntil is { } until ? LocalDatePattern.Iso.Format(until) : null;
        row["Guidance"] = Guidance.In(state.SentBack)?.Words;
        row["Question"] = escalation.Exchange?.Question;
        row["QuestionAnswer"] = escalation.Exchange?.Answer;
        row["Triage"] = escalation.Triage.GetType().Name;
        switch (escalation.Triage)
        {
            case TriageState.Accepted t:
                IssueEventRow.SetActor(row, "TriagedBy", t.DecidedBy);
                IssueEventRow.SetActor(row, "Owner", t.Owner);
                row["Priority"] = t.Priority.ToString();
                row["Date"] = LocalDatePattern.Iso.Format(t.By);
                TriageEventRow.SetGroup(row, t.Group);
                break;
            case TriageState.Asked t: IssueEventRow.SetActor(row, "TriagedBy", t.DecidedBy); break;
            case TriageState.Merged t:
                IssueEventRow.SetActor(row, "TriagedBy", t.DecidedBy);
                row["Theme"] = t.Theme.ToString();
                row["ThemeTitle"] = t.Title;
                break;
            case TriageState.Declined t: IssueEventRow.SetActor(row, "TriagedBy", t.DecidedBy); row["Reason"] = t.Reason; break;
            case TriageState.Resolved t: IssueEventRow.SetActor(row, "TriagedBy", t.DecidedBy); row["Answer"] = t.Answer; row["Helped"] = t.Helped?.ToString(); break;
        }
    }
}
