using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;

namespace HuddleBot.FrontlineTeams;

/// <summary>The teams as they hold now, kept in memory; looks at most once a second whether another process has applied a file.</summary>
public sealed class TeamDirectory(StoredTeams stored, TimeProvider time) : ITeamDirectory, IDisposable
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim gate = new(1);
    private volatile Seen? seen;

    public async Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } known) return known;
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (Fresh() is { } meanwhile) return meanwhile;
            var lookedAt = time.GetTimestamp();
            var snapshot = seen?.Snapshot;
            if (snapshot is null || (await stored.VersionAsync(cancellationToken) ?? "") != snapshot.Version) snapshot = await stored.ReadAsync(cancellationToken);
            seen = new(snapshot, lookedAt);
            return snapshot;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Until all were read once, the one alone: after a start somebody clicks before thousands are.</summary>
    public async Task<FrontlineTeam?> FindAsync(TeamId team, CancellationToken cancellationToken) =>
        seen is null && await stored.FindAsync(team, cancellationToken) is { } alone ? alone : (await CurrentAsync(cancellationToken)).Find(team);

    public void Dispose() => gate.Dispose();

    private TeamsSnapshot? Fresh() => seen is { } last && time.GetElapsedTime(last.LookedAt) < LookAgainAfter ? last.Snapshot : null;

    private sealed record Seen(TeamsSnapshot Snapshot, long LookedAt);
}
