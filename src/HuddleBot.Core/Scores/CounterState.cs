using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>Which counters of a team are in force. Its row is saved by whoever folds or makes counters: between two reads that find it the same, no counter has changed.</summary>
/// <param name="Zone">Whose days they count; null: none are in force yet.</param>
/// <param name="Generation">What their rows are called by; null: none are in force yet.</param>
/// <param name="Making">Counters that are being made; until they are done or given up, nothing is folded.</param>
/// <param name="Outdated">Generations whose rows are to be deleted.</param>
internal sealed record CounterState(TeamId Team, string? Zone, string? Generation, CountersInMaking? Making, IReadOnlyList<string> Outdated, string? ETag)
{
    public static async Task<CounterState> LoadAsync(ITableStore store, TeamId team, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(TeamRows.PartitionOf(team), TeamRows.ScoreCounters, cancellationToken) is not { } row) return new(team, null, null, null, [], null);
        var making = row.GetString("Making") is { } generation ? new CountersInMaking(generation, row.RequireInstant("MakingUntil")) : null;
        return new(team, row.GetString("Zone"), row.GetString("Generation"), making, (row.GetString("Outdated") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries), row.ETag);
    }

    /// <summary>Whether somebody is making counters at this moment.</summary>
    public bool IsBeingMade(Instant now) => Making is { } making && making.Until > now;

    /// <summary>Without what somebody has begun to make and not ended.</summary>
    public CounterState WithoutMaking() => Making is { } making ? this with { Making = null, Outdated = [.. Outdated, making.Generation] } : this;

    public TableTransactionAction Save() => TableTransactionAction.Save(new(TeamRows.PartitionOf(Team), TeamRows.ScoreCounters, ETag)
    {
        ["Zone"] = Zone,
        ["Generation"] = Generation,
        ["Making"] = Making?.Generation,
        ["MakingUntil"] = Making?.Until,
        ["Outdated"] = Outdated.Count == 0 ? null : string.Join(' ', Outdated),
    });

    /// <returns>As it is saved now; null: somebody else was faster.</returns>
    public async Task<CounterState?> SaveAsync(ITableStore store, CancellationToken cancellationToken) =>
        await store.SubmitTransactionAsync([Save()], cancellationToken) is TransactionOutcome.Committed committed ? this with { ETag = committed.ETags[0] } : null;
}

/// <param name="Until">Given up by then, unless whoever makes them has said a later time.</param>
internal sealed record CountersInMaking(string Generation, Instant Until);
