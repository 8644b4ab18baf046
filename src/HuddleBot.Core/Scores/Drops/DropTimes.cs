using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>When a team's scores are looked at, and when people are told. Pure.</summary>
internal static class DropTimes
{
    /// <summary>A day is looked at so long after its end: surveys come in late.</summary>
    private static readonly Duration AfterTheDay = Duration.FromHours(24);

    /// <summary>A look falls at midnight; whom it concerns reads of it in the morning.</summary>
    private static readonly LocalTime Morning = new(8, 0);

    /// <summary>The last day that may be looked at.</summary>
    public static LocalDate LastDay(DateTimeZone zone, Instant now)
    {
        var day = now.InZone(zone).Date.PlusDays(-1);
        while (DueOf(day, zone) > now) day = day.PlusDays(-1);
        return day;
    }

    /// <summary>From when on the day may be looked at.</summary>
    public static Instant DueOf(LocalDate day, DateTimeZone zone) => zone.AtStartOfDay(day.PlusDays(1)).ToInstant() + AfterTheDay;

    /// <summary>The first moment from now on that is no night where it is read, and outside of the team's quiet hours. Days off hold nothing back.</summary>
    /// <param name="place">The team's channel, its managers', or one of its managers.</param>
    /// <returns>Null: now.</returns>
    public static Instant? Tell(FrontlineTeam team, ChannelId place, Instant now)
    {
        var reader = new PersonId(place.Platform, place.Workspace, place.Channel);
        var zone = team.Managers.Contains(reader) ? team.WorkingTimeOf(reader).Zone : team.TimeZone;
        var local = now.InZone(zone).LocalDateTime;
        var morning = local.TimeOfDay < Morning ? (local.Date + Morning).InZoneLeniently(zone).ToInstant() : now;
        var at = team.Posting.Quiet is { } quiet ? quiet.EndAfter(morning, team.TimeZone) : morning;
        return at > now ? at : null;
    }
}
