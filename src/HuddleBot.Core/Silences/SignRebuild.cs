using HuddleBot.Core.Identity;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Silences;

/// <summary>Signs of life from before they were kept: of each team once, from its responses and from what its people did.</summary>
public sealed class SignRebuild(ITableStore store, SignLog log, TimeProvider time) : IRebuild
{
    /// <summary>Which teams' signs are there: <c>rebuilt-{team}</c>.</summary>
    private const string Partition = "signs-rebuilt";

    private static readonly string[] Histories = [TeamRows.History, TeamRows.HuddleHistory, TeamRows.FollowUpHistory];

    public string Name => SignLog.Partition;

    public async Task<int> RunAsync(IReadOnlyList<TeamId> teams, CancellationToken cancellationToken)
    {
        var done = await store.QueryAsync(Partition, "", null, cancellationToken).Select(row => row.RowKey).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var missing = teams.Where(team => !done.Contains(team.Value)).ToList();
        foreach (var team in missing)
        {
            await RunAsync(team, cancellationToken);
            await store.SubmitTransactionAsync([TableTransactionAction.Upsert(new(Partition, team.Value))], cancellationToken);
        }

        return missing.Count;
    }

    private async Task RunAsync(TeamId team, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var signs = new Dictionary<SignOf, HashSet<int>>();
        var partition = TeamRows.PartitionOf(team);
        await foreach (var row in store.QueryAsync(partition, TeamRows.Response, null, cancellationToken))
        {
            Add(new SignOf.Feed(row.RequireString("Source")), row.RequireInstant("AnsweredAt"));
            Add(new SignOf.Comments(team), row.RequireInstant("AnsweredAt"));
        }

        foreach (var history in Histories)
        {
            await foreach (var row in store.QueryAsync(partition, history, null, cancellationToken).Where(SignsOfPeople.IsOne)) Add(new SignOf.People(team), row.RequireInstant("At"));
        }

        foreach (var (of, hours) in signs) await log.NoteAsync(of, hours.Select(Signs.StartOf), null, now, cancellationToken);

        void Add(SignOf of, Instant at)
        {
            if (!signs.TryGetValue(of, out var hours)) signs[of] = hours = [];
            if (at <= now) hours.Add(Signs.HourOf(at));
        }
    }
}
