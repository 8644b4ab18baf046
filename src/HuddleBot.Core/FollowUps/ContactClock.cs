using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>
/// Takes contact data away when their time is over, or as soon as the call is finished, given back or taken over: the row that says that they are shown was committed with the look,
/// so that they are taken away after a stop as well.
/// </summary>
public sealed class ContactClock(ITableStore store, FollowUpStore followUps, IEnumerable<IContactScreen> screens, IDoorbell doorbell, RowSequence sequence, TimeProvider time) : IDueWork
{
    private static readonly Duration Soon = Duration.FromSeconds(20);

    /// <summary>A dialog that cannot be reached for so long after its time is given up: no client keeps one open.</summary>
    private static readonly Duration Patience = Duration.FromHours(24);

    private readonly Dictionary<Platform, IContactScreen> screens = screens.ToDictionary(screen => screen.Platform);

    public async Task<Instant?> RunDueAsync(FrontlineTeam team, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        Instant? next = null;
        foreach (var shown in await store.QueryAsync(TeamRows.PartitionOf(team.Id), TeamRows.ContactShown, null, cancellationToken).Select(ContactRow.FromEntity).ToListAsync(cancellationToken))
        {
            var isOver = shown.IsOver(await followUps.FindAsync(shown.Issue, cancellationToken), now);
            if (isOver && await TakeAwayAsync(team, shown, now, cancellationToken)) continue;
            var again = isOver ? now + Soon : shown.Until;
            next = next is { } sooner ? Instant.Min(sooner, again) : again;
        }

        return next;
    }

    /// <returns>False: not now.</returns>
    private async Task<bool> TakeAwayAsync(FrontlineTeam team, ContactRow shown, Instant now, CancellationToken cancellationToken)
    {
        var slot = ContactRow.SlotOf(shown.Issue, shown.Look);
        List<TableTransactionAction> actions = [TableTransactionAction.Delete(shown.Row)];
        if (screens.TryGetValue(shown.Person.Platform, out var screen))
        {
            var isGone = await screen.TakeAwayAsync(shown.Person, shown.Look, new CardContent.RefusalForm(team, new Refusal.ContactIsGone()), cancellationToken);
            if (!isGone && now < shown.Until + Patience) return false;
        }
        else if (await store.GetAsync(TeamRows.PartitionOf(team.Id), TeamRows.Slot + slot, cancellationToken) is not null)
        {
            actions.Add(OutboxRow.Add(team.Id, sequence.Next(now), $"{team.Id}/{slot}/over", PromiseCards.PlaceOf(shown.Person), Urgency.Urgent, new OutgoingContent.Redraw(slot), now));
        }

        if (await store.SubmitTransactionAsync(actions, cancellationToken) is not TransactionOutcome.Committed) return false;
        if (actions.Count > 1) await doorbell.RingAsync(team.Id, cancellationToken);
        return true;
    }
}
