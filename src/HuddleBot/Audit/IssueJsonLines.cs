using System.Text.Json;
using HuddleBot.Core.Audit;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;

namespace HuddleBot.Audit;

/// <summary>Issues with their whole history, one a line. No contact data.</summary>
/// <param name="teams">Says who owes the answer to an escalation that nobody has taken.</param>
internal sealed class IssueJsonLines(IssueAudit audit, TeamsSnapshot teams) : IExport
{
    public async Task<long> WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var issue in audit.ReadAsync(cancellationToken))
        {
            await output.WriteAsync(AuditJson.Write(json => Write(json, issue)), cancellationToken);
            output.WriteByte((byte)'\n');
            count++;
        }

        return count;
    }

    private void Write(Utf8JsonWriter json, AuditedIssue audited)
    {
        var (issue, response) = (audited.Issue, audited.Response);
        var facts = IssueFacts.Of(issue);
        json.WriteString("id", issue.Id.ToString());
        json.WriteString("team", issue.Id.Team.Value);
        json.WriteString("source", response?.Source);
        json.WriteString("responseId", response?.Id);
        json.WritePerson("raisedBy", issue.RaisedBy);
        json.WriteInstant("createdAt", issue.CreatedAt);
        json.WriteString("words", response?.Comment ?? issue.RaisedWords);
        json.WriteString("quadrant", teams.QuadrantOf(audited));
        json.WriteNumber("version", issue.Version);
        json.WriteString("loop", facts.GetValueOrDefault("loop"));
        json.WriteString("state", facts["state"]);
        json.WriteString("triage", facts.GetValueOrDefault("triage"));
        json.WritePerson("owner", OwnerOf(issue));
        json.WriteObject("clocks", clocks =>
        {
            clocks.WriteInstant("customerAnsweredAt", response?.AnsweredAt);
            foreach (var clock in (string[])["askedAt", "answerBy", "questionAnswerBy", "resolveBy", "date", "snoozedUntil"]) clocks.WriteString(clock, facts.GetValueOrDefault(clock));
        });
        if (facts.GetValueOrDefault("theme") is { } theme)
        {
            json.WriteObject("theme", of =>
            {
                of.WriteString("id", theme);
                of.WriteString("title", facts.GetValueOrDefault("themeTitle"));
            });
        }
        else
        {
            json.WriteNull("theme");
        }

        json.WriteStartArray("history");
        foreach (var entry in audited.History) WriteEntry(json, entry);
        json.WriteEndArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, AuditEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("version", entry.Version);
        json.WriteInstant("at", entry.At);
        json.WritePerson("by", entry.By);
        json.WriteString("from", entry.From);
        json.WriteString("event", entry.Event);
        json.WriteObject("details", details => details.WriteDetails(entry.Details));
        json.WriteObject("before", before => before.WriteFacts(entry.Before));
        json.WriteObject("after", after => after.WriteFacts(entry.After));
        json.WriteEndObject();
    }

    private Actor? OwnerOf(Issue issue)
    {
        if (issue.State is not IssueState.EscalatedToManager { Escalation.Triage: TriageState.Waiting }) return IssueFacts.OwnerOf(issue.State);
        return teams.Find(issue.Id.Team)?.AnswersFirst is { } manager ? new Actor(manager, "") : null;
    }
}
