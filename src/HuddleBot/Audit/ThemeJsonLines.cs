using System.Text.Json;
using HuddleBot.Core.Audit;

namespace HuddleBot.Audit;

/// <summary>Themes with their whole history, one a line.</summary>
internal sealed class ThemeJsonLines(ThemeAudit audit) : IExport
{
    public async Task<long> WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var theme in audit.ReadAsync(cancellationToken))
        {
            await output.WriteAsync(AuditJson.Write(json => Write(json, theme)), cancellationToken);
            output.WriteByte((byte)'\n');
            count++;
        }

        return count;
    }

    private static void Write(Utf8JsonWriter json, AuditedTheme audited)
    {
        var theme = audited.Theme;
        json.WriteString("id", theme.Id.ToString());
        json.WriteString("title", theme.Title);
        json.WriteInstant("begunAt", theme.BegunAt);
        json.WriteNumber("version", theme.Version);
        json.WriteString("state", ThemeFacts.StateOf(theme.State));
        json.WritePerson("owner", theme.Owner);
        json.WriteStartArray("issues");
        foreach (var member in theme.Members) json.WriteStringValue(member.Issue.ToString());
        json.WriteEndArray();
        json.WriteStartArray("history");
        foreach (var entry in audited.History)
        {
            json.WriteStartObject();
            json.WriteNumber("version", entry.Version);
            json.WriteInstant("at", entry.Event.At);
            json.WritePerson("by", entry.Event.By);
            json.WriteString("from", entry.Event.By.From?.ToString());
            json.WriteString("event", entry.Event.GetType().Name);
            json.WriteObject("before", before => before.WriteFacts(entry.Before));
            json.WriteObject("after", after => after.WriteFacts(entry.After));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
