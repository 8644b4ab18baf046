using System.Text.Json;
using HuddleBot.Core.Audit;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Audit;

/// <summary>Falls of scores, one a line: what fell since when, from what to what, by what chance, how it ended, and the issue that the team made of it.</summary>
internal sealed class DropJsonLines(DropAudit audit) : IExport
{
    public async Task<long> WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var drop in audit.ReadAsync(cancellationToken))
        {
            await output.WriteAsync(AuditJson.Write(json => Write(json, drop)), cancellationToken);
            output.WriteByte((byte)'\n');
            count++;
        }

        return count;
    }

    private static void Write(Utf8JsonWriter json, AuditedDrop audited)
    {
        var drop = audited.Drop;
        json.WriteString("issue", drop.Id.ToString());
        json.WriteString("team", drop.Team.Value);
        json.WriteInstant("at", drop.At);
        json.WriteBoolean("told", drop.IsTold);
        json.WriteString("state", audited.State);
        json.WriteStartArray("series");
        foreach (var one in drop.Series)
        {
            json.WriteStartObject();
            WriteSeries(json, one.Series);
            json.WriteString("since", Day(one.Fell.Since));
            json.WriteString("seenOn", Day(one.Fell.SeenOn));
            json.WriteObject("before", before => WriteFigure(before, one.Fell.Before));
            json.WriteObject("after", after => WriteFigure(after, one.Fell.After));
            json.WriteNumber("byChanceOnceInWeeks", Math.Round(one.Fell.ByChanceOnceInWeeks, 1));
            WriteEnd(json, one.End);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (drop.MovedMost is { } moved)
        {
            json.WriteObject("movedMost", part =>
            {
                WriteSeries(part, moved.Series);
                part.WriteObject("before", before => WriteFigure(before, moved.Before));
                part.WriteObject("after", after => WriteFigure(after, moved.After));
            });
        }

        json.WriteStartArray("verbatims");
        foreach (var issue in drop.Verbatims) json.WriteStringValue(issue.ToString());
        json.WriteEndArray();
    }

    private static void WriteEnd(Utf8JsonWriter json, DropEvent? end)
    {
        json.WriteString("end", end switch { DropEvent.Recovered => "recovered", DropEvent.BecameUsual => "becameUsual", _ => null });
        if (end is DropEvent.Recovered back)
        {
            json.WriteString("backSince", Day(back.Since));
            json.WriteObject("now", now => WriteFigure(now, back.Now));
        }

        if (end is DropEvent.BecameUsual usual) json.WriteObject("now", now => WriteFigure(now, usual.Usual));
    }

    private static void WriteSeries(Utf8JsonWriter json, SeriesId series)
    {
        json.WriteString("metric", series.Metric.ToString().ToLowerInvariant());
        if (series.Scale is { } scale) json.WriteString("scale", scale.ToString());
        json.WriteString("touchpoint", (series.Part as SeriesPart.Touchpoint)?.Name);
        json.WriteString("segment", (series.Part as SeriesPart.Segment)?.Name);
    }

    private static void WriteFigure(Utf8JsonWriter json, ScoreFigure figure)
    {
        json.WriteNumber("answers", figure.Answers);
        json.WriteNumber("value", Math.Round(figure.Value, 3));
        json.WriteNumber("low", Math.Round(figure.Low, 3));
        json.WriteNumber("high", Math.Round(figure.High, 3));
    }

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
