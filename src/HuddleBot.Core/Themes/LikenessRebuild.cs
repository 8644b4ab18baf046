using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Themes;

/// <summary>
/// Lets what was escalated before texts were compared be compared too: what is open, and what was solved lately. Each team once, marked by a row when it is done; everything
/// else goes on meanwhile.
/// </summary>
public sealed class LikenessRebuild(ITableStore store, IssueStore issues, EscalationIndex escalations, LikenessFeed feed, TimeProvider time) : IRebuild
{
    private const int AtOnce = 100;

    public string Name => LikenessRow.Partition;

    public async Task<int> RunAsync(IReadOnlyList<TeamId> teams, CancellationToken cancellationToken)
    {
        var rebuilt = await store.QueryAsync(LikenessRow.Partition, LikenessRow.Rebuilt, null, cancellationToken).Select(row => row.RowKey).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var missing = teams.Where(team => !rebuilt.Contains(LikenessRow.Rebuilt + team)).ToList();
        foreach (var team in missing)
        {
            IssueId[] all = [.. await escalations.OfAsync(team, cancellationToken), .. await SolvedAsync(team, cancellationToken)];
            foreach (var some in all.Distinct().Chunk(AtOnce))
            {
                // Twice: of what was settled between the look and the note, the news may have come and gone before there was anything to take out.
                await KeepAsync(some, cancellationToken);
                await KeepAsync(some, cancellationToken);
            }

            await store.SubmitTransactionAsync([TableTransactionAction.Upsert(new(LikenessRow.Partition, LikenessRow.Rebuilt + team))], cancellationToken);
        }

        return missing.Count;
    }

    /// <summary>Takes out what was solved too long ago to be shown to anybody.</summary>
    /// <returns>How many escalations that were.</returns>
    public Task<int> ForgetAsync(CancellationToken cancellationToken) => feed.ForgetAsync(Instant.FromDateTimeOffset(time.GetUtcNow()) - ThemeSuggestions.Recently, cancellationToken);

    private async Task KeepAsync(IEnumerable<IssueId> some, CancellationToken cancellationToken)
    {
        foreach (var loaded in await issues.LoadAsync(some, cancellationToken)) await feed.KeepAsync(loaded.Item, cancellationToken);
    }

    private async Task<IEnumerable<IssueId>> SolvedAsync(TeamId team, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var answered = await new TriagedIndex(store).BetweenAsync(team, now - ThemeSuggestions.Recently, now, cancellationToken);
        return answered.Where(answer => answer.Word == ManagersWord.Resolved).Select(answer => answer.Issue);
    }
}
