using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Promises;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>What stands in the message to who looked at contact data: these while the time runs, afterwards the call as it stands. Nothing of it is stored before it is sent.</summary>
public sealed class ContactMessages(IssueStore issues, TimeProvider time, Storage.ITableStore store) : ISlotContents
{
    public SlotKind Kind => SlotKind.Contact;

    public async Task<CardContent?> ContentAsync(FrontlineTeam team, Slot slot, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if ((await issues.LoadAsync(slot.Issues, cancellationToken)) is not [{ FollowUp: { } followUp } loaded]) return null;
        var row = await store.GetAsync(Storage.TeamRows.PartitionOf(team.Id), ContactRow.KeyOf(loaded.Issue.Id, ContactRow.LookIn(slot.Id)), cancellationToken);
        var shown = row is null ? null : ContactRow.FromEntity(row);
        if (shown?.IsOver(followUp, now) == false && (await issues.LoadAsync(followUp.ContactOf, cancellationToken))?.Response?.Customer is { MayContact: true } customer)
            return new CardContent.CustomerContact(team, loaded.Item, customer, shown.Until);
        if (slot.MessageId is null) return null;
        var isToOwner = followUp.Owner is { } owner && PromiseCards.PlaceOf(owner.Id) == slot.Channel;
        return new CardContent.FollowUpReminder(team, loaded.Item, followUp.IsCallOpen ? FollowUpReason.CallIsDue : FollowUpReason.PromiseIsDue, isToOwner, !followUp.IsOpen || !isToOwner);
    }
}
