using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>
/// Which issue a customer is talked about in, over all teams: one partition a hash of who they are. Claimed before the response is stored, so that of two answers that come at
/// once one finds the other. It holds no contact data.
/// </summary>
internal sealed class CustomerThreads(ITableStore store, IssueStore issues)
{
    /// <summary>So long a claim may be ahead of its response.</summary>
    public static readonly Duration Ahead = Duration.FromMinutes(10);

    private const int Tries = 20;

    /// <summary>The open issue in whose thread this response belongs; null: none.</summary>
    /// <param name="begins">Where there is none, this response begins one.</param>
    public async Task<IssueId?> ThreadOfAsync(Response response, IssueId own, bool begins, Instant now, CancellationToken cancellationToken)
    {
        var keys = CustomerKeys.Of(response);
        for (var tries = 0; tries < Tries && keys.Count > 0; tries++)
        {
            var rows = await Task.WhenAll(keys.Select(key => store.GetAsync(TeamRows.CustomerPartitions + key, TeamRows.CustomerThread, cancellationToken)));
            var thread = await OpenAsync(rows, own, now, cancellationToken);
            if (thread is null && !begins) return null;

            // Whoever is known by several things is found by each of them from now on.
            if (await PointAsync(keys, rows, thread ?? own, now, cancellationToken)) return thread == own ? null : thread;
        }

        return null;
    }

    private async Task<IssueId?> OpenAsync(IEnumerable<TableEntity?> rows, IssueId own, Instant now, CancellationToken cancellationToken)
    {
        foreach (var row in rows.OfType<TableEntity>())
        {
            var issue = FollowUpRow.IssueIn(row, "Issue");
            if (issue == own || await IsOpenAsync(issue, row.RequireInstant("At"), now, cancellationToken)) return issue;
        }

        return null;
    }

    private async Task<bool> IsOpenAsync(IssueId issue, Instant since, Instant now, CancellationToken cancellationToken)
    {
        if (await issues.LoadAsync(issue, cancellationToken) is not { } loaded) return now - since < Ahead;
        if (loaded.AttachedTo is not null) return false;
        return loaded.FollowUp is { IsOpen: true } || loaded.Issue.State switch
        {
            IssueState.Undecided or IssueState.FixingIt => true,
            IssueState.EscalatedToManager { Escalation.Triage: not (TriageState.Resolved or TriageState.Declined) } => true,
            _ => false,
        };
    }

    /// <returns>False: somebody else was faster with one of them.</returns>
    private async Task<bool> PointAsync(IReadOnlyList<string> keys, TableEntity?[] rows, IssueId thread, Instant now, CancellationToken cancellationToken)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (rows[i]?.GetString("Issue") == thread.ToString()) continue;
            var row = new TableEntity(TeamRows.CustomerPartitions + keys[i], TeamRows.CustomerThread, rows[i]?.ETag) { ["Issue"] = thread.ToString(), ["At"] = now };
            if (await store.SubmitTransactionAsync([TableTransactionAction.Save(row)], cancellationToken) is not TransactionOutcome.Committed) return false;
        }

        return true;
    }
}
