using HuddleBot.Core.FrontlineTeams;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>Chooses what a huddle talks about, from what the team has promised, heard and asked.</summary>
public interface IAgendaMaker
{
    /// <param name="schedule">Which parts, in which order.</param>
    /// <param name="since">When the agenda was made of the huddle of this schedule in which the team met last; or a week ago where it never did.</param>
    /// <param name="number">How many huddles the team has had; the question of the day goes on from there.</param>
    /// <param name="startsAt">When the huddle starts: "due" is meant on that day, in the team's zone.</param>
    Task<Agenda> MakeAsync(FrontlineTeam team, HuddleSchedule schedule, Instant since, int number, Instant startsAt, CancellationToken cancellationToken);
}

/// <summary>Port: the bank of questions of the day, in its order; never empty.</summary>
public interface IQuestions
{
    IReadOnlyList<string> All { get; }
}
