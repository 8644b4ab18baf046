using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;

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
        return isOver && slot.MessageId is null ? null : new CardContent.EscalationReminder(team, item, RungOf(step), isOver);
    }

    public static ReminderRung RungOf(ReminderStep step) => step switch
    {
        ReminderStep.Back => ReminderRung.Back,
        ReminderStep.DueToday or ReminderStep.Owner => ReminderRung.Owner,
        ReminderStep.StandIn => ReminderRung.StandIn,
        ReminderStep.TheirManager => ReminderRung.TheirManager,
        ReminderStep.CxLead => ReminderRung.CxLead,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "no such reminder"),
    };
}
