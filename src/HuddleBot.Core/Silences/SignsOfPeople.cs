using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Silences;

/// <summary>What the people of a team do with its issues and customers, as signs of life. What they do in huddles is noted where huddles are saved.</summary>
public sealed class SignsOfPeople(ITableStore store, SignLog log, TimeProvider time) : INewsReader
{
    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public bool ReadsFollowUps => true;

    public async Task ReadAsync(IssueNews news, CancellationToken cancellationToken)
    {
        if (news.Version > 0 && news.Events[news.Version - 1] is var @event && IsOne(@event)) await log.NoteAsync(new SignOf.People(news.Team.Id), @event.At, Now, cancellationToken);
    }

    public async Task ReadAsync(FollowUpNews news, CancellationToken cancellationToken)
    {
        var issue = news.Item.Issue.Id;
        var row = await store.GetAsync(TeamRows.PartitionOf(issue.Team), TeamRows.FollowUpHistoryRow(issue.Key, news.Version), cancellationToken);
        if (row is not null && IsOne(row)) await log.NoteAsync(new SignOf.People(issue.Team), row.RequireInstant("At"), Now, cancellationToken);
    }

    /// <summary>A manager's triage is not the team's doing; an answer to it is.</summary>
    internal static bool IsOne(IssueEvent @event) => !@event.GetType().Name.StartsWith(Triage, StringComparison.Ordinal);

    internal static bool IsOne(HuddleEvent @event) =>
        @event is HuddleEvent.Started or HuddleEvent.Joined or HuddleEvent.WentAway or HuddleEvent.LeadPassed or HuddleEvent.Answered or HuddleEvent.IssueRaised or HuddleEvent.Finished { By: not null };

    /// <summary>The same of a row of one of the histories: somebody did it.</summary>
    internal static bool IsOne(TableEntity row) => row.GetString("By") is not null && !row.RequireString("Event").StartsWith(Triage, StringComparison.Ordinal);

    private const string Triage = "Triage";
}
