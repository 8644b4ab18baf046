using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>Which of a team's occurrences are to be made now: prepared, caught up, or passed over. Pure.</summary>
/// <param name="Skip">Passed over, each with how many before it in a row; oldest first.</param>
/// <param name="Announce">Prepared or caught up; soonest first.</param>
/// <param name="LookAgain">When the next is to be prepared; null: none comes.</param>
public sealed record HuddlePlan(IReadOnlyList<(HuddleOccurrence Occurrence, int More)> Skip, IReadOnlyList<HuddleOccurrence> Announce, Instant? LookAgain)
{
    /// <summary>So far back the bot looks for what it has missed.</summary>
    public static readonly Duration LookBack = Duration.FromDays(7);

    /// <summary>A look that comes a little late is no reason to pass a huddle over, however short its window.</summary>
    private static readonly Duration Grace = Duration.FromMinutes(1);

    /// <param name="occurrences">Those from a week ago on, of all schedules, soonest first.</param>
    /// <param name="made">The huddles of the last days that are there, whatever became of them.</param>
    /// <param name="since">Since when each schedule is known.</param>
    /// <param name="ahead">So long before they are posted they are prepared.</param>
    public static HuddlePlan Of(
        IEnumerable<HuddleOccurrence> occurrences, IReadOnlyCollection<HuddleId> made, Func<HuddleSchedule, Instant?> since, Duration ahead, Instant now)
    {
        var skip = new List<(HuddleOccurrence, int)>();
        var announce = new List<HuddleOccurrence>();
        Instant? lookAgain = null;
        foreach (var schedule in occurrences.GroupBy(occurrence => occurrence.Schedule.Id))
        {
            // What lies before one that was made is settled; not before one of a day that has not come: a clock that went ahead made it, and was set back.
            var reached = schedule.Where(one => one.PostsAt - ahead <= now).Select(one => (LocalDate?)one.Id.Date).Max();
            var last = made.Where(id => id.Schedule == schedule.Key && id.Date <= reached).Select(id => (LocalDate?)id.Date).Max();
            var missed = new List<HuddleOccurrence>();
            foreach (var occurrence in schedule.Where(one => (last is null || one.Id.Date > last) && !made.Contains(one.Id)))
            {
                if (occurrence.PostsAt - ahead is var prepareAt && prepareAt > now)
                {
                    lookAgain = lookAgain is { } soonest && soonest < prepareAt ? soonest : prepareAt;
                    break;
                }

                if (since(occurrence.Schedule) is not { } known || occurrence.StartsAt < known) continue;
                if (now <= occurrence.StartsAt + Duration.Max(occurrence.Schedule.CatchUp, Grace)) announce.Add(occurrence);
                else missed.Add(occurrence);
            }

            if (missed.Count > 0) skip.Add((missed[^1], missed.Count - 1));
        }

        return new([.. skip.OrderBy(one => one.Item1.StartsAt)], [.. announce.OrderBy(one => one.StartsAt)], lookAgain);
    }
}
