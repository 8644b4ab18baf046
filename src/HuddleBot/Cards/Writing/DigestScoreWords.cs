using System.Globalization;
using HuddleBot.Core.Digests;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Cards.Writing;

/// <summary>What a digest says of scores: in words that respect chance.</summary>
internal static class DigestScoreWords
{
    private static readonly LocalDatePattern Month = LocalDatePattern.Create("MMMM", CultureInfo.InvariantCulture);
    private static readonly LocalDatePattern MonthOfYear = LocalDatePattern.Create("MMMM uuuu", CultureInfo.InvariantCulture);

    /// <summary>"Digest, Mon 16 Nov to Sun 22 Nov".</summary>
    public static string TitleOf(this CardWriter write, DigestReport report) =>
        write.Say(report.Scope is DigestScope.TeamsOf ? Phrases.Digests.TitleOfTeams : Phrases.Digests.Title, write.PeriodOf(report.Period));

    /// <summary>"Mon 16 Nov to Sun 22 Nov", "October 2026", "July to September 2026".</summary>
    public static string PeriodOf(this CardWriter write, DigestPeriod period) => period.Span switch
    {
        DigestSpan.Month => MonthOfYear.Format(period.First),
        DigestSpan.Quarter => write.Say(Phrases.Digests.Days, Month.Format(period.First), MonthOfYear.Format(period.Days.End)),
        _ => write.Say(Phrases.Digests.Days, write.Day(period.First), write.Day(period.Days.End)),
    };

    /// <summary>"NPS 31 (22 to 40) from 412 answers; 45 before (398 answers), may be chance", and over which days where the period has too few.</summary>
    public static string Score(this CardWriter write, UnitScore unit)
    {
        var line = unit.Now switch
        {
            WindowScore.Known { Figure: var now } => write.Against(write.Line(new ScoreMovement(unit.Metric, unit.Window.Length, now, null, MovementVerdict.NothingToCompare) { StarsOf = unit.Scale?.Max }), unit),
            WindowScore.TooFewToSay few => write.Say(Phrases.Digests.Few, write.NameOf(unit.Metric), write.Answers(few.Answers)),
            var other => throw new InvalidOperationException($"nothing is said of {other}"),
        };
        return unit.IsPeriod ? line : write.Say(Phrases.Digests.Window, line, Number(unit.Window.Length));
    }

    /// <summary>"…, up 6 (2 to 10) from 25 (398 answers)".</summary>
    private static string Against(this CardWriter write, string line, UnitScore unit)
    {
        if (unit.Before is not WindowScore.Known { Figure: var before }) return line;
        var (was, answers) = (write.Value(unit.Metric, before.Value), write.Answers(before.Answers));
        if (unit.Verdict == MovementVerdict.MayBeChance) return write.Say(Phrases.Digests.Chance, line, was, answers);
        if (unit is not { Verdict: MovementVerdict.Up or MovementVerdict.Down, Difference: { } moved }) return line;
        var sign = unit.Verdict == MovementVerdict.Up ? 1 : -1;
        double[] ends = [sign * moved.Low, sign * moved.High];
        return write.Say(
            sign > 0 ? Phrases.Digests.Up : Phrases.Digests.Down, line, write.Difference(unit.Metric, sign * moved.Value), write.Difference(unit.Metric, ends.Min()), write.Difference(unit.Metric, ends.Max()),
            was, answers);
    }

    /// <summary>Of a difference: points, not per cent, and stars with one decimal.</summary>
    public static string Difference(this CardWriter write, Metric metric, double change) => write.Value(metric == Metric.Stars ? metric : Metric.Nps, change);

    /// <summary>The score of all together, that with the most answers; or that there is none.</summary>
    public static string Headline(this CardWriter write, DigestReport report) =>
        report.Scores.Company is [var first, ..] ? CardWriter.CapitalFirst(write.Score(first)) : write.Say(report.IsEmpty ? Phrases.Digests.Nothing : Phrases.Digests.NoScore);

    public static string Of(this CardWriter write, UnitScore unit, DigestReport report) => write.Say(Phrases.Digests.Unit, NameOf(report, unit.Team), write.Score(unit));

    /// <summary>A fall that was told, or that it is over.</summary>
    public static string Of(this CardWriter write, ToldDrop drop, DigestReport report)
    {
        var unit = drop.Part.Spelling is { } part ? write.Say(Phrases.Trends.Of, NameOf(report, drop.Team), DisplayText.Line(part, CardLengths.ShortName)) : NameOf(report, drop.Team);
        return write.Say(
            drop.IsRecovery ? Phrases.Digests.Recovered : Phrases.Digests.Fell, unit, write.NameOf(drop.Metric), write.Figure(drop.Metric, drop.From), write.Figure(drop.Metric, drop.To), write.Day(drop.Since));
    }

    /// <summary>"92% (65 to 98; 11 of 12)"; of few, the two numbers alone.</summary>
    public static string Share(this CardWriter write, DigestShare share) => share.Figure is { } figure
        ? write.Say(Phrases.Digests.ShareWith, write.Percent(figure.Value), Whole(figure.Low), Whole(figure.High), Number(share.Yes), Number(share.Of))
        : write.Say(Phrases.Digests.Share, Number(share.Yes), Number(share.Of));

    /// <summary>As the teams file calls it now; a team that is in it no more goes by its id.</summary>
    public static string NameOf(DigestReport report, TeamId? team) =>
        report.Teams.FirstOrDefault(unit => unit.Team == team) is { } known ? NameOf(known) : team?.Value ?? "";

    public static string NameOf(TeamFigures unit) => DisplayText.Line(unit.Name, CardLengths.ShortName) is { Length: > 0 } name ? name : unit.Team.Value;

    /// <summary>The first two by name, the others counted.</summary>
    public static string NamesOf(this CardWriter write, IReadOnlyList<TeamId> teams, DigestReport report)
    {
        var names = string.Join(", ", teams.Take(2).Select(team => NameOf(report, team)));
        return teams.Count > 2 ? write.Say(Phrases.Digests.AndMore, names, Number(teams.Count - 2)) : names;
    }

    public static string Days(this CardWriter write, int days) => days == 1 ? write.Say(Phrases.Digests.OneDay) : write.Say(Phrases.Digests.SomeDays, Number(days));

    public static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u00A0');

    private static string Percent(this CardWriter write, double value) => write.Say(Phrases.Movements.Share, Whole(value));

    private static string Whole(double value) => CardWriter.Number(Math.Round(value, MidpointRounding.AwayFromZero));
}
