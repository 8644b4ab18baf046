using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using NodaTime.Text;

namespace HuddleBot.Commands;

/// <summary>Planned huddles as a person reads them: a line each, in columns.</summary>
internal static class ScheduleLines
{
    private const string Heading = "day             time   UTC                ";
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("ddd uuuu-MM-dd'  'HH:mm");
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'");

    public static async Task WriteAsync(IEnumerable<CalendarEntry> entries, IReadOnlyList<FrontlineTeam> teams, TextWriter output, CancellationToken cancellationToken)
    {
        var (zoneWidth, teamWidth) = (WidthOf(teams.Select(team => team.TimeZone.Id).Append("zone")), WidthOf(teams.Select(team => team.Id.Value).Append("team")));
        var huddleWidth = WidthOf(teams.SelectMany(team => team.Huddles).Select(huddle => huddle.Id).Append("huddle"));
        var (held, leftOut, clashing, changes) = (0, 0, 0, 0);
        foreach (var entry in entries)
        {
            if (held + leftOut == 0) await output.WriteLineAsync($"{Heading}  {"zone".PadRight(zoneWidth)}  {"team".PadRight(teamWidth)}  {"huddle".PadRight(huddleWidth)}  notes");
            var (occurrence, zone) = (entry.Planned.Occurrence, entry.Team.TimeZone);
            var line = $"{Local.Format(occurrence.StartsAt.InZone(zone).LocalDateTime)}  {Utc.Format(occurrence.StartsAt)}  {zone.Id.PadRight(zoneWidth)}  {entry.Team.Id.Value.PadRight(teamWidth)}"
                + $"  {occurrence.Schedule.Id.PadRight(huddleWidth)}  {string.Join("; ", ScheduleNotes.Of(entry))}";
            await output.WriteLineAsync(line.AsMemory().TrimEnd(), cancellationToken);
            if (entry.Planned.LeftOut is null) held++;
            else leftOut++;
            if (entry.Clashes.Count > 0) clashing++;
            if (entry.Clocks is not null) changes++;
        }

        await output.WriteLineAsync(
            held + leftOut == 0
                ? "No huddles: say in the teams file when the teams meet (huddle)."
                : $"{held:N0} held, {leftOut:N0} left out, {changes:N0} on days on which the clocks change, {clashing:N0} in a clash.");
    }

    private static int WidthOf(IEnumerable<string> texts) => texts.Max(text => text.Length);
}
