using System.Text.RegularExpressions;
using HuddleBot.Core.Identity;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Huddles;

/// <summary>One occurrence of a team's huddle: the team, the local day to which it belongs, and which of the team's huddles. However often it is worked out, it is the same.</summary>
/// <param name="Schedule"><see cref="HuddleSchedule.Id"/>.</param>
public sealed partial record HuddleId(TeamId Team, LocalDate Date, string Schedule)
{
    /// <summary>What tells it apart within its team's partition; sorts by day.</summary>
    public string Key => $"{LocalDatePattern.Iso.Format(Date)}-{Schedule}";

    /// <summary>As buttons carry it: <c>front-desk.2026-11-24.huddle</c>.</summary>
    public override string ToString() => $"{Team}.{LocalDatePattern.Iso.Format(Date)}.{Schedule}";

    /// <summary>Reads what <see cref="ToString"/> wrote; anything else, such as a forged button value, is null.</summary>
    public static HuddleId? TryParse(string? text) =>
        text?.Split('.') is [var team, var day, var schedule] && TeamId.IsValid(team) && LocalDatePattern.Iso.Parse(day) is { Success: true, Value: var date } && IsScheduleId(schedule)
            ? new(new(team), date, schedule)
            : null;

    public static bool IsScheduleId(string? text) => text is not null && Shape().IsMatch(text);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,19}$", RegexOptions.None, 1000)]
    private static partial Regex Shape();
}
