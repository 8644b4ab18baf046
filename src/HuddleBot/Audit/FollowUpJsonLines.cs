using System.Text.Json;
using HuddleBot.Core.Audit;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using NodaTime.Text;

namespace HuddleBot.Audit;

/// <summary>Calls to customers with their whole history, one a line. No contact data.</summary>
/// <param name="teams">Says who answers for a call that nobody has claimed.</param>
internal sealed class FollowUpJsonLines(FollowUpAudit audit, TeamsSnapshot teams) : IExport
{
    public async Task<long> WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var followUp in audit.ReadAsync(cancellationToken))
        {
            await output.WriteAsync(AuditJson.Write(json => Write(json, followUp)), cancellationToken);
            output.WriteByte((byte)'\n');
            count++;
        }

        return count;
    }

    private void Write(Utf8JsonWriter json, AuditedFollowUp audited)
    {
        var followUp = audited.FollowUp;
        json.WriteString("id", followUp.Issue.ToString());
        json.WriteString("team", followUp.Issue.Team.Value);
        json.WriteString("source", audited.Source);
        json.WriteString("responseId", audited.ResponseId);
        json.WriteInstant("openedAt", followUp.OpenedAt);
        json.WriteInstant("customerSince", followUp.CustomerSince);
        json.WriteNumber("version", followUp.Version);
        json.WriteString("state", FollowUpFacts.StateOf(followUp));
        json.WriteString("outcome", FollowUpFacts.OutcomeOf(followUp));
        json.WritePerson("owner", OwnerOf(audited));
        json.WriteInstant("dueAt", followUp.IsCallOpen ? followUp.DueAt : null);
        if (followUp.Promise is { } promise)
        {
            json.WriteObject("promise", of =>
            {
                of.WriteString("what", promise.What);
                of.WriteString("by", LocalDatePattern.Iso.Format(promise.By));
                of.WritePerson("owner", promise.Owner);
            });
        }
        else
        {
            json.WriteNull("promise");
        }

        json.WriteNumber("wroteAgain", audited.Again?.Times ?? 0);
        json.WriteInstant("wroteLastAt", audited.Again?.LastAt);
        json.WriteStartArray("history");
        foreach (var entry in audited.History) WriteEntry(json, entry);
        json.WriteEndArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, FollowUpEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("version", entry.Step.After.Version);
        json.WriteInstant("at", entry.Step.Event.At);
        json.WritePerson("by", entry.Step.Event.By);
        json.WriteString("from", entry.From);
        json.WriteString("event", entry.Step.Event.GetType().Name);
        json.WriteObject("details", details => details.WriteDetails(entry.Details));
        json.WriteObject("before", before => before.WriteFacts(entry.Before));
        json.WriteObject("after", after => after.WriteFacts(entry.After));
        json.WriteEndObject();
    }

    private Actor? OwnerOf(AuditedFollowUp audited) =>
        audited.FollowUp is { Owner: null, IsCallOpen: true } && teams.Find(audited.FollowUp.Issue.Team)?.AnswersFirst is { } manager ? new Actor(manager, "") : audited.FollowUp.Owner;
}
