using System.Text.Json;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Scores;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Audit;

/// <summary>What was answered, counted: a line for each team, series and day, in this order, with how often each score was given.</summary>
internal sealed class ScoreJsonLines(IScores scores, ScoreRebuild rebuild, TeamsSnapshot teams) : IExport
{
    private const int SeriesAtOnce = 50;

    private static readonly DateInterval EveryDay = new(new(1, 1, 1), new(9999, 12, 31));

    public async Task<long> WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        var count = 0L;
        foreach (var team in teams.Teams.OrderBy(team => team.Id.Value, StringComparer.Ordinal))
        {
            // What is asked in a chat may tell the old days of a team that has just moved; what is kept on file is to name each day as it was.
            await rebuild.CompleteAsync(team, cancellationToken);
            foreach (var some in (await scores.SeriesAsync(team, cancellationToken)).Chunk(SeriesAtOnce))
            {
                foreach (var series in await scores.DaysAsync(team, [.. some.Select(one => one.Series)], EveryDay, cancellationToken))
                {
                    foreach (var day in series.Days)
                    {
                        await output.WriteAsync(AuditJson.Write(json => Write(json, team, series.Series, day)), cancellationToken);
                        output.WriteByte((byte)'\n');
                        count++;
                    }
                }
            }
        }

        await output.FlushAsync(cancellationToken);
        return count;
    }

    private static void Write(Utf8JsonWriter json, FrontlineTeam team, SeriesId series, DayOfSeries day)
    {
        json.WriteString("team", team.Id.Value);
        json.WriteString("metric", series.Metric.ToString().ToLowerInvariant());
        WriteScale(json, "scale", series.Scale);
        json.WriteString("touchpoint", (series.Part as SeriesPart.Touchpoint)?.Name);
        json.WriteString("segment", (series.Part as SeriesPart.Segment)?.Name);
        json.WriteString("day", LocalDatePattern.Iso.Format(day.Day));
        json.WriteNumber("answers", day.Counts.Answers);
        json.WriteStartArray("counts");
        foreach (var (score, count) in day.Counts.Counts)
        {
            json.WriteStartObject();
            json.WriteNumber("score", score.Value);
            WriteScale(json, "scale", score.Scale);
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>As webhooks write it: the least and the most that can be given.</summary>
    private static void WriteScale(Utf8JsonWriter json, string name, Scale? scale)
    {
        if (scale is not { } known)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        json.WriteNumberValue(known.Min);
        json.WriteNumberValue(known.Max);
        json.WriteEndArray();
    }
}
