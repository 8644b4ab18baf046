using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>
/// Which counters of a team are in force. Its row is saved by whoever folds or makes counters: between two reads that find the same number of <see cref="Folds"/>, no counter has
/// changed.
/// </summary>
/// <param name="Zone">Whose days they count; null: none are in force yet.</param>
/// <param name="Generation">What their rows are called by; null: none are in force yet.</param>
/// <param name="Making">Counters that are being made; until they are done or given up, nothing is folded.</param>
/// <param name="Outdated">Generations whose rows are to be deleted.</param>
internal sealed record CounterState(TeamId Team, string? Zone, string? Generation, CountersInMaking? Making, IReadOnlyList<string> Outdated, string? ETag)
{
    /// <summary>How often the counters in force have changed.</summary>
    public long Folds { get; init; }

    /// <summary>There is a <see cref="ScoreRest"/>.</summary>
    public bool HasRest { get; init; }

    /// <summary>Whoever reads has asked that nothing is folded until then; null: nobody since the last fold, so that one comes between two such wishes.</summary>
    public Instant? StillUntil { get; init; }

    public static async Task<CounterState> LoadAsync(ITableStore store, TeamId team, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(TeamRows.PartitionOf(team), TeamRows.ScoreCounters, cancellationToken) is not { } row) return new(team, null, null, null, [], null);
        var making = row.GetString("Making") is { } generation ? new CountersInMaking(generation, row.RequireInstant("MakingUntil")) : null;
        return new(team, row.GetString("Zone"), row.GetString("Generation"), making, (row.GetString("Outdated") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries), row.ETag)
        {
            Folds = row.GetInt64("Folds") ?? 0,
            HasRest = row.GetBoolean("HasRest") ?? false,
            StillUntil = row.GetInstant("StillUntil"),
        };
    }

    /// <summary>Whether somebody is making counters at this moment.</summary>
    public bool IsBeingMade(Instant now) => Making is { } making && making.Until > now;

    /// <summary>Until when nothing is folded; null: it may be.</summary>
    public Instant? NoFoldBefore(Instant now) => IsBeingMade(now) ? Making!.Until : StillUntil > now ? StillUntil : null;

    /// <summary>Without what somebody has begun to make and not ended.</summary>
    public CounterState WithoutMaking() => Making is { } making ? this with { Making = null, Outdated = [.. Outdated, making.Generation] } : this;

    /// <summary>After a fold.</summary>
    public CounterState Folded(bool hasRest) => WithoutMaking() with { Folds = Folds + 1, HasRest = hasRest, StillUntil = null };

    /// <summary>Once those in making are made, and in force.</summary>
    /// <param name="zone">Whose days they count.</param>
    public CounterState MadeBy(DateTimeZone zone) => this with
    {
        Zone = zone.Id,
        Generation = Making!.Generation,
        Making = null,
        Outdated = Generation is null ? Outdated : [.. Outdated, Generation],
        Folds = Folds + 1,
        HasRest = false,
        StillUntil = null,
    };

    public TableTransactionAction Save() => TableTransactionAction.Save(new(TeamRows.PartitionOf(Team), TeamRows.ScoreCounters, ETag)
    {
        ["Zone"] = Zone,
        ["Generation"] = Generation,
        ["Making"] = Making?.Generation,
        ["MakingUntil"] = Making?.Until,
        ["Outdated"] = Outdated.Count == 0 ? null : string.Join(' ', Outdated),
        ["Folds"] = Folds,
        ["HasRest"] = HasRest ? true : null,
        ["StillUntil"] = StillUntil,
    });

    /// <returns>As it is saved now; null: somebody else was faster.</returns>
    public async Task<CounterState?> SaveAsync(ITableStore store, CancellationToken cancellationToken) =>
        await store.SubmitTransactionAsync([Save()], cancellationToken) is TransactionOutcome.Committed committed ? this with { ETag = committed.ETags[0] } : null;
}

/// <param name="Until">Given up by then, unless whoever makes them has said a later time.</param>
internal sealed record CountersInMaking(string Generation, Instant Until);
