using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Triage;

/// <summary>What somebody sees who was reminded: as it stands now. Pure.</summary>
internal static class EscalationReminderCards
{
    /// <summary>Null: it was not posted yet, and nobody needs it any more.</summary>
    public static CardContent? Of(FrontlineTeam team, Slot slot, IssueWithResponse item)
    {
        var (clock, step) = EscalationSlots.Read(slot.Id);

        // Decided, put off, moved, handed over: another clock runs now, or none.
        var isOver = EscalationTurn.Of(item.Issue, [])?.Clock != clock;
        return isOver && slot.MessageId is null ? null : new CardContent.EscalationReminder(team, item, RungOf(step), isOver) { Zone = ZoneOf(team, slot.Channel) };
    }

    /// <summary>That of who reads it. Null: a channel, for many.</summary>
    private static DateTimeZone? ZoneOf(FrontlineTeam team, ChannelId place)
    {
        var person = new PersonId(place.Platform, place.Workspace, place.Channel);
        return team.Managers.Contains(person) || team.Company.Find(person) is not null ? team.WorkingTimeOf(person).Zone : null;
    }

    public static ReminderRung RungOf(ReminderStep step) => step switch
    {
        ReminderStep.Cover => ReminderRung.Cover,
        ReminderStep.Back => ReminderRung.Back,
        ReminderStep.DueToday or ReminderStep.Owner => ReminderRung.Owner,
        ReminderStep.StandIn => ReminderRung.StandIn,
        ReminderStep.TheirManager => ReminderRung.TheirManager,
        ReminderStep.CxLead => ReminderRung.CxLead,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "no such reminder"),
    };
}
