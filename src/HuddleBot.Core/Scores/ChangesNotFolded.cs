using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Scores;

/// <summary>What waits to be folded, while nothing is: read again and again, it only grows.</summary>
internal sealed class ChangesNotFolded(ITableStore store, TeamId team)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<ScoreChange>> byResponse = new(StringComparer.Ordinal);

    /// <summary>The responses that they change: the keys of their rows, without the prefix.</summary>
    public IEnumerable<string> Responses => byResponse.Keys;

    public IReadOnlyList<ScoreChange> Of(string response) => byResponse.GetValueOrDefault(response) ?? [];

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.ScoreChange, null, cancellationToken))
        {
            if (!seen.Add(row.RowKey)) continue;
            foreach (var change in ScoreChangeRow.FromEntity(row).Changes)
            {
                if (!byResponse.TryGetValue(change.Response, out var changes)) byResponse[change.Response] = changes = [];
                changes.Add(change);
            }
        }
    }
}
