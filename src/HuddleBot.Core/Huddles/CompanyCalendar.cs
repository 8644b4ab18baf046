using HuddleBot.Core.FrontlineTeams;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>One planned huddle among those of all teams.</summary>
/// <param name="Clashes">Other huddles at the same time; not all of them, but never empty where there is one.</param>
/// <param name="Clocks">What happens to the team's clocks on the day on which it starts; null: nothing.</param>
public sealed record CalendarEntry(FrontlineTeam Team, PlannedHuddle Planned, IReadOnlyList<HuddleClash> Clashes, ClockChange? Clocks);

/// <summary>The huddles of many teams in one list. Pure, and worked out as it is read: it holds no more than an hour of it.</summary>
public static class CompanyCalendar
{
    /// <summary>All that each team plans between its own two moments, soonest first.</summary>
    public static IEnumerable<CalendarEntry> Between(IEnumerable<TeamSpan> spans)
    {
        var next = new PriorityQueue<IEnumerator<Booking>, (Instant, int)>();
        try
        {
            foreach (var (index, span) in spans.Index()) MoveOn(next, BookingsOf(span, index).GetEnumerator());
            var (clashes, open) = (new ClashFinder(), new Queue<Booking>());
            while (next.TryDequeue(out var bookings, out _))
            {
                var booking = bookings.Current;
                MoveOn(next, bookings);
                while (open.TryPeek(out var first) && first.End <= booking.Start) yield return open.Dequeue().ToEntry();
                if (booking.Planned.LeftOut is null) clashes.Add(booking);
                open.Enqueue(booking);
            }

            foreach (var booking in open) yield return booking.ToEntry();
        }
        finally
        {
            foreach (var (bookings, _) in next.UnorderedItems) bookings.Dispose();
        }
    }

    private static void MoveOn(PriorityQueue<IEnumerator<Booking>, (Instant, int)> next, IEnumerator<Booking> bookings)
    {
        if (bookings.MoveNext()) next.Enqueue(bookings, (bookings.Current.Start, bookings.Current.Rank));
        else bookings.Dispose();
    }

    private static IEnumerable<Booking> BookingsOf(TeamSpan span, int rank)
    {
        var (clocksOf, clocks) = (default(LocalDate?), default(ClockChange));
        foreach (var planned in HuddleCalendar.PlanBetween(span.Team, span.Asked, span.From, span.Until))
        {
            var day = planned.Occurrence.StartsAt.InZone(span.Team.TimeZone).Date;
            if (day != clocksOf) (clocksOf, clocks) = (day, ClockChange.On(day, span.Team.TimeZone));
            yield return new(span.Team, planned, clocks, rank);
        }
    }
}

/// <summary>A team, a stretch of time, and the pause that somebody there asked for (null: none).</summary>
public sealed record TeamSpan(FrontlineTeam Team, HuddlePause? Asked, Instant From, Instant Until)
{
    /// <summary>Whole days of the team's own zone: from the first until the day before the last.</summary>
    public static TeamSpan OfDays(FrontlineTeam team, HuddlePause? asked, LocalDate from, LocalDate until) =>
        new(team, asked, HuddleClockRule.Resolve(from.AtMidnight(), team.TimeZone).StartsAt, HuddleClockRule.Resolve(until.AtMidnight(), team.TimeZone).StartsAt);
}
