using HuddleBot.Core.Delivery;
using HuddleBot.Core.Digests.Loops;
using HuddleBot.Core.Effects;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Issues;

/// <summary>What follows from one event of an issue: cards to post, cards to draw anew, words in threads, rows of the lists. Pure.</summary>
/// <param name="toOwners">To whom those of the issue's slots went that are direct messages to its owner (<see cref="PromiseSlots.PlacesAsync"/>).</param>
/// <param name="running">The huddle in which it is decided, which shows it from now on; null: none.</param>
internal sealed class IssueChange(
    FrontlineTeam team, LoadedIssue before, Issue after, IssueEvent @event, IReadOnlyDictionary<string, ChannelId> toOwners, HuddleId? running)
{
    private IssueId Id => after.Id;

    /// <summary>An escalation that is made (not changed) gets cards of its own before those who decide; one that is raised gets a card in the channel.</summary>
    public IReadOnlyList<Slot> NewSlots { get; } = @event switch
    {
        IssueEvent.Raised => [new(SlotRow.CardOf(after.Id), team.Channel, SlotKind.Issue, [after.Id], null, null, null, null)],
        IssueEvent.Escalated when before.Issue.State is not IssueState.EscalatedToManager =>
            [.. ManagerChannels(team).Select(channel => new Slot(SlotRow.EscalationOf(after.Id, after.Version, channel), channel, SlotKind.Escalation, [after.Id], null, null, null, null))],
        _ => [],
    };

    /// <summary>Escalation cards of an earlier escalation stay as they were drawn last: withdrawn.</summary>
    public IReadOnlyList<string> SlotsAfter =>
        [.. before.Slots.Where(slot => NewSlots.Count == 0 || !SlotRow.IsEscalation(slot)), .. NewSlots.Select(slot => slot.Id), .. OfHuddle.Except(before.Slots)];

    public IEnumerable<(string Key, ChannelId Channel, OutgoingContent Content)> Messages
    {
        get
        {
            var slots = SlotsAfter.Except(NewSlots.Select(slot => slot.Id)).ToList();
            foreach (var slot in NewestFirst(slots))
                yield return ($"{Id}/{after.Version}/draw/{slot}", ChannelOf(team, slot, toOwners), new OutgoingContent.Redraw(slot));

            // What is asked anew, after it was sent back, has a new card; the old one says so.
            foreach (var slot in before.Slots.Where(slot => SlotRow.IsEscalation(slot) && NewSlots.Count > 0 && Guidance.In(before.Issue.State) is not null))
                yield return ($"{Id}/{after.Version}/draw/{slot}", ChannelOf(team, slot, toOwners), new OutgoingContent.Redraw(slot));

            // The manager's word is told where the team asked; what the team answers, and its second thoughts, where the manager reads.
            foreach (var slot in slots.Where(slot => SlotRow.IsEscalation(slot) ? IsToldToManagers : IsToldToTheTeam && slot == TeamThread))
                yield return ($"{Id}/{after.Version}/tell/{slot}", ChannelOf(team, slot, toOwners), new OutgoingContent.Tell(slot, Id, after.Version));
        }
    }

    /// <summary>
    /// Platforms take about one message a second in a channel: where an issue has many cards, those that people look at now come first. What belongs to one huddle stays together.
    /// </summary>
    private IEnumerable<string> NewestFirst(IEnumerable<string> slots) =>
        slots.GroupBy(slot => SlotRow.HuddleIn(Id.Team, slot)?.Key ?? slot, StringComparer.Ordinal).Reverse().SelectMany(group => group);

    private IReadOnlyList<string> OfHuddle => running is null ? [] : HuddleOutcomes.SlotsOf(running);

    private bool IsToldToTheTeam => @event is { IsManagersWord: true } or IssueEvent.Reopened or IssueEvent.Celebrated { Thanks: not null };

    private bool IsToldToManagers => @event is IssueEvent.QuestionAnswered or IssueEvent.Reopened or IssueEvent.AnswerHelped || IsSecondThought;

    private bool IsSecondThought => @event is IssueEvent.Escalated or IssueEvent.Undone && before.Issue.State is IssueState.EscalatedToManager;

    private string? TeamThread => before.Slots.Contains(SlotRow.CardOf(Id)) ? SlotRow.CardOf(Id) : ThreadOf(before.Slots);

    /// <summary>The rows that lists and people's promises are read from, as they are after this event.</summary>
    public IEnumerable<TableEntity> IndexRows => IndexRowsOf(after, before, [.. before.Events, @event]);

    /// <summary>Those that this event ends, where they are there.</summary>
    public IEnumerable<string> EndedIndexRows =>
        IndexRowsOf(before.Issue, before, before.Events).Select(row => row.RowKey).Except(IndexRows.Select(row => row.RowKey), StringComparer.Ordinal);

    /// <summary>Where the team reads of an issue that has no card of its own: its line in a gathered message, or where it was talked about first.</summary>
    internal static string? ThreadOf(IReadOnlyList<string> slots) => slots.FirstOrDefault(SlotRow.IsGathered) ?? slots.FirstOrDefault(IsBeforeTheTeam);

    /// <summary>The team sees it, not its managers or one person alone.</summary>
    internal static bool IsBeforeTheTeam(string slot) => !SlotRow.IsEscalation(slot) && !PromiseSlots.IsToOwner(slot);

    internal static TableEntity OpenRow(Issue issue) =>
        new(TeamRows.PartitionOf(issue.Id.Team), TeamRows.OpenRow(issue.CreatedAt, issue.Id.Key)) { ["Issue"] = issue.Id.ToString() };

    /// <summary>Null: it is settled, or another's turn altogether (a theme's). What waits for the team's answer to a question stays in sight of its managers.</summary>
    internal static TableEntity? EscalationRow(Issue issue)
    {
        if (issue.State is not IssueState.EscalatedToManager { Escalation: var escalation }) return null;
        var row = new TableEntity(TeamRows.PartitionOf(issue.Id.Team), TeamRows.Escalation + issue.Id.Key)
        {
            ["Issue"] = issue.Id.ToString(),
            ["AskedAt"] = escalation.AskedAt,
            ["SnoozedUntil"] = escalation.SnoozedUntil is { } until ? LocalDatePattern.Iso.Format(until) : null,
        };
        switch (escalation.Triage)
        {
            case TriageState.Waiting: row["AnswerBy"] = escalation.AnswerBy; return row;
            case TriageState.Asked asked: row["QuestionBy"] = asked.AnswerBy; return row;
            case TriageState.Accepted accepted:
                row["Date"] = LocalDatePattern.Iso.Format(accepted.By);
                row["Owner"] = accepted.Owner.Id.ToString();
                row["AcceptedBy"] = accepted.DecidedBy.Id.ToString();
                return row;
            default: return null;
        }
    }

    private static bool IsOpen(IssueState state) => state is IssueState.Undecided or IssueState.FixingIt;

    private static IEnumerable<ChannelId> ManagerChannels(FrontlineTeam team) =>
        team.ManagerChannel is { } channel ? [channel] : team.Managers.Select(manager => new ChannelId(manager.Platform, manager.Workspace, manager.User));

    private static IEnumerable<TableEntity> IndexRowsOf(Issue issue, LoadedIssue loaded, IReadOnlyList<IssueEvent> events)
    {
        if (IsOpen(issue.State)) yield return OpenRow(issue);
        if (EscalationTurnRow.Of(issue, events) is { } waiting) yield return waiting;
        if (TriagedIndex.RowOf(issue.Id, events) is { } triaged) yield return triaged;
        if (issue.State is IssueState.FixingIt fixing)
            yield return PromiseIndex.ToEntity(issue.Id, fixing.By, fixing.Owner.Id, issue.LastEvent?.At);

        if (QuestionIndex.RowOf(issue) is { } question) yield return question;
        if (LoopIndex.RowOf(issue, events) is { } loop) yield return loop;
        if (FixIndex.RowOf(loaded with { Issue = issue, Events = events }) is { } @fixed) yield return @fixed;
    }

    /// <summary>In whose order a message for this card waits: a manager or an owner whose direct messages are closed holds up nobody else.</summary>
    /// <param name="toOwners"><see cref="PromiseSlots.PlacesAsync"/>.</param>
    internal static ChannelId ChannelOf(FrontlineTeam team, string slot, IReadOnlyDictionary<string, ChannelId> toOwners) =>
        toOwners.GetValueOrDefault(slot) is { } owner ? owner
        : SlotRow.IsEscalation(slot) ? ManagerChannels(team).FirstOrDefault(channel => SlotRow.IsEscalationTo(channel, slot)) ?? team.ManagerChannel ?? team.Channel : team.Channel;
}
