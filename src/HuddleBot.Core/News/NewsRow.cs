using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Tracing;

namespace HuddleBot.Core.News;

/// <summary>News that waits to be read, as a row of its team's partition.</summary>
/// <param name="Row">As it was read.</param>
/// <param name="ReadBy">The readers that have it while another has not.</param>
/// <param name="FollowUp">The event of the call to its customer that is told instead; null: one of the issue.</param>
internal sealed record NewsRow(TableEntity Row, IssueId Issue, int Version, int? FollowUp, IReadOnlySet<string> ReadBy)
{
    /// <summary>To be committed with the event.</summary>
    /// <param name="version">0: the issue has just been made from a response.</param>
    public static TableTransactionAction Add(IssueId issue, int version, string sequence) => TableTransactionAction.Add(
        new(TeamRows.PartitionOf(issue.Team), TeamRows.News + sequence) { ["Issue"] = issue.ToString(), ["Version"] = version, ["Trace"] = Traces.Current });

    /// <summary>Of the call to the customer of an issue; to be committed with the event.</summary>
    public static TableTransactionAction AddOfFollowUp(IssueId issue, int version, string sequence) => TableTransactionAction.Add(
        new(TeamRows.PartitionOf(issue.Team), TeamRows.News + sequence) { ["Issue"] = issue.ToString(), ["Version"] = 0, ["FollowUp"] = version, ["Trace"] = Traces.Current });

    public static NewsRow FromEntity(TableEntity row) => new(
        row, IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no issue"), row.GetInt32("Version") ?? 0, row.GetInt32("FollowUp"),
        (row.GetString("ReadBy") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal));

    public TableTransactionAction Save(IEnumerable<string> readBy)
    {
        var copy = Row.Copy(Row.ETag);
        copy["ReadBy"] = string.Join(' ', readBy.Order(StringComparer.Ordinal));
        return TableTransactionAction.Replace(copy);
    }

    /// <summary>
    /// What has been seen whole: of an issue everything up to the version that <paramref name="seen"/> has. A look passes rows that come into being behind it, and clocks of
    /// processes differ; but whoever sees an event in one look sees those before it in the next. Of one issue in the order of its versions, else in that of the rows.
    /// </summary>
    public static IReadOnlyList<NewsRow> InOrder(IEnumerable<NewsRow> seen, IEnumerable<NewsRow> lookedAgain)
    {
        var upTo = seen.GroupBy(row => row.Of).ToDictionary(rows => rows.Key, rows => rows.Max(row => row.Number));
        var complete = lookedAgain.Where(row => upTo.TryGetValue(row.Of, out var number) && row.Number <= number).ToList();
        var inOrder = complete.GroupBy(row => row.Of).ToDictionary(rows => rows.Key, rows => new Queue<NewsRow>(rows.OrderBy(row => row.Number)));
        return complete.ConvertAll(row => inOrder[row.Of].Dequeue());
    }

    /// <summary>What it is the history of.</summary>
    private (IssueId Issue, bool IsFollowUp) Of => (Issue, FollowUp is not null);

    private int Number => FollowUp ?? Version;
}
