using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HuddleBot.Core.Huddles;
using NodaTime.Text;

namespace HuddleBot.Commands;

/// <summary>Planned huddles for other programs: a line of JSON each.</summary>
internal static class ScheduleJson
{
    private static readonly OffsetDateTimePattern Local = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<+HH:mm>");

    public static async Task WriteAsync(IEnumerable<CalendarEntry> entries, TextWriter output, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        foreach (var entry in entries)
        {
            buffer.ResetWrittenCount();
            json.Reset();
            Write(entry, json);
            await json.FlushAsync(cancellationToken);
            await output.WriteLineAsync(Encoding.UTF8.GetString(buffer.WrittenSpan).AsMemory(), cancellationToken);
        }
    }

    private static void Write(CalendarEntry entry, Utf8JsonWriter json)
    {
        var occurrence = entry.Planned.Occurrence;
        json.WriteStartObject();
        json.WriteString("team", entry.Team.Id.Value);
        json.WriteString("huddle", occurrence.Schedule.Id);
        json.WriteString("date", LocalDatePattern.Iso.Format(occurrence.Id.Date));
        json.WriteString("startsAt", InstantPattern.General.Format(occurrence.StartsAt));
        json.WriteString("local", Local.Format(occurrence.StartsAt.InZone(entry.Team.TimeZone).ToOffsetDateTime()));
        json.WriteString("zone", entry.Team.TimeZone.Id);
        json.WriteString("postsAt", InstantPattern.General.Format(occurrence.PostsAt));
        json.WriteNumber("minutes", occurrence.Schedule.Minutes);
        json.WriteBoolean("held", entry.Planned.LeftOut is null);
        if (entry.Planned.LeftOut is { } reason) json.WriteString("leftOut", ScheduleNotes.WordsOf(reason));
        if (ScheduleNotes.IsHeldOnHoliday(entry)) json.WriteBoolean("holiday", true);
        if (occurrence.Shift != ClockShift.None) json.WriteString("shift", occurrence.Shift == ClockShift.Skipped ? "skipped" : "repeated");
        if (entry.Clocks is { } clocks)
        {
            json.WriteStartObject("clocks");
            json.WriteString("at", InstantPattern.General.Format(clocks.At));
            json.WriteNumber("minutes", (int)clocks.By.TotalMinutes);
            json.WriteEndObject();
        }

        if (entry.Clashes.Count > 0)
        {
            json.WriteStartArray("clashes");
            foreach (var clash in entry.Clashes)
            {
                json.WriteStartObject();
                json.WriteString("reason", ScheduleNotes.WordsOf(clash.Reason));
                json.WriteString("team", clash.Team.Id.Value);
                json.WriteString("huddle", clash.Other.Schedule.Id);
                json.WriteString("startsAt", InstantPattern.General.Format(clash.Other.StartsAt));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
