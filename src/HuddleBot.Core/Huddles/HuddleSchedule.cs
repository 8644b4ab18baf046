using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>When a team meets, and how: one of its huddles as the teams file describes it. A team may have several.</summary>
/// <param name="Id">Tells it apart from the team's other huddles: 1 to 20 of <c>a-z 0-9 -</c>; <c>huddle</c> unless said.</param>
/// <param name="Name">What people call it, such as "Weekly look back"; null: the huddle.</param>
/// <param name="At">The local time at which it starts.</param>
/// <param name="Days">On these days of the week; null: on the team's working days.</param>
/// <param name="Minutes">How long it takes: 1 to 60 minutes.</param>
/// <param name="IsOfDayBefore">A night shift's huddle after midnight: it belongs to the day on which the shift began, whose day of the week, holidays and pauses count.</param>
/// <param name="OnHolidays">Whether it is held on the team's holidays.</param>
/// <param name="PostBefore">Announced so long before it starts: 0 to 120 minutes.</param>
/// <param name="CatchUp">When the bot was down: still posted so long after the start; 0 to 720 minutes. Later than that, it is skipped and said so.</param>
/// <param name="AnswersFor">Who cannot be there may answer in the thread for so long after the start; 0 to 1440 minutes.</param>
/// <param name="Leads">Who takes turns to lead; empty: those who were there lately.</param>
/// <param name="Agenda">Its parts, in their order; what is not here is switched off.</param>
public sealed record HuddleSchedule(
    string Id, string? Name, LocalTime At, IReadOnlySet<IsoDayOfWeek>? Days, int Minutes, bool IsOfDayBefore, bool OnHolidays, IReadOnlyList<HuddlePause> Pauses,
    Duration PostBefore, Duration CatchUp, Duration AnswersFor, IReadOnlyList<PersonId> Leads, IReadOnlyList<AgendaPart> Agenda)
{
    public const string DefaultId = "huddle";

    /// <summary>What the ids of huddles begin with that somebody asks for outside of every schedule.</summary>
    public const string UnplannedPrefix = "now-";

    /// <summary>The usual huddle at this time: on working days, ten minutes, announced ten minutes before, caught up for half an hour, answers for four hours, all parts.</summary>
    public static HuddleSchedule Usual(LocalTime at) => new(
        DefaultId, null, at, null, 10, false, false, [], Duration.FromMinutes(10), Duration.FromMinutes(30), Duration.FromHours(4), [], AgendaParts.Usual);
}

/// <summary>No huddles from the first to the last day, both included.</summary>
public sealed record HuddlePause(LocalDate From, LocalDate Until)
{
    public bool Contains(LocalDate date) => From <= date && date <= Until;
}

/// <summary>What a huddle talks about.</summary>
public enum AgendaPart
{
    /// <summary>What was promised and is due, first.</summary>
    Promises,

    /// <summary>Score, movement and number of answers.</summary>
    Score,

    /// <summary>One comment that praises.</summary>
    Praise,

    /// <summary>One or two comments to decide on.</summary>
    Comments,

    /// <summary>What came back from the outer loop: "you asked, we did".</summary>
    Answers,

    /// <summary>The question of the day.</summary>
    Question,
}

public static class AgendaParts
{
    /// <summary>Every part, in the usual order.</summary>
    public static IReadOnlyList<AgendaPart> Usual { get; } = [AgendaPart.Promises, AgendaPart.Score, AgendaPart.Praise, AgendaPart.Comments, AgendaPart.Answers, AgendaPart.Question];
}
