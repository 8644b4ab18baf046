using System.Text.Json;
using HuddleBot.Core.Audit;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime.Text;

namespace HuddleBot.Audit;

/// <summary>Huddles, one a line: what was on the agenda, who led, who was there, what was decided and promised, and each step with its time.</summary>
internal sealed class HuddleJsonLines(HuddleAudit audit) : IExport
{
    public async Task<long> WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var huddle in audit.ReadAsync(cancellationToken))
        {
            await output.WriteAsync(AuditJson.Write(json => Write(json, huddle)), cancellationToken);
            output.WriteByte((byte)'\n');
            count++;
        }

        return count;
    }

    private static void Write(Utf8JsonWriter json, AuditedHuddle audited)
    {
        var huddle = audited.Huddle;
        json.WriteString("id", huddle.Id.ToString());
        json.WriteString("team", huddle.Id.Team.Value);
        json.WriteString("date", LocalDatePattern.Iso.Format(huddle.Id.Date));
        json.WriteString("schedule", huddle.Id.Schedule);
        json.WriteString("name", huddle.Name);
        json.WriteString("phase", char.ToLowerInvariant(huddle.Phase.ToString()[0]) + huddle.Phase.ToString()[1..]);
        json.WriteInstant("startsAt", huddle.StartsAt);
        json.WriteNumber("minutes", huddle.Minutes);
        json.WriteInstant("startedAt", huddle.StartedAt);
        json.WriteInstant("endedAt", huddle.EndedAt);
        json.WritePerson("lead", huddle.Lead);
        WritePeople(json, "present", huddle.Present);
        WritePeople(json, "away", huddle.Away);
        json.WriteObject("agenda", agenda => WriteAgenda(agenda, huddle.Agenda));
        json.WriteStartArray("answers");
        foreach (var answer in huddle.Answers) WriteAnswer(json, answer);
        json.WriteEndArray();
        WriteIds(json, "raised", huddle.Raised);
        json.WriteStartArray("decided");
        foreach (var (issue, state, at) in audited.Decided)
        {
            json.WriteStartObject();
            json.WriteString("issue", issue.ToString());
            json.WriteString("state", state);
            json.WriteInstant("at", at);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (audited.Promised is { } promised) json.WriteNumber("promised", promised);
        else json.WriteNull("promised");
        json.WriteStartArray("history");
        foreach (var (version, at, by, @event) in audited.History)
        {
            json.WriteStartObject();
            json.WriteNumber("version", version);
            json.WriteInstant("at", at);
            json.WritePerson("by", by);
            json.WriteString("event", @event);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAgenda(Utf8JsonWriter json, Agenda agenda)
    {
        WriteIds(json, "promises", agenda.Promises);
        json.WriteNumber("morePromises", agenda.MorePromises);
        json.WriteString("praise", agenda.Praise?.ToString());
        WriteIds(json, "comments", agenda.Comments.Select(comment => comment.Issue));
        WriteIds(json, "answers", agenda.Answers);
        json.WriteString("question", agenda.Question);
    }

    private static void WriteAnswer(Utf8JsonWriter json, HuddleAnswer answer)
    {
        json.WriteStartObject();
        json.WritePerson("by", answer.By);
        json.WriteInstant("at", answer.At);
        json.WriteString("text", answer.Text);
        json.WriteBoolean("late", answer.IsLate);
        json.WriteEndObject();
    }

    private static void WritePeople(Utf8JsonWriter json, string name, IReadOnlyList<Actor> people)
    {
        json.WriteStartArray(name);
        foreach (var person in people) json.WritePerson(person);
        json.WriteEndArray();
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IEnumerable<IssueId> issues)
    {
        json.WriteStartArray(name);
        foreach (var issue in issues) json.WriteStringValue(issue.ToString());
        json.WriteEndArray();
    }
}
