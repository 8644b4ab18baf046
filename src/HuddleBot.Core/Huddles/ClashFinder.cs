using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>A planned huddle, while others that may clash with it are still to come.</summary>
internal sealed class Booking(FrontlineTeam team, PlannedHuddle planned, ClockChange? clocks, int rank)
{
    private List<HuddleClash>? clashes;

    public FrontlineTeam Team => team;

    public PlannedHuddle Planned => planned;

    /// <summary>The place of its team among those that start at the same moment.</summary>
    public int Rank => rank;

    public Instant Start => planned.Occurrence.StartsAt;

    public Instant End => Start + Duration.FromMinutes(planned.Occurrence.Schedule.Minutes);

    public void ClashWith(Booking other, ClashReason reason)
    {
        clashes ??= [];
        if (!clashes.Exists(clash => clash.Reason == reason)) clashes.Add(new(reason, other.Team, other.Planned.Occurrence));
    }

    public CalendarEntry ToEntry() => new(team, planned, clashes ?? [], clocks);
}

/// <summary>
/// Finds huddles at the same time that share a team, a channel or a person who may lead. Of those that go on in one place it remembers the one that ends last:
/// whichever overlaps with any of them overlaps with that one.
/// </summary>
internal sealed class ClashFinder
{
    private readonly Dictionary<TeamId, Booking> ofTeams = [];
    private readonly Dictionary<ChannelId, Booking> ofChannels = [];
    private readonly Dictionary<PersonId, Booking> ofLeads = [];

    /// <summary>Soonest first.</summary>
    public void Add(Booking booking)
    {
        Meet(ofTeams, booking.Team.Id, booking, ClashReason.SameTeam);
        Meet(ofChannels, booking.Team.Channel, booking, ClashReason.SameChannel);
        foreach (var lead in booking.Planned.Occurrence.Schedule.Leads) Meet(ofLeads, lead, booking, ClashReason.SameLead);
    }

    private static void Meet<TPlace>(Dictionary<TPlace, Booking> lastOf, TPlace place, Booking booking, ClashReason reason)
        where TPlace : notnull
    {
        if (lastOf.TryGetValue(place, out var last))
        {
            if (last.End > booking.Start && (reason == ClashReason.SameTeam || last.Team.Id != booking.Team.Id))
            {
                last.ClashWith(booking, reason);
                booking.ClashWith(last, reason);
            }

            if (last.End > booking.End) return;
        }

        lastOf[place] = booking;
    }
}
