using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Tests.Builders;

/// <summary>The front desk's huddle of Friday at 12:15, ten minutes long, answers until 16:15; announced at noon.</summary>
internal static class GivenHuddle
{
    public static readonly HuddleId Id = new(Given.FrontDesk.Id, new(2026, 11, 20), HuddleSchedule.DefaultId);

    public static readonly Instant StartsAt = Given.Now + Duration.FromMinutes(15);

    public static Huddle Announced(Actor? lead = null, Agenda? agenda = null) =>
        HuddleHistory.Begin(Id, new HuddleEvent.Announced(Given.Now, null, StartsAt, 10, StartsAt + Duration.FromHours(4), agenda ?? Agenda.Empty, lead));
}
