using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Promises;

/// <summary>What the owner of a promise sees: as it stands now. Pure.</summary>
internal static class PromiseCards
{
    /// <summary>The card of a slot of kind <see cref="SlotKind.PromiseReminder"/> or <see cref="SlotKind.DidItWork"/>; null: it was not posted yet, and nobody needs it any more.</summary>
    public static CardContent? Of(FrontlineTeam team, Slot slot, IssueWithResponse item)
    {
        var isReminder = slot.Kind == SlotKind.PromiseReminder;
        var isOver = isReminder ? IsOver(item.Issue, PromiseSlots.DayOf(slot.Id), slot.Channel) : item.Issue.State is not IssueState.Done { Outcome: Outcome.TooEarly };
        if (isOver && slot.MessageId is null) return null;
        return isReminder ? new CardContent.PromiseReminder(team, item, isOver) : new CardContent.DidItWork(team, item);
    }

    /// <summary>The reminder, for whoever looks at it: the last that was sent.</summary>
    public static CardContent Reminder(FrontlineTeam team, IssueWithResponse item, IReadOnlyList<string> slots) =>
        new CardContent.PromiseReminder(team, item, IsOver(item.Issue, slots.Max(PromiseSlots.DayOf), null));

    /// <summary>Kept, dropped, moved to a day after the reminder's, or passed on to somebody else.</summary>
    private static bool IsOver(Issue issue, LocalDate? day, ChannelId? owner) =>
        issue.State is not IssueState.FixingIt fixing || (day is { } reminded && fixing.By > reminded) || (owner is not null && owner != PlaceOf(fixing.Owner.Id));

    /// <summary>Where a person is written to alone.</summary>
    public static ChannelId PlaceOf(PersonId person) => new(person.Platform, person.Workspace, person.User);
}
