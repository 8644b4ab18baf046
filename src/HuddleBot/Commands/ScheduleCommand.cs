using System.CommandLine;
using System.Text;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Hosting;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Commands;

/// <summary><c>schedule dry-run</c>: when the teams will meet.</summary>
internal static class ScheduleCommand
{
    private const int MostMonths = 120;

    private static readonly Option<int> Months = new("--months") { Description = $"How far to look: 1 to {MostMonths} months.", DefaultValueFactory = _ => 12 };
    private static readonly Option<string?> Team = new("--team") { Description = "Only this team, by its id." };
    private static readonly Option<string?> From = new("--from") { Description = "The first day, like 2026-11-23; today without it." };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON lines, one huddle a line." };

    public static Command Create(IReadOnlyList<string> settings)
    {
        var dryRun = new Command(
            "dry-run",
            "Lists every huddle of every team, soonest first, and holds none of them. Says where the clocks change, what a holiday or a pause leaves out, and what clashes.") { Months, Team, From, Json };
        dryRun.SetAction((parse, cancellationToken) => RunAsync(parse, settings, cancellationToken));
        return new("schedule", "When the teams meet.") { dryRun };
    }

    private static async Task<int> RunAsync(ParseResult parse, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        var months = parse.GetValue(Months);
        if (months is < 1 or > MostMonths) throw new SettingsException($"--months is {months}; give 1 to {MostMonths}.");
        var from = FirstDay(parse.GetValue(From));

        await using var app = await VerbHost.OpenAsync(settings, cancellationToken);
        var teams = (await app.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(cancellationToken)).Teams;
        var only = parse.GetValue(Team) is { } id ? teams.FirstOrDefault(team => team.Id.Value == id) ?? throw new SettingsException($"There is no team '{id}'; 'teams show' lists them.") : null;
        var now = app.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        List<FrontlineTeam> looked = [.. WithRivals(only, teams)];
        var asked = await AskedPauses.OfAsync(looked, app.Services.GetRequiredService<HuddlePauses>(), cancellationToken);
        var entries = CompanyCalendar.Between(SpansOf(looked, asked, from, months, now)).Where(entry => only is null || entry.Team.Id == only.Id);

        try
        {
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 64 * 1024);
            if (parse.GetValue(Json)) await ScheduleJson.WriteAsync(entries, output, cancellationToken);
            else await ScheduleLines.WriteAsync(entries, only is null ? teams : [only], output, cancellationToken);
            return 0;
        }
        catch (IOException e)
        {
            await Console.Error.WriteLineAsync($"The list could not be written: {e.Message}");
            return 1;
        }
    }

    private static LocalDate? FirstDay(string? text)
    {
        if (text is null) return null;
        return LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 1900 and <= 9000 } date } ? date : throw new SettingsException($"--from is '{text}', which is no date; write it like 2026-11-23.");
    }

    /// <summary>One team, and those whose huddles may clash with its own; or all.</summary>
    private static IEnumerable<FrontlineTeam> WithRivals(FrontlineTeam? only, IReadOnlyList<FrontlineTeam> teams)
    {
        if (only is null) return teams;
        var leads = LeadsOf(only).ToHashSet();
        return teams.Where(team => team.Channel == only.Channel || LeadsOf(team).Any(leads.Contains) || team.Id == only.Id);

        static IEnumerable<PersonId> LeadsOf(FrontlineTeam team) => team.Huddles.SelectMany(huddle => huddle.Leads);
    }

    /// <summary>Whole days, by the clock of each team.</summary>
    private static IEnumerable<TeamSpan> SpansOf(IEnumerable<FrontlineTeam> teams, IReadOnlyDictionary<TeamId, HuddlePause> asked, LocalDate? from, int months, Instant now) => teams.Select(team =>
    {
        var first = from ?? now.InZone(team.TimeZone).Date;
        return TeamSpan.OfDays(team, asked.GetValueOrDefault(team.Id), first, first.PlusMonths(months));
    });
}
