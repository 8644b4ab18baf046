using HuddleBot.Core.Identity;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Triage.Balance;

/// <summary>Counts, week by week, what each team decides and how much of it it escalates: in the team's partition, each issue once, and back again where it is taken back.</summary>
public sealed class BalanceCounting(ITableStore store) : INewsReader
{
    /// <summary>One week of a team: <c>balance-week-{Monday}</c>.</summary>
    private const string Week = TeamRows.Balance + "week-";

    /// <summary>How an issue counts, so that it can count otherwise later: <c>balance-of-{issueKey}</c>.</summary>
    private const string Counted = TeamRows.Balance + "of-";

    public string Name => "balance";

    public async Task ReadAsync(IssueNews news, CancellationToken cancellationToken)
    {
        var id = news.Item.Issue.Id;
        var decision = CountedDecision.Of(id, news.Events.Take(news.Version));

        // What begins without a decision has not been counted before, or was counted later.
        if (decision is null && news.Version <= 1) return;
        while (!await TryCountAsync(id, news.Version, decision, cancellationToken))
        {
            // Two processes dispatched at the same moment: look again at what the other has counted.
        }
    }

    /// <summary>What the team decided in the thirteen whole weeks before that of <paramref name="now"/>.</summary>
    public async Task<TeamBalance> OfAsync(TeamId team, Instant now, CancellationToken cancellationToken)
    {
        var monday = CountedDecision.MondayOf(now);
        var (decided, escalated, end) = (0, 0, WeekRow(monday));
        await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(team), Week, WeekRow(monday.PlusWeeks(-BalanceDecider.Weeks)), cancellationToken))
        {
            if (string.CompareOrdinal(row.RowKey, end) >= 0) break;
            (decided, escalated) = (decided + (row.GetInt32("Decided") ?? 0), escalated + (row.GetInt32("Escalated") ?? 0));
        }

        return new(team, decided, escalated);
    }

    /// <summary>False: the rows have changed meanwhile.</summary>
    private async Task<bool> TryCountAsync(IssueId id, int version, CountedDecision? decision, CancellationToken cancellationToken)
    {
        var partition = TeamRows.PartitionOf(id.Team);
        var known = await store.GetAsync(partition, Counted + id.Key, cancellationToken);
        var before = known?.GetString("Week") is { } week ? new CountedDecision(LocalDatePattern.Iso.Parse(week).Value, known.GetBoolean("Escalated") ?? false) : null;

        // Where nothing changes, older news would say the same.
        if (known?.GetInt32("Version") >= version || before == decision) return true;
        var counted = new TableEntity(partition, Counted + id.Key, known?.ETag)
        {
            ["Version"] = version, ["Week"] = decision is null ? null : LocalDatePattern.Iso.Format(decision.Week), ["Escalated"] = decision?.IsEscalated,
        };
        List<TableTransactionAction> actions = [TableTransactionAction.Save(counted)];
        foreach (var changes in Changes(before, decision).GroupBy(change => change.Week))
        {
            var row = await store.GetAsync(partition, WeekRow(changes.Key), cancellationToken);
            actions.Add(TableTransactionAction.Save(new(partition, WeekRow(changes.Key), row?.ETag)
            {
                ["Decided"] = (row?.GetInt32("Decided") ?? 0) + changes.Sum(change => change.By), ["Escalated"] = (row?.GetInt32("Escalated") ?? 0) + changes.Sum(change => change.IsEscalated ? change.By : 0),
            }));
        }

        return await store.SubmitTransactionAsync(actions, cancellationToken) is TransactionOutcome.Committed;
    }

    private static IEnumerable<(LocalDate Week, bool IsEscalated, int By)> Changes(CountedDecision? before, CountedDecision? after)
    {
        if (before is not null) yield return (before.Week, before.IsEscalated, -1);
        if (after is not null) yield return (after.Week, after.IsEscalated, 1);
    }

    private static string WeekRow(LocalDate monday) => Week + LocalDatePattern.Iso.Format(monday);
}
