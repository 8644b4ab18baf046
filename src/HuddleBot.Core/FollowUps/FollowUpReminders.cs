using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>What a reminder of a follow-up is about.</summary>
public enum FollowUpReason
{
    /// <summary>In the thread: nobody has claimed it, and half of the time is gone.</summary>
    HalfTime,

    /// <summary>The call is due.</summary>
    CallIsDue,

    /// <summary>The morning of the day by which a customer was promised something.</summary>
    PromiseIsDue,

    /// <summary>Two hours before the end of that day.</summary>
    PromiseIsAboutToBreak,

    /// <summary>The day is over.</summary>
    PromiseIsBroken,
}

/// <summary>Who is told: the next one only when the one before has done nothing either.</summary>
public enum FollowUpRung
{
    /// <summary>Who has claimed it or promised it; of a call that nobody has, the team's first manager.</summary>
    Owner,
    Manager,
    StandIn,
    AboveManager,
    CxLead,
}

/// <param name="Until">Moot from then on; null: never.</param>
/// <param name="Name">Tells it apart within its follow-up: the same is told once.</param>
/// <param name="To">Null: the team, in the thread of the card.</param>
public sealed record FollowUpReminder(string Name, FollowUpReason Reason, FollowUpRung Rung, PersonId? To, Instant At, Instant? Until = null);

/// <summary>Who hears of a follow-up when, as long as it stands as it does. Pure.</summary>
public static class FollowUpReminders
{
    private static readonly Period BeforeTheEnd = Period.FromHours(2);

    /// <summary>All of the clocks that run, in the order of time.</summary>
    /// <param name="hoursOf">The working time of a person.</param>
    public static IReadOnlyList<FollowUpReminder> Of(FollowUp followUp, FrontlineTeam team, Func<PersonId, WorkingTime> hoursOf) =>
        [.. OfCall(followUp, team, hoursOf).Concat(OfPromise(followUp, team, hoursOf)).OrderBy(reminder => reminder.At)];

    private static IEnumerable<FollowUpReminder> OfCall(FollowUp followUp, FrontlineTeam team, Func<PersonId, WorkingTime> hoursOf)
    {
        if (!followUp.IsCallOpen) yield break;
        var clock = $"call-{followUp.DueAt.ToUnixTimeSeconds()}";
        if (followUp.Owner is null && FollowUpTimes.HalfTime(team, followUp) is { } half)
            yield return new($"{clock}-half", FollowUpReason.HalfTime, FollowUpRung.Owner, null, half, followUp.DueAt);

        // Whoever has it is asked first; what nobody has is the first manager's to give away.
        foreach (var reminder in Ladder(clock, FollowUpReason.CallIsDue, followUp.DueAt, [(FollowUpRung.Owner, followUp.Owner?.Id ?? team.AnswersFirst), .. Above(team, followUp.Owner?.Id)], hoursOf))
            yield return reminder;
    }

    private static IEnumerable<FollowUpReminder> OfPromise(FollowUp followUp, FrontlineTeam team, Func<PersonId, WorkingTime> hoursOf)
    {
        if (followUp.Promise is not { } promise) yield break;
        var hours = hoursOf(promise.Owner.Id);
        var clock = $"promise-{promise.By:uuuu-MM-dd}";
        var (morning, last, end) = (hours.At(promise.By, hours.From), hours.At(promise.By, hours.To - BeforeTheEnd), hours.At(promise.By, hours.To));
        if (promise.Since < morning) yield return new($"{clock}-day", FollowUpReason.PromiseIsDue, FollowUpRung.Owner, promise.Owner.Id, morning, last);
        if (promise.Since < last) yield return new($"{clock}-soon", FollowUpReason.PromiseIsAboutToBreak, FollowUpRung.Owner, promise.Owner.Id, last, end);
        foreach (var reminder in Ladder(clock, FollowUpReason.PromiseIsBroken, end, Above(team, promise.Owner.Id), hoursOf)) yield return reminder;
    }

    /// <summary>The first at once, each other a working day after the one before. Who stands on two rungs is told on the first.</summary>
    private static IEnumerable<FollowUpReminder> Ladder(
        string clock, FollowUpReason reason, Instant at, IEnumerable<(FollowUpRung Rung, PersonId? Person)> rungs, Func<PersonId, WorkingTime> hoursOf)
    {
        var told = new HashSet<PersonId>();
        foreach (var (rung, person) in rungs)
        {
            if (person is null || !told.Add(person)) continue;
            yield return new($"{clock}-{rung}", reason, rung, person, FollowUpTimes.WorkingDaysLater(hoursOf(person), at, told.Count - 1));
        }
    }

    private static IEnumerable<(FollowUpRung Rung, PersonId? Person)> Above(FrontlineTeam team, PersonId? owner)
    {
        var manager = team.AnswersFirst;
        var staff = manager is null ? null : team.Company.Find(manager);
        (FollowUpRung Rung, PersonId? Person)[] above = [(FollowUpRung.Manager, manager), (FollowUpRung.StandIn, staff?.StandIn), (FollowUpRung.AboveManager, staff?.Manager), (FollowUpRung.CxLead, team.Company.CxLeads.Count > 0 ? team.Company.CxLeads[0] : null)];
        return above.Where(rung => owner is null || rung.Person != owner);
    }
}
