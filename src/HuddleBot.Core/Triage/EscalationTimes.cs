using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Triage;

/// <summary>One reminder, and when it may go out at the earliest.</summary>
/// <param name="From">In the working time of who gets it.</param>
public sealed record PlannedReminder(ReminderStep Step, ChannelId Place, WorkingTime Hours, Instant From)
{
    /// <summary>Which reminder of a clock it is, to whom: a short name for rows.</summary>
    public string Name => $"{Letter}-{StableHash.Of(Place.ToString())}";

    /// <summary>One for each <see cref="ReminderStep"/>, in its order.</summary>
    private const string Letters = "abmostc";

    private char Letter => Letters[(int)Step];

    /// <summary>The step of a reminder of this name; null: no such name.</summary>
    public static ReminderStep? StepOf(string name) => name is [var letter, '-', ..] && Letters.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var step ? (ReminderStep)step : null;
}

/// <summary>What is to be done about the reminders of an escalation.</summary>
/// <param name="Now">To be sent at this moment.</param>
/// <param name="Next">When to look again; null: nothing more comes of this clock.</param>
public sealed record ReminderPlan(IReadOnlyList<PlannedReminder> Now, Instant? Next)
{
    public static ReminderPlan Nothing { get; } = new([], null);
}

/// <summary>When who hears of an escalation that nobody decides. Pure.</summary>
public static class EscalationTimes
{
    /// <summary>An owner who is away does not hold up the others for longer.</summary>
    private static readonly Duration LongestAway = Duration.FromDays(7);

    /// <summary>
    /// Of what is due, only what comes last in the order is sent, so that nobody hears of everything at once when the bot was down; what comes before it in the order is not sent any more.
    /// </summary>
    /// <param name="sent">The names of those that were sent for this clock.</param>
    public static ReminderPlan Plan(FrontlineTeam team, EscalationTurn turn, IReadOnlySet<string> sent, Instant now)
    {
        if (turn.SnoozedUntil is { } until && TriageClocks.SnoozeEnd(team, until) is var end && now < end) return new([], end);

        var all = All(team, turn);
        var highest = all.Where(reminder => reminder.From <= now || sent.Contains(reminder.Name)).Select(reminder => (ReminderStep?)reminder.Step).Max();
        var left = all.Where(reminder => !(reminder.Step < highest) && !sent.Contains(reminder.Name)).Select(reminder => (Reminder: reminder, At: reminder.Hours.FirstWithin(Instant.Max(reminder.From, now)))).ToList();
        return new([.. left.Where(found => found.At <= now).Select(found => found.Reminder)], left.Where(found => found.At > now).Select(found => (Instant?)found.At).Min());
    }

    /// <summary>All reminders of this clock, in their order.</summary>
    public static IReadOnlyList<PlannedReminder> All(FrontlineTeam team, EscalationTurn turn)
    {
        var rungs = EscalationLadder.Of(team, turn.Turn);
        var hours = team.WorkingTimeOf(EscalationLadder.OwnerOf(team, turn.Turn));
        var owner = rungs.FirstOrDefault(rung => rung.Step == ReminderStep.Owner);
        var runsOut = RunsOut(team, turn, hours);
        var reminders = new List<PlannedReminder>();
        if (CoverOf(team, turn, rungs, hours, runsOut) is { } cover) reminders.Add(cover);
        Instant? back = turn.SnoozedUntil is { } until ? hours.FirstWithin(TriageClocks.SnoozeEnd(team, until)) : null;
        if (back is { } again && owner is not null) reminders.Add(new(ReminderStep.Back, owner.Place, hours, again));

        // Where the clock has run out by the time that it is back, being told that it is back is the first reminder.
        var isLateAlready = back >= runsOut;
        if (turn.Turn is Turn.Owner { By: var day } && owner is not null && MorningOf(day, hours) is var morning && morning > turn.Since && morning < runsOut && !(back >= morning))
            reminders.Add(new(ReminderStep.DueToday, owner.Place, hours, morning));
        var first = isLateAlready ? back!.Value : Instant.Min(hours.FirstWithin(runsOut), runsOut + LongestAway);
        foreach (var rung in rungs.Where(rung => rung != owner)) reminders.Add(new(rung.Step, rung.Place, rung.Hours, Later(first, rung)));
        if (owner is not null && !isLateAlready) reminders.Add(new(ReminderStep.Owner, owner.Place, hours, hours.FirstWithin(runsOut)));
        return [.. reminders.OrderBy(reminder => reminder.Step)];
    }

    /// <summary>
    /// Whoever answers first is on holiday, and who stands in for them can look at it sooner, and does not see it anyway. Null: nobody need be told besides.
    /// </summary>
    private static PlannedReminder? CoverOf(FrontlineTeam team, EscalationTurn turn, IReadOnlyList<LadderRung> rungs, WorkingTime hours, Instant runsOut)
    {
        if (turn.Turn is not Turn.Managers || rungs.FirstOrDefault(rung => rung.Step == ReminderStep.StandIn) is not { } standIn || SeesItAnyway(team, standIn.Place)) return null;
        var inSight = turn.SnoozedUntil is { } until ? Instant.Max(turn.Since, TriageClocks.SnoozeEnd(team, until)) : turn.Since;
        if (hours.AwayFrom(inSight, runsOut) is not { } away) return null;
        var from = standIn.Hours.FirstWithin(away);
        return from < hours.FirstWithin(away) ? new(ReminderStep.Cover, standIn.Place, standIn.Hours, from) : null;
    }

    /// <summary>Where the managers have no channel of theirs, each of them has the card.</summary>
    private static bool SeesItAnyway(FrontlineTeam team, ChannelId place) =>
        team.ManagerChannel is null && team.Managers.Any(manager => new ChannelId(manager.Platform, manager.Workspace, manager.User) == place);

    /// <summary>Who is late already when the turn becomes theirs, or says something about it, has until the end of that day.</summary>
    private static Instant RunsOut(FrontlineTeam team, EscalationTurn turn, WorkingTime hours)
    {
        var due = turn.Turn switch
        {
            Turn.Managers managers => managers.By,
            Turn.Team asked => asked.By,
            Turn.Owner owner => TriageClocks.EndOf(team, owner.By, owner.Person),
            _ => throw new ArgumentOutOfRangeException(nameof(turn), turn.Turn, "no such turn"),
        };
        return due > turn.Since ? due : Instant.Max(turn.Since, hours.At(turn.Since.InZone(hours.Zone).Date, hours.To));
    }

    /// <summary>The beginning of the day's work; of a day off, of the last working day before it.</summary>
    private static Instant MorningOf(LocalDate day, WorkingTime hours)
    {
        var working = day;
        for (var looked = 0; !hours.Calendar.IsWorkingDay(working) && looked < 60; looked++) working = working.PlusDays(-1);
        return hours.At(hours.Calendar.IsWorkingDay(working) ? working : day, hours.From);
    }

    /// <summary>At the same time of the day, so many of the person's own working days later; then at the first moment of their working time.</summary>
    private static Instant Later(Instant first, LadderRung rung)
    {
        var local = first.InZone(rung.Hours.Zone).LocalDateTime;
        return rung.Hours.FirstWithin(rung.Hours.At(rung.Hours.Calendar.Plus(local.Date, rung.DaysLater), local.TimeOfDay));
    }
}
