using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Promises;

namespace HuddleBot.Core.FollowUps;

/// <summary>What is sent because of a follow-up: the names of its slots, and what they show as it stands now. Pure.</summary>
internal static class FollowUpSlots
{
    public static string ReminderOf(IssueId issue, FollowUpReminder reminder) =>
        $"followup-{issue.Key}-{reminder.Name}{(reminder.To is null ? "-thread" : "")}";

    /// <summary>In the thread of an issue: what its customer wrote then.</summary>
    public static string WroteAgainOf(IssueId issue, IssueId response) => $"again-{issue.Key}-{response.Key}";

    /// <summary>Null: it was not posted yet, and nobody needs it any more.</summary>
    public static CardContent? Reminder(FrontlineTeam team, Slot slot, IssueWithResponse item)
    {
        if (item.FollowUp is not { } followUp) return null;
        var isToOwner = followUp.Owner is { } owner && PromiseCards.PlaceOf(owner.Id) == slot.Channel;

        // Whoever has taken the call from it goes on from it: they may not be in the team's channel.
        var goesOn = isToOwner && followUp.IsCallOpen && ReasonOf(slot.Id) == FollowUpReason.NobodyWorks;
        var isOver = !goesOn && !FollowUpReminders.Of(followUp, team, person => team.WorkingTimeOf(person)).Any(reminder => ReminderOf(item.Issue.Id, reminder) == slot.Id);
        if (isOver && slot.MessageId is null) return null;
        return new CardContent.FollowUpReminder(team, item, ReasonOf(slot.Id), isToOwner, isOver);
    }

    private static FollowUpReason ReasonOf(string slot)
    {
        if (slot.Contains("-half-", StringComparison.Ordinal)) return FollowUpReason.HalfTime;
        if (slot.Contains("-nobody-", StringComparison.Ordinal)) return FollowUpReason.NobodyWorks;
        if (!slot.Contains("-promise-", StringComparison.Ordinal)) return FollowUpReason.CallIsDue;
        return slot.Contains("-day-", StringComparison.Ordinal) ? FollowUpReason.PromiseIsDue
            : slot.Contains("-soon-", StringComparison.Ordinal) ? FollowUpReason.PromiseIsAboutToBreak
            : FollowUpReason.PromiseIsBroken;
    }
}
