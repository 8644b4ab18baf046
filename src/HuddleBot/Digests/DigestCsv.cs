using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using HuddleBot.Audit;
using HuddleBot.Core.Digests;
using HuddleBot.Core.Scores;
using NodaTime.Text;

namespace HuddleBot.Digests;

/// <summary>
/// The numbers of a digest: a line for all teams together and for each team, one more for each further metric, on which what was done does not stand again, so that columns can be
/// summed. RFC 4180, UTF-8 with a mark, which spreadsheets want. Numbers are numbers; what begins like a formula in a name does not (<see cref="AuditCsv.Harmless"/>).
/// </summary>
internal static class DigestCsv
{
    private static readonly string[] ScoreColumns =
    [
        "metric", "stars_of", "window_first", "window_last", "answers", "score", "low", "high", "answers_before", "score_before", "difference", "difference_low", "difference_high", "p_value", "verdict",
    ];

    private static readonly string[] LoopColumns = ["opened", "closed", "open", "late", "in_time", "in_time_of", "oldest_days"];

    private static readonly string[] OtherColumns = ["promises_kept", "promises_of", "customer_promises_kept", "customer_promises_of", "huddles_held", "huddles_of", "worked", "celebrated"];

    public static IReadOnlyList<string> Columns { get; } =
    [
        "period_first", "period_last", "team", "name", .. ScoreColumns, .. LoopColumns.Select(column => "teams_" + column), .. LoopColumns.Select(column => "managers_" + column),
        .. LoopColumns.Select(column => "calls_" + column), .. OtherColumns,
    ];

    /// <summary><c>digest-2026-11-16.csv</c>, with the month or the quarter in place of the day.</summary>
    public static string NameOf(DigestPeriod period) => "digest-" + (period.Span switch
    {
        DigestSpan.Month => period.First.ToString("uuuu-MM", CultureInfo.InvariantCulture),
        DigestSpan.Quarter => string.Create(CultureInfo.InvariantCulture, $"{period.First.Year:D4}-Q{((period.First.Month - 1) / 3) + 1}"),
        _ => LocalDatePattern.Iso.Format(period.First),
    }) + ".csv";

    public static byte[] BytesOf(DigestReport report)
    {
        using var stream = new MemoryStream();
        Write(report, stream);
        return stream.ToArray();
    }

    /// <returns>How many lines of data were written.</returns>
    public static long Write(DigestReport report, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }, leaveOpen: true);
        WriteLine(csv, Columns);
        var count = 0L;
        foreach (var line in LinesOf(report))
        {
            WriteLine(csv, line);
            count++;
        }

        return count;
    }

    private static IEnumerable<IEnumerable<string>> LinesOf(DigestReport report)
    {
        var scores = report.Scores.Teams.ToLookup(score => score.Team);
        foreach (var line in LinesOf(report, "", "", report.Scores.Company, report.Figures)) yield return line;
        foreach (var unit in report.Teams)
        {
            foreach (var line in LinesOf(report, unit.Team.Value, AuditCsv.Harmless(unit.Name) ?? "", [.. scores[unit.Team]], unit.Figures)) yield return line;
        }
    }

    private static IEnumerable<IEnumerable<string>> LinesOf(DigestReport report, string team, string name, IReadOnlyList<UnitScore> scores, ActivityFigures figures)
    {
        var days = report.Period.Days;
        for (var i = 0; i < Math.Max(1, scores.Count); i++)
        {
            IEnumerable<string> score = i < scores.Count ? CellsOf(scores[i]) : ScoreColumns.Select(_ => "");
            IEnumerable<string> rest = i == 0 ? CellsOf(figures) : Enumerable.Repeat("", (3 * LoopColumns.Length) + OtherColumns.Length);
            yield return [LocalDatePattern.Iso.Format(days.Start), LocalDatePattern.Iso.Format(days.End), team, name, .. score, .. rest];
        }
    }

    private static string[] CellsOf(UnitScore score)
    {
        var (now, before) = (FigureOf(score.Now), FigureOf(score.Before));
        return
        [
            score.Metric.ToString().ToLowerInvariant(), score.Scale?.Max.ToString(CultureInfo.InvariantCulture) ?? "", LocalDatePattern.Iso.Format(score.Window.Start), LocalDatePattern.Iso.Format(score.Window.End),
            Cell(AnswersOf(score.Now)), Cell(now?.Value), Cell(now?.Low), Cell(now?.High), Cell(AnswersOf(score.Before)), Cell(before?.Value),
            Cell(score.Difference?.Value), Cell(score.Difference?.Low), Cell(score.Difference?.High), score.Difference?.PValue.ToString("0.####", CultureInfo.InvariantCulture) ?? "",
            score.Now is WindowScore.Known ? NameOf(score.Verdict) : NameOf(MovementVerdict.TooFewToSay),
        ];
    }

    private static IEnumerable<string> CellsOf(ActivityFigures figures) =>
    [
        .. CellsOf(figures.Inner), .. CellsOf(figures.Outer), .. CellsOf(figures.FollowUps), Cell(figures.PromisesKept.Yes), Cell(figures.PromisesKept.Of),
        Cell(figures.CustomerPromisesKept.Yes), Cell(figures.CustomerPromisesKept.Of), Cell(figures.HuddlesHeld.Yes), Cell(figures.HuddlesHeld.Of), Cell(figures.Worked), Cell(figures.Celebrated),
    ];

    private static string[] CellsOf(LoopFigures loop) =>
        [Cell(loop.Opened), Cell(loop.Closed), Cell(loop.OpenAtEnd), Cell(loop.Late), Cell(loop.InTime.Yes), Cell(loop.InTime.Of), loop.Oldest is { } oldest ? Cell(oldest.Days) : ""];

    private static string NameOf(MovementVerdict verdict) => verdict switch
    {
        MovementVerdict.Up => "up",
        MovementVerdict.Down => "down",
        MovementVerdict.MayBeChance => "may be chance",
        MovementVerdict.NothingToCompare => "nothing to compare with",
        _ => "too few to say",
    };

    private static ScoreFigure? FigureOf(WindowScore score) => score is WindowScore.Known { Figure: var figure } ? figure : null;

    private static int AnswersOf(WindowScore score) => score switch { WindowScore.Known known => known.Figure.Answers, WindowScore.TooFewToSay few => few.Answers, _ => 0 };

    private static string Cell(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Cell(double? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    private static void WriteLine(CsvWriter csv, IEnumerable<string> values)
    {
        foreach (var value in values) csv.WriteField(value);
        csv.NextRecord();
    }
}
