using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>Makes a huddle: its row, its card and the cards of its thread, in one transaction that only the first to come can commit.</summary>
public sealed class HuddleAnnouncing(
    ITableStore store, HuddleStore huddles, IssueStore issues, HuddleLeads leads, IAgendaMaker agendas, RowSequence sequence, IDoorbell doorbell)
{
    /// <summary>The operation behind what the clock does.</summary>
    internal const string Clock = "clock";

    // Each try that fails means that an issue of the agenda was changed; so many in a row do not happen.
    private const int Tries = 20;
    private const int HuddlesKept = 3;
    private const int DecidedHuddlesKept = 5;
    private static readonly Duration FirstLookBack = Duration.FromDays(7);

    /// <summary>Prepares it, or catches it up. Does nothing where it is there already.</summary>
    /// <param name="number">How many huddles the team has had.</param>
    /// <param name="asker">Who leads because they asked for it; null: whose turn it is.</param>
    /// <returns>False: what is known of its schedule has changed meanwhile, look again.</returns>
    internal async Task<bool> AnnounceAsync(
        FrontlineTeam team, HuddleOccurrence occurrence, KnownSchedule known, int number, Instant now, CancellationToken cancellationToken, Actor? asker = null)
    {
        var (id, schedule) = (occurrence.Id, occurrence.Schedule);
        var agenda = await agendas.MakeAsync(team, schedule, await LastHeardAsync(team.Id, id, occurrence.StartsAt, cancellationToken), number, occurrence.StartsAt, cancellationToken);
        var lead = asker ?? await leads.NextAsync(team, id, new HashSet<PersonId>(), cancellationToken);
        var answersUntil = Instant.Max(occurrence.StartsAt, now) + schedule.AnswersFor;
        var announced = new HuddleEvent.Announced(now, schedule.Name, occurrence.StartsAt, schedule.Minutes, answersUntil, agenda, lead);
        Instant? notBefore = occurrence.PostsAt > now ? occurrence.PostsAt : null;
        var today = occurrence.StartsAt.InZone(team.TimeZone).Date;

        for (var tries = 0; tries < Tries; tries++)
        {
            List<TableTransactionAction> actions =
            [
                .. Begin(team, id, announced, notBefore, now),
                known.OneMore(),
                TableTransactionAction.Add(SlotRow.ToEntity(team.Id, HuddleMessages.InThread(team, id, SlotRow.ReceiptOf(id), SlotKind.Receipt), null)),
            ];
            foreach (var issue in await issues.LoadAsync(HuddleStore.IssuesOf(agenda), cancellationToken))
                actions.AddRange(await ShowAsync(team, id, agenda, issue, today, notBefore, now, cancellationToken));

            if (await store.SubmitTransactionAsync(actions, cancellationToken) is TransactionOutcome.Committed)
            {
                await doorbell.RingAsync(team.Id, cancellationToken);
                return true;
            }

            // Somebody else has made it; or an issue of its agenda was changed, which is read again.
            if (await huddles.FindAsync(id, cancellationToken) is not null) return true;
            if (!await IsAsReadAsync(known.Row, cancellationToken)) return false;
        }

        throw new InvalidOperationException($"the issues of huddle {id} changed {Tries} times while it was being prepared");
    }

    /// <summary>Says that it was not held. Does nothing where it is there already.</summary>
    internal async Task SkipAsync(FrontlineTeam team, HuddleOccurrence occurrence, int more, Instant now, CancellationToken cancellationToken)
    {
        var skipped = new HuddleEvent.Skipped(now, occurrence.Schedule.Name, occurrence.StartsAt, occurrence.Schedule.Minutes, more);
        if (await store.SubmitTransactionAsync([.. Begin(team, occurrence.Id, skipped, null, now)], cancellationToken) is TransactionOutcome.Committed)
            await doorbell.RingAsync(team.Id, cancellationToken);
    }

    private List<TableTransactionAction> Begin(FrontlineTeam team, HuddleId id, HuddleEvent first, Instant? notBefore, Instant now) =>
    [
        TableTransactionAction.Add(HuddleRow.ToEntity(HuddleHistory.Begin(id, first), HuddleNotes.None, null)),
        TableTransactionAction.Add(HuddleEventRow.ToEntity(id, 1, first, Clock)),
        .. OutboxRow.AddSlot(team.Id, sequence.Next(now), new(SlotRow.HuddleOf(id), team.Channel, SlotKind.Huddle, [], null, null, null, null), Urgency.Urgent, now, notBefore),
    ];

    /// <summary>The issue is shown by the huddle from now on; where it is to be decided on, it gets a card in the thread. Huddles go out before the cards of their threads.</summary>
    private async Task<IEnumerable<TableTransactionAction>> ShowAsync(
        FrontlineTeam team, HuddleId id, Agenda agenda, LoadedIssue issue, LocalDate today, Instant? notBefore, Instant now, CancellationToken cancellationToken)
    {
        List<string> shown = [.. HuddleOutcomes.SlotsOf(id)];
        List<TableTransactionAction> actions = [];
        if (IsToBeDecidedOn(issue.Issue, agenda, today))
        {
            var card = HuddleMessages.InThread(team, id, SlotRow.CardInHuddleOf(id, issue.Issue.Id), SlotKind.Issue, issue.Issue.Id);
            shown.Insert(0, card.Id);
            actions.AddRange(OutboxRow.AddSlot(team.Id, sequence.Next(now), card, Urgency.Routine, now, notBefore));
        }

        IReadOnlyList<string> slots = [.. await WithoutStaleAsync(issue, cancellationToken), .. shown];
        actions.Add(TableTransactionAction.Save(issue.Row is { } row ? IssueRow.WithSlots(row, slots) : IssueRow.ToEntity(issue.Issue, slots, null)));
        return actions;
    }

    /// <summary>The comments that were chosen, the praise that nobody has thanked for yet, and the promises that are due: what a huddle decides on.</summary>
    private static bool IsToBeDecidedOn(Issue issue, Agenda agenda, LocalDate today) =>
        agenda.Comments.Any(comment => comment.Issue == issue.Id) || (agenda.Praise == issue.Id && issue.State is IssueState.Undecided) ||
        (agenda.Promises.Contains(issue.Id) && issue.State is IssueState.FixingIt fixing && fixing.By <= today);

    /// <summary>
    /// A promise that stays open comes up in many huddles. It is drawn anew in the last of them and in those where something was decided about it, so that neither its slots
    /// nor the messages of a change grow for ever.
    /// </summary>
    private async Task<IReadOnlyList<string>> WithoutStaleAsync(LoadedIssue issue, CancellationToken cancellationToken)
    {
        var ofHuddles = issue.Slots.Select(slot => (Slot: slot, Huddle: SlotRow.HuddleIn(issue.Issue.Id.Team, slot))).Where(one => one.Huddle is not null).ToLookup(one => one.Huddle!, one => one.Slot);
        var older = ofHuddles.Select(group => group.Key).OrderByDescending(huddle => huddle.Date).Skip(HuddlesKept - 1).ToList();
        var stale = new HashSet<string>(StringComparer.Ordinal);
        var decided = 0;
        foreach (var huddle in older)
        {
            if (decided < DecidedHuddlesKept && await HuddleOutcomes.HasAsync(store, huddle, issue.Issue.Id, cancellationToken)) decided++;
            else stale.UnionWith(ofHuddles[huddle]);
        }

        return [.. issue.Slots.Where(slot => !stale.Contains(slot))];
    }

    /// <summary>
    /// When the agenda was made of the huddle in which the team met last, or a week before: what came between that and its start, nobody has heard of yet.
    /// </summary>
    private async Task<Instant> LastHeardAsync(TeamId team, HuddleId id, Instant startsAt, CancellationToken cancellationToken)
    {
        var rows = await huddles.RowsSinceAsync(team, id.Date.PlusDays(-HuddleLeads.DaysOfLate), cancellationToken);
        var met = rows.Where(row => HuddleRow.PastOf(row) is { Phase: HuddlePhase.Finished or HuddlePhase.Running } one && one.Id.Schedule == id.Schedule && one.StartsAt < startsAt).ToList();
        return met.Count == 0 ? startsAt - FirstLookBack : met.Max(row => row.RequireInstant("AnnouncedAt"));
    }

    private async Task<bool> IsAsReadAsync(TableEntity row, CancellationToken cancellationToken) =>
        (await store.GetAsync(row.PartitionKey, row.RowKey, cancellationToken))?.ETag == row.ETag;
}
