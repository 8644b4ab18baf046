using System.Collections.Concurrent;
using System.Diagnostics;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Tracing;
using NodaTime;

namespace HuddleBot.Core.News;

/// <summary>
/// Brings what has happened in a team to every reader: at least once, in order. One caller at a time for a team (the dispatcher's lease sees to it; where two overlap,
/// news is read twice).
/// </summary>
public sealed class NewsDesk(ITableStore store, IssueStore issues, IEnumerable<INewsReader> readers, INewsObserver observer, TimeProvider time)
{
    private static readonly Duration FirstBackOff = Duration.FromSeconds(2);
    private static readonly Duration LongestBackOff = Duration.FromMinutes(5);

    private readonly INewsReader[] readers = [.. readers];
    private readonly ConcurrentDictionary<(TeamId Team, string Reader), Trouble> troubles = new();

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Brings all that waits. Returns when to look again, for a reader that failed; null: nothing waits.</summary>
    public async Task<Instant?> DrainAsync(FrontlineTeam team, CancellationToken cancellationToken)
    {
        var seen = await ReadAsync(team.Id, cancellationToken);
        if (seen.Count == 0) return null;
        var listening = readers.Where(reader => !troubles.TryGetValue((team.Id, reader.Name), out var trouble) || trouble.Next <= Now).ToList();
        while (seen.Count > 0)
        {
            var again = await ReadAsync(team.Id, cancellationToken);
            var complete = NewsRow.InOrder(seen, again);
            foreach (var some in complete.Chunk(TableLimits.ActionsPerTransaction))
            {
                // Somebody else has dispatched meanwhile: what is left is looked at anew.
                if (!await BringAsync(team, some, listening, cancellationToken)) return Now + FirstBackOff;
            }

            seen = [.. again.Except(complete)];
        }

        // Whoever listened to the end is in no trouble any more.
        return readers.Except(listening).Min(reader => troubles[(team.Id, reader.Name)].Next as Instant?);
    }

    private async Task<List<NewsRow>> ReadAsync(TeamId team, CancellationToken cancellationToken)
    {
        var rows = new List<NewsRow>();
        await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.News, null, cancellationToken))
        {
            try
            {
                rows.Add(NewsRow.FromEntity(row));
            }
            catch (Exception e) when (UnreadableRow.IsFault(e))
            {
                await ParkAsync(team, row, e, cancellationToken);
            }
        }

        return rows;
    }

    /// <summary>What cannot be read must not hold back the team's other news.</summary>
    private async Task ParkAsync(TeamId team, TableEntity row, Exception fault, CancellationToken cancellationToken)
    {
        if (await store.SubmitTransactionAsync(ParkedRow.Park(row, UnreadableRow.Words(fault), Now), cancellationToken) is TransactionOutcome.Committed)
            observer.Parked(team, ParkedRow.KeyOf(row.RowKey), UnreadableRow.Words(fault));
    }

    /// <param name="listening">Who fails is taken out of it: what comes later must not be read before.</param>
    /// <returns>False: the rows have changed meanwhile.</returns>
    private async Task<bool> BringAsync(FrontlineTeam team, IReadOnlyList<NewsRow> rows, List<INewsReader> listening, CancellationToken cancellationToken)
    {
        var wanted = rows.Where(row => listening.Exists(reader => !row.ReadBy.Contains(reader.Name))).Select(row => row.Issue).Distinct();
        if (await LoadAsync(team.Id, rows, [.. wanted], cancellationToken) is not { } loaded) return false;
        var readBy = rows.ToDictionary(row => row, row => row.ReadBy.ToHashSet(StringComparer.Ordinal));
        var counts = await Task.WhenAll(listening.Select(reader => BringAsync(team, reader, rows, loaded, cancellationToken)));
        foreach (var (reader, count) in listening.Zip(counts).ToList())
        {
            foreach (var row in rows.Take(count)) readBy[row].Add(reader.Name);
            if (count < rows.Count) listening.Remove(reader);
        }

        List<TableTransactionAction> actions = [];
        foreach (var row in rows)
        {
            if (readers.All(reader => readBy[row].Contains(reader.Name))) actions.Add(TableTransactionAction.Delete(row.Row));
            else if (readBy[row].Count > row.ReadBy.Count) actions.Add(row.Save(readBy[row]));
        }

        return await store.SubmitTransactionAsync(actions, cancellationToken) is TransactionOutcome.Committed;
    }

    /// <returns>Null: some could not be read, and what tells of them is parked.</returns>
    private async Task<IReadOnlyDictionary<IssueId, LoadedIssue>?> LoadAsync(TeamId team, IReadOnlyList<NewsRow> rows, IReadOnlyList<IssueId> wanted, CancellationToken cancellationToken)
    {
        try
        {
            return (await issues.LoadAsync(wanted, cancellationToken)).ToDictionary(item => item.Issue.Id);
        }
        catch (Exception e) when (UnreadableRow.IsFault(e) && wanted.Count > 1)
        {
            foreach (var issue in wanted) await LoadAsync(team, rows, [issue], cancellationToken);
        }
        catch (Exception e) when (UnreadableRow.IsFault(e))
        {
            foreach (var row in rows.Where(row => row.Issue == wanted[0])) await ParkAsync(team, row.Row, e, cancellationToken);
        }

        return null;
    }

    /// <returns>How many of the rows, from the first, the reader has now.</returns>
    private async Task<int> BringAsync(
        FrontlineTeam team, INewsReader reader, IReadOnlyList<NewsRow> rows, IReadOnlyDictionary<IssueId, LoadedIssue> loaded, CancellationToken cancellationToken)
    {
        foreach (var (index, row) in rows.Index())
        {
            try
            {
                if (row.ReadBy.Contains(reader.Name)) continue;
                using var step = row.Row.GetString("Trace") is { } trace ? Traces.Continue($"news {reader.Name}", ActivityKind.Consumer, trace) : null;
                if (!loaded.TryGetValue(row.Issue, out var issue) || issue.Events.Count < row.Version) observer.Dropped(row.Issue, row.Version);
                else if (row.FollowUp is { } version && reader.ReadsFollowUps) await reader.ReadAsync(new FollowUpNews(team, issue.Item, version), cancellationToken);
                else if (row.FollowUp is null && (row.Version > 0 || reader.ReadsFreshIssues)) await reader.ReadAsync(new IssueNews(team, issue.Item, issue.Events, row.Version), cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                // Whatever is wrong with one reader holds back nothing else, and nothing that it has not read is deleted.
                var failures = troubles.TryGetValue((team.Id, reader.Name), out var before) ? before.Failures + 1 : 1;
                var next = Now + Duration.Min(LongestBackOff, FirstBackOff * Math.Pow(2, Math.Min(failures - 1, 10)));
                troubles[(team.Id, reader.Name)] = new(failures, next);
                observer.Failed(reader.Name, row.Issue, row.Version, e, next);
                return index;
            }
        }

        troubles.TryRemove((team.Id, reader.Name), out _);
        return rows.Count;
    }

    private sealed record Trouble(int Failures, Instant Next);
}
