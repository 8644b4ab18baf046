using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Issues;

/// <summary>Below which message of ours which managers' questions were told, as rows of the team's partition. The thread of a huddle is the huddle's alone.</summary>
internal static class QuestionThreads
{
    /// <summary>So many issues share a thread at most (that of a gathered message); older ones are answered by the form.</summary>
    private const int Kept = 20;

    private const int Tries = 20;

    /// <summary>A question about the issue is told below this message.</summary>
    public static async Task NoteAsync(ITableStore store, IssueId issue, string messageId, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var row = await store.GetAsync(TeamRows.PartitionOf(issue.Team), TeamRows.ThreadRow(messageId), cancellationToken);
            var known = IssuesIn(row);
            if (known.Contains(issue) || row?.GetString("Huddle") is not null) return;
            var noted = new TableEntity(TeamRows.PartitionOf(issue.Team), TeamRows.ThreadRow(messageId), row?.ETag) { ["Issues"] = string.Join(' ', known.Append(issue).TakeLast(Kept)) };
            if (await store.SubmitTransactionAsync([TableTransactionAction.Save(noted)], cancellationToken) is TransactionOutcome.Committed) return;
        }

        throw new InvalidOperationException($"the thread of issue {issue} changed {Tries} times while it was being noted");
    }

    /// <summary>The issues of which a question was told below this message, answered or not.</summary>
    public static async Task<IReadOnlyList<IssueId>> FindAsync(ITableStore store, TeamId team, string messageId, CancellationToken cancellationToken) =>
        IssuesIn(await store.GetAsync(TeamRows.PartitionOf(team), TeamRows.ThreadRow(messageId), cancellationToken));

    private static IReadOnlyList<IssueId> IssuesIn(TableEntity? row) =>
        [.. (row?.GetString("Issues") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IssueId.TryParse).OfType<IssueId>()];
}
