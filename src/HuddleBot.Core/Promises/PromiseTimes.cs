using HuddleBot.Core.FrontlineTeams;
using NodaTime;
using NodaTime.TimeZones;

namespace HuddleBot.Core.Promises;

/// <summary>When the owner of a promise hears of it. Pure.</summary>
public static class PromiseTimes
{
    /// <summary>"Did it work?" is asked so many days after a promise was kept, or on the next working day after that.</summary>
    public const int AskAfterDays = 5;

    /// <summary>The second reminder, where the bot was down at its time, is still sent so many days later; the first only on its own day.</summary>
    public const int CatchUpDays = 7;

    /// <summary>When people are written to, by their own clock.</summary>
    public static LocalTime Morning { get; } = new(9, 0);

    /// <summary>When nobody is written to, by their own clock.</summary>
    public static QuietHours Night { get; } = new(new(20, 0), new(8, 0));

    /// <summary>The clocks furthest ahead of UTC.</summary>
    private static readonly Duration FurthestAhead = Duration.FromHours(14);

    /// <summary>A morning that the clocks skip is the first moment after the gap, one that they show twice the first of the two.</summary>
    private static readonly ZoneLocalMappingResolver AfterTheGapOrTheFirst =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>The day of the second reminder.</summary>
    public static LocalDate SecondDay(WorkingCalendar calendar, LocalDate by) => calendar.Plus(by, 1);

    /// <summary>Before this moment the day's morning has come nowhere on earth.</summary>
    public static Instant EarliestMorning(LocalDate day) => (day + Morning).InUtc().ToInstant() - FurthestAhead;

    /// <summary>The morning of the day, never in the night: where a zone leaves out the whole day, that of the next.</summary>
    public static Instant MorningOf(LocalDate day, DateTimeZone zone)
    {
        var morning = (day + Morning).InZone(zone, AfterTheGapOrTheFirst).ToInstant();
        return Night.EndAfter(morning, zone);
    }

    /// <summary>What is to be done about the reminders of a promise.</summary>
    /// <param name="by">The day by which it is promised.</param>
    /// <param name="since">When the promise was made, moved or taken up again: who has just spoken of it is not reminded of it.</param>
    /// <param name="reminded">The day of the last reminder; null: there was none.</param>
    /// <param name="zone">The owner's.</param>
    public static DuePlan OfReminders(LocalDate by, Instant since, LocalDate? reminded, WorkingCalendar calendar, DateTimeZone zone, Instant now)
    {
        var second = SecondDay(calendar, by);
        foreach (var (day, until) in new[] { (by, EveningOf(by, zone)), (second, EveningOf(second.PlusDays(CatchUpDays), zone)) })
        {
            var morning = MorningOf(day, zone);
            if (reminded >= day || since >= morning || now >= until) continue;
            if (now < morning) return new DuePlan.Later(morning);

            var start = Night.EndAfter(now, zone);
            if (start >= until) continue;
            return start > now ? new DuePlan.Later(start) : new DuePlan.Now(day);
        }

        return new DuePlan.Never();
    }

    /// <summary>What is to be done about the question whether it worked.</summary>
    /// <param name="keptAt">When somebody said that it is done.</param>
    /// <param name="zone">The owner's.</param>
    public static DuePlan OfQuestion(Instant keptAt, WorkingCalendar calendar, DateTimeZone zone, Instant now)
    {
        var day = keptAt.InZone(zone).Date.PlusDays(AskAfterDays);
        if (!calendar.IsWorkingDay(day)) day = calendar.Plus(day, 1);
        var morning = MorningOf(day, zone);
        if (now < morning) return new DuePlan.Later(morning);
        var start = Night.EndAfter(now, zone);
        return start > now ? new DuePlan.Later(start) : new DuePlan.Now(day);
    }

    /// <summary>Before this moment the question is due nowhere on earth.</summary>
    public static Instant EarliestQuestion(Instant keptAt) => keptAt + Duration.FromDays(AskAfterDays - 1);

    /// <summary>When the night begins that follows the day.</summary>
    private static Instant EveningOf(LocalDate day, DateTimeZone zone) => (day + Night.From).InZone(zone, AfterTheGapOrTheFirst).ToInstant();
}

/// <summary>What is to be done now: the closed set.</summary>
public abstract record DuePlan
{
    private DuePlan() { }

    /// <param name="Day">The day that it is for.</param>
    public sealed record Now(LocalDate Day) : DuePlan;

    public sealed record Later(Instant At) : DuePlan;

    public sealed record Never : DuePlan;
}
