using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>
/// Counts a team's responses as they were before the first change that is not folded, while responses go on coming and changing and nothing is folded: what they are, less
/// what waits.
/// </summary>
internal sealed class ResponseCount(ITableStore store, TeamId team)
{
    private const int ResponsesAtOnce = 5000;

    private readonly string partition = TeamRows.PartitionOf(team);
    private readonly ChangesNotFolded waiting = new(store, team);

    /// <param name="goOnAsync">Asked after each of many steps; false: give up.</param>
    /// <returns>Null: given up.</returns>
    public async Task<ScoreTally?> CountAsync(DateTimeZone zone, Func<Task<bool>> goOnAsync, CancellationToken cancellationToken)
    {
        var (tally, last) = (new ScoreTally(zone), "");
        await foreach (var page in store.QueryAsync(partition, TeamRows.Response, null, cancellationToken).Chunk(ResponsesAtOnce).WithCancellation(cancellationToken))
        {
            var end = KeyOf(page[^1]);
            await CountAsync(tally, page, key => IsAfter(key, last) && !IsAfter(key, end), cancellationToken);
            last = end;
            if (!await goOnAsync()) return null;
        }

        // What was erased, or has come behind the last page.
        await CountAsync(tally, [], key => IsAfter(key, last), cancellationToken);
        return tally;
    }

    private async Task CountAsync(ScoreTally tally, IReadOnlyList<TableEntity> page, Func<string, bool> isInPage, CancellationToken cancellationToken)
    {
        // What changed until the page was read waits here. What changes from now on was counted as it was before.
        await waiting.ReadAsync(cancellationToken);
        var touched = waiting.Responses.Where(isInPage).ToHashSet(StringComparer.Ordinal);
        foreach (var row in page.Where(row => !touched.Contains(KeyOf(row)))) Add(tally, row);

        // Of the others it must be certain that neither the row nor what waits is newer than the other: the row is the same before and after.
        var rows = page.Where(row => touched.Contains(KeyOf(row))).ToDictionary(KeyOf, StringComparer.Ordinal);
        while (touched.Count > 0)
        {
            foreach (var (key, now) in await ReadAsync(touched, cancellationToken))
            {
                if (rows.GetValueOrDefault(key)?.ETag == now?.ETag)
                {
                    Add(tally, now);
                    foreach (var change in waiting.Of(key)) tally.Add(change, -1);
                    touched.Remove(key);
                }
                else if (now is null)
                {
                    rows.Remove(key);
                }
                else
                {
                    rows[key] = now;
                }
            }

            if (touched.Count > 0) await waiting.ReadAsync(cancellationToken);
        }
    }

    private async Task<List<(string Key, TableEntity? Row)>> ReadAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        List<(string, TableEntity?)> read = [];
        foreach (var some in keys.Chunk(TableLimits.ActionsPerTransaction))
            read.AddRange(await Task.WhenAll(some.Select(async key => (key, await store.GetAsync(partition, TeamRows.Response + key, cancellationToken)))));
        return read;
    }

    private static void Add(ScoreTally tally, TableEntity? row)
    {
        if (row is not null && CountedAnswer.Of(ResponseRow.FromEntity(row)) is { } answer) tally.Add(answer, 1);
    }

    private static string KeyOf(TableEntity row) => row.RowKey[TeamRows.Response.Length..];

    private static bool IsAfter(string key, string other) => string.CompareOrdinal(key, other) > 0;
}
