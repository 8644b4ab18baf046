using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>What a huddle puts before people, and whether they still need it. Pure.</summary>
internal static class HuddleMessages
{
    /// <summary>Nobody needs it any more: what was not posted yet, is not.</summary>
    public static bool IsMoot(Slot slot, Huddle huddle, Instant now) => slot.Kind switch
    {
        SlotKind.Huddle => huddle.Phase == HuddlePhase.CalledOff,
        SlotKind.TimeIsUp => huddle.Phase != HuddlePhase.Running,
        SlotKind.LeadReminder => huddle.Phase != HuddlePhase.Announced || huddle.Lead is not { } lead || !SlotRow.IsAddressedTo(slot.Id, lead.Id),
        SlotKind.AnswerReminder => huddle.Phase == HuddlePhase.CalledOff || now >= huddle.AnswersUntil || !HuddleTimes.NotHeardOf(huddle).Any(person => SlotRow.IsAddressedTo(slot.Id, person.Id)),
        _ => false,
    };

    /// <summary>What the huddle has put before people and shows its state: to be drawn anew after a change.</summary>
    public static IEnumerable<(string Slot, ChannelId Channel)> ToRedraw(FrontlineTeam team, HuddleId huddle, HuddleNotes notes) =>
    [
        (SlotRow.HuddleOf(huddle), team.Channel),
        .. notes.HasReceipt ? [(SlotRow.ReceiptOf(huddle), team.Channel)] : Array.Empty<(string, ChannelId)>(),
        .. notes.LeadReminded is { } lead ? [(SlotRow.LeadReminderOf(huddle, lead), PlaceOf(lead))] : Array.Empty<(string, ChannelId)>(),
        .. notes.AnswerReminded.Select(person => (SlotRow.AnswerReminderOf(huddle, person), PlaceOf(person))),
    ];

    public static Slot InThread(FrontlineTeam team, HuddleId huddle, string id, SlotKind kind, params IReadOnlyList<IssueId> issues) =>
        new(id, team.Channel, kind, issues, SlotRow.HuddleOf(huddle), null, null, null);

    public static Slot ToPerson(PersonId person, string id, SlotKind kind) => new(id, PlaceOf(person), kind, [], null, null, null, null);

    /// <summary>Where a person is written to alone.</summary>
    private static ChannelId PlaceOf(PersonId person) => new(person.Platform, person.Workspace, person.User);
}
