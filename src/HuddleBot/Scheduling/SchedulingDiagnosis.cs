using System.Runtime.CompilerServices;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Hosting;
using NodaTime.Text;

namespace HuddleBot.Scheduling;

/// <summary>Whether the teams meet, and when the next of them does.</summary>
internal sealed class SchedulingDiagnosis(ITeamDirectory directory, TimeProvider time) : IDiagnosis
{
    private static readonly ZonedDateTimePattern LocalTime = ZonedDateTimePattern.CreateWithInvariantCulture("ddd uuuu-MM-dd HH:mm z", null);

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var meeting = (await directory.CurrentAsync(cancellationToken)).Teams.Where(team => team.Huddles.Count > 0).ToList();
        if (meeting.Count == 0)
        {
            yield return Finding.Ok("no team meets: none has a huddle in the teams file");
            yield break;
        }

        var now = time.GetCurrentInstant();
        var next = meeting.Select(team => (Team: team, Huddle: HuddleCalendar.Next(team, null, now, 1) is [var soonest] ? soonest : null)).ToList();
        if (next.Where(planned => planned.Huddle is not null).MinBy(planned => planned.Huddle!.StartsAt) is { Huddle: { } huddle } first)
            yield return Finding.Ok($"{(meeting.Count == 1 ? "1 team meets" : $"{meeting.Count:N0} teams meet")}; the next huddle is that of {first.Team.Id}, {LocalTime.Format(huddle.StartsAt.InZone(first.Team.TimeZone))}");
        foreach (var (team, _) in next.Where(planned => planned.Huddle is null))
            yield return Finding.Wrong($"team {team.Id} has a huddle that is not held within two years: its days are all holidays or pauses", "look at it with 'schedule dry-run', mend the teams file and run 'teams apply FILE'");
    }
}
