using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>A promise that is made in a huddle with no comment behind it: an issue that is raised and planned in one step, so that nothing is lost between the two.</summary>
internal abstract record PromiseInHuddle
{
    private PromiseInHuddle() { }

    public sealed record Refused(Refusal Refusal) : PromiseInHuddle;

    public sealed record Made(FrontlineTeam Team, HuddleId Huddle, Issue Raised, Issue Issue) : PromiseInHuddle
    {
        /// <summary>Its rows, and its card in the huddle's thread. Its raising and planning are the same <paramref name="operation"/>.</summary>
        public IReadOnlyList<TableTransactionAction> Actions(RowSequence sequence, string operation, Instant now)
        {
            var card = HuddleMessages.InThread(Team, Huddle, SlotRow.CardInHuddleOf(Huddle, Issue.Id), SlotKind.Issue, Issue.Id);
            var change = new IssueChange(Team, new(Raised, null, null, [], []), Issue, Issue.LastEvent!, new Dictionary<string, ChannelId>(StringComparer.Ordinal), null);
            return
            [
                TableTransactionAction.Add(IssueRow.ToEntity(Issue, [card.Id, .. HuddleOutcomes.SlotsOf(Huddle)], null)),
                TableTransactionAction.Add(IssueEventRow.ToEntity(Issue.Id, Raised.Version, Raised.LastEvent!, operation)),
                TableTransactionAction.Add(IssueEventRow.ToEntity(Issue.Id, Issue.Version, Issue.LastEvent!, operation)),
                NewsRow.Add(Issue.Id, Raised.Version, sequence.Next(now)),
                NewsRow.Add(Issue.Id, Issue.Version, sequence.Next(now)),
                .. change.IndexRows.Select(TableTransactionAction.Upsert),
                HuddleOutcomes.Note(Huddle, Issue, now),
                .. OutboxRow.AddSlot(Team.Id, sequence.Next(now), card, Urgency.Urgent, now),
            ];
        }
    }

    /// <param name="promise">Its words are what is promised; without them there is no promise.</param>
    public static PromiseInHuddle Decide(FrontlineTeam team, HuddleId huddle, Actor by, string operation, IssueCommand.Fix promise, Instant now)
    {
        if (string.IsNullOrWhiteSpace(promise.Try)) return new Refused(new Refusal.Missing(Verbs.Inputs.Try));

        // The plan is decided on first: what is wrong with it is said of its own fields.
        var fresh = Issue.Fresh(IssueId.Raised(team.Id, operation), now);
        if (IssueDecider.Decide(fresh, promise, by, now, team) is IssueDecision.Refused refused) return new Refused(refused.Refusal);
        return Next(fresh, new IssueCommand.Raise(promise.Try)) is { } raised && Next(raised, promise) is { } planned
            ? new Made(team, huddle, raised, planned)
            : throw new InvalidOperationException("a plan that was accepted before cannot be raised");

        Issue? Next(Issue issue, IssueCommand command) =>
            IssueDecider.Decide(issue, command, by, now, team) is IssueDecision.Accepted { Event: var @event } ? IssueHistory.Apply(issue, @event) : null;
    }
}
