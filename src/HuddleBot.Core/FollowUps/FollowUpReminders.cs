using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>What a reminder of a follow-up is about.</summary>
public enum FollowUpReason
{
    /// <summary>In the thread: nobody has claimed it, and half of the time is gone.</summary>
    HalfTime,

    /// <summary>To who acts for a team that does not work in time: nobody has claimed it.</summary>
    NobodyWorks,

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
    /// <summary>Who has claimed it or promised it.</summary>
    Owner,

    /// <summary>Who acts for a team that does not work in time.</summary>
    Cover,

    /// <summary>The team's first manager.</summary>
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
        if (followUp.Owner is { } owner)
        {
            yield return new($"{clock}-{MarkOf(owner.Id)}", FollowUpReason.CallIsDue, FollowUpRung.Owner, owner.Id, FollowUpTimes.WorkingDaysLater(hoursOf(owner.Id), followUp.DueAt, 0));
            foreach (var reminder in Ladder(clock, FollowUpReason.CallIsDue, followUp.DueAt, 1, owner.Id, team, hoursOf)) yield return reminder;
            yield break;
        }

        var (above, latest) = (Ladder(clock, FollowUpReason.CallIsDue, followUp.DueAt, 0, null, team, hoursOf).ToList(), FollowUpTimes.LatestAt(team, followUp.ClockSince));
        if (!above.Exists(reminder => reminder.At <= latest) && FollowUpCover.ToTell(team, followUp.ClockSince, latest) is (var cover, var at))
            yield return new($"{clock}-nobody-{MarkOf(cover)}", FollowUpReason.NobodyWorks, FollowUpRung.Cover, cover, at);
        foreach (var reminder in above) yield return reminder;
    }

    private static IEnumerable<FollowUpReminder> OfPromise(FollowUp followUp, FrontlineTeam team, Func<PersonId, WorkingTime> hoursOf)
    {
        if (followUp.Promise is not { } promise) yield break;
        var hours = hoursOf(promise.Owner.Id);
        var clock = $"promise-{promise.By:uuuu-MM-dd}";
        var end = hours.At(promise.By, hours.To);

        // Of a day on which its owner does not work they hear on the last day before on which they do; where it was made too late for that, on the day itself.
        var day = FollowUpTimes.LastWorkingDay(hours, promise.By);
        if (promise.Since >= hours.At(day, hours.To - BeforeTheEnd)) day = promise.By;
        var (morning, last) = (hours.At(day, hours.From), hours.At(day, hours.To - BeforeTheEnd));
        if (promise.Since < morning) yield return new($"{clock}-day-{MarkOf(promise.Owner.Id)}", FollowUpReason.PromiseIsDue, FollowUpRung.Owner, promise.Owner.Id, morning, last);
        if (promise.Since < last) yield return new($"{clock}-soon-{MarkOf(promise.Owner.Id)}", FollowUpReason.PromiseIsAboutToBreak, FollowUpRung.Owner, promise.Owner.Id, last, end);
        foreach (var reminder in Ladder(clock, FollowUpReason.PromiseIsBroken, end, 0, promise.Owner.Id, team, hoursOf)) yield return reminder;
    }

    /// <summary>
    /// Those above, a working day apart; who stands on two rungs is told on the first. The first of them hears within <see cref="FollowUpTimes.Longest"/>: where that is a weekend,
    /// at the end of the last day before it; where none of them works in between at all, whoever works soonest is told besides.
    /// </summary>
    /// <param name="workingDays">After which the first is told.</param>
    /// <param name="owner">Is none of them; null: nobody has it.</param>
    private static IEnumerable<FollowUpReminder> Ladder(
        string clock, FollowUpReason reason, Instant at, int workingDays, PersonId? owner, FrontlineTeam team, Func<PersonId, WorkingTime> hoursOf)
    {
        var (told, latest, inTime) = (new HashSet<PersonId>(), at + FollowUpTimes.Longest, false);
        foreach (var (rung, person) in Above(team, owner))
        {
            if (person is null || !told.Add(person)) continue;
            var moment = FollowUpTimes.WorkingDaysLater(hoursOf(person), at, workingDays + told.Count - 1);
            if (told.Count == 1 && moment > latest && FollowUpTimes.LastWorkingMoment(hoursOf(person), latest) is var before && before >= at) moment = before;
            inTime |= moment <= latest;
            yield return new($"{clock}-{MarkOf(person)}", reason, rung, person, moment);
        }

        // What nobody has claimed has a cover of its own, by the clock of the customer.
        if (inTime || workingDays == 0 && reason == FollowUpReason.CallIsDue) yield break;
        if (FollowUpCover.ToTell(team, at, latest, owner) is (var cover, var soonest)) yield return new($"{clock}-cover-{MarkOf(cover)}", reason, FollowUpRung.Cover, cover, soonest);
    }

    /// <summary>Each is told once of a clock, on whatever rung they stand by then.</summary>
    private static string MarkOf(PersonId person) => StableHash.Of("person", person.ToString());

    private static IEnumerable<(FollowUpRung Rung, PersonId? Person)> Above(FrontlineTeam team, PersonId? owner)
    {
        var manager = team.AnswersFirst;
        var staff = manager is null ? null : team.Company.Find(manager);
        (FollowUpRung Rung, PersonId? Person)[] above = [(FollowUpRung.Manager, manager), (FollowUpRung.StandIn, staff?.StandIn), (FollowUpRung.AboveManager, staff?.Manager), (FollowUpRung.CxLead, team.Company.CxLeads.Count > 0 ? team.Company.CxLeads[0] : null)];
        return above.Where(rung => owner is null || rung.Person != owner);
    }
}
