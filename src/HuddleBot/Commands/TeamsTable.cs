using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Portfolio;
using HuddleBot.FrontlineTeams;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;
using Route = HuddleBot.Core.FrontlineTeams.Route;

namespace HuddleBot.Commands;

/// <summary>The teams as a person looks at them.</summary>
internal static class TeamsTable
{
    /// <summary>Where standard output is no terminal: wide enough that no cell is wrapped, for other programs to search.</summary>
    private const int PlainWidth = 10_000;

    private const int HuddlesShown = 3;

    private static readonly LocalDateTimePattern HuddleForm = LocalDateTimePattern.CreateWithInvariantCulture("ddd uuuu-MM-dd HH:mm");
    private static readonly LocalDateTimePattern LocalTimeForm = LocalDateTimePattern.CreateWithInvariantCulture("ddd HH':'mm");

    public static void Write(IReadOnlyList<FrontlineTeam> teams, IReadOnlyDictionary<TeamId, HuddlePause> asked, Instant now)
    {
        var console = Open();
        if (teams.Count == 0)
        {
            console.WriteLine("No teams yet: 'teams apply FILE' makes them.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("id", "name", "channel", "zone", "local time", "working days", "routes", "posting", "who decides", "escalations", "high value", "next huddles");
        foreach (var team in teams)
        {
            table.AddRow(new[]
            {
                team.Id.Value, team.Name, team.Channel.ToString(), team.TimeZone.Id, LocalTimeForm.Format(now.InZone(team.TimeZone).LocalDateTime), WorkingDaysOf(team.Calendar),
                string.Join("\n", team.Routes.Select(Describe)), Describe(team.Posting), DecidersOf(team),
                $"answer in {team.AnswerWithinDays}, resolve in {team.ResolveWithinDays} working days", Describe(team.Quadrants), NextHuddlesOf(team, asked.GetValueOrDefault(team.Id), now),
            }.Select(cell => new Text(cell)));
        }

        console.Write(table);
    }

    /// <summary>What is written there fits the terminal, or is as wide as it likes.</summary>
    public static IAnsiConsole Open()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected) console.Profile.Width = PlainWidth;
        return console;
    }

    private static string DecidersOf(FrontlineTeam team) =>
        string.Join("\n", team.Managers.Select(person => person.ToString()).Concat(team.Triagers.Select(person => $"{person} (triager)")));

    public static string WorkingDaysOf(WorkingCalendar calendar) =>
        string.Join(" ", calendar.WorkingDays.Order().Select(Days.NameOf)) + (calendar.Holidays.Count > 0 ? $", {calendar.Holidays.Count} holidays" : "");

    private static string NextHuddlesOf(FrontlineTeam team, HuddlePause? asked, Instant now)
    {
        var next = HuddleCalendar.Next(team, asked, now, HuddlesShown)
            .Select(occurrence => $"{HuddleForm.Format(occurrence.StartsAt.InZone(team.TimeZone).LocalDateTime)} {(team.Huddles.Count > 1 ? occurrence.Schedule.Id : "")}".TrimEnd()).ToList();
        return next.Count > 0 ? string.Join("\n", next) : team.Huddles.Count > 0 ? "none within two years" : "";
    }

    private static string Describe(Route route) => (route.Source, route.Attribute) switch
    {
        ({ } source, null) => $"all of {source}",
        ({ } source, { } attribute) => $"{source}: {attribute} = {route.EqualTo}",
        (null, { } attribute) => $"{attribute} = {route.EqualTo}",
        _ => "everything",
    };

    private static string Describe(QuadrantBounds? bounds) => bounds is null ? "" : string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"from {bounds.HighValueFrom:#,0} a year, passives {(bounds.PassivesScoreHigh ? "high" : "low")}, at risk counts {bounds.AtRiskCounts} times");

    private static string Describe(PostingRules posting)
    {
        var immediately = posting.Immediately switch { PostImmediately.All => "all", PostImmediately.Detractors => "detractors", _ => "nothing" };
        var quiet = posting.Quiet is { } hours ? $", quiet {hours.From:HH':'mm}-{hours.To:HH':'mm}" : "";
        return $"{immediately} at once, {posting.PerHour} an hour{quiet}, fresh {posting.FreshDays} days";
    }
}
