using HuddleBot.Core.FrontlineTeams;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>Works out when a team meets. Pure.</summary>
public static class HuddleCalendar
{
    /// <summary>The occurrences of all the team's huddles that start in [<paramref name="from"/>, <paramref name="until"/>), soonest first.</summary>
    /// <param name="asked">A pause that somebody asked for, beside those of the teams file; null: none.</param>
    public static IEnumerable<HuddleOccurrence> Between(FrontlineTeam team, HuddlePause? asked, Instant from, Instant until) => throw new NotImplementedException();

    /// <summary>The next <paramref name="count"/> that start at or after <paramref name="from"/>; fewer where none comes within two years.</summary>
    public static IReadOnlyList<HuddleOccurrence> Next(FrontlineTeam team, HuddlePause? asked, Instant from, int count) => throw new NotImplementedException();
}
