using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.FrontlineTeams;

/// <summary>
/// The applied teams in the table, partition <c>directory</c>: a row a team under the version's prefix, then the <c>version</c> row that makes them hold, all at once,
/// however many they are. The version before stays, for who is just reading it.
/// </summary>
public sealed class StoredTeams(ITableStore store, TimeProvider time)
{
    private const string Partition = "directory";
    private const string VersionRow = "version";
    private const int BytesPerTransaction = 1_000_000;
    private static readonly InstantPattern VersionTime = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmssfffffff'Z'");

    /// <summary>The version that holds now; null: none was applied yet.</summary>
    public async Task<string?> VersionAsync(CancellationToken cancellationToken) =>
        (await store.GetAsync(Partition, VersionRow, cancellationToken))?.RequireString("Version");

    /// <summary>The teams that hold now. Read again from the start where another apply cleared them away meanwhile.</summary>
    public async Task<TeamsSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        while (await store.GetAsync(Partition, VersionRow, cancellationToken) is { } current)
        {
            var version = current.RequireString("Version");
            var teams = new List<FrontlineTeam>();
            await foreach (var row in store.QueryAsync(Partition, TeamsOf(version), null, cancellationToken)) teams.Add(TeamsFile.ReadStoredTeam(row.RequireString("Team")));
            if (teams.Count == current.GetInt32("Teams")) return new(version, teams);
            if (await VersionAsync(cancellationToken) == version) throw new InvalidDataException($"version {version} of the teams is incomplete: apply the teams file again");
        }

        return TeamsSnapshot.Empty;
    }

    /// <summary>Makes the file's teams the ones that hold; false where somebody else applied a file at the same moment.</summary>
    public async Task<bool> ApplyAsync(TeamsFile file, CancellationToken cancellationToken)
    {
        var current = await store.GetAsync(Partition, VersionRow, cancellationToken);
        var version = $"{VersionTime.Format(time.GetCurrentInstant())}-{Guid.NewGuid():N}"[..31];
        await WriteTeamsAsync(file, version, cancellationToken);

        var next = new TableEntity(Partition, VersionRow, current?.ETag) { ["Version"] = version, ["Teams"] = file.Teams.Count, ["CxLeads"] = file.CxLeads };
        var outcome = await store.SubmitTransactionAsync([TableTransactionAction.Save(next)], cancellationToken);
        var applied = outcome is TransactionOutcome.Committed;
        await ClearAsync(keep: applied ? [version, current?.RequireString("Version") ?? version] : null, drop: applied ? null : version, cancellationToken);
        return applied;
    }

    private static string TeamsOf(string version) => $"team-{version}-";

    private async Task WriteTeamsAsync(TeamsFile file, string version, CancellationToken cancellationToken)
    {
        var waiting = new List<TableTransactionAction>();
        var bytes = 0;
        foreach (var (index, (team, json)) in file.Teams.Index())
        {
            if (waiting.Count == TableLimits.ActionsPerTransaction || (waiting.Count > 0 && bytes + (2 * json.Length) > BytesPerTransaction)) await FlushAsync();
            waiting.Add(TableTransactionAction.Add(new(Partition, TeamsOf(version) + index.ToString("00000")) { ["Id"] = team.Id.Value, ["Name"] = team.Name, ["Team"] = json }));
            bytes += 2 * json.Length;
        }

        await FlushAsync();

        async Task FlushAsync()
        {
            if (waiting.Count > 0) await store.SubmitTransactionAsync(waiting, cancellationToken);
            waiting.Clear();
            bytes = 0;
        }
    }

    /// <summary>Removes the rows of one version, or of all but some that are older than the newest of them.</summary>
    private async Task ClearAsync(IReadOnlyList<string>? keep, string? drop, CancellationToken cancellationToken)
    {
        var gone = new List<TableTransactionAction>();
        await foreach (var row in store.QueryAsync(Partition, drop is null ? "team-" : TeamsOf(drop), null, cancellationToken))
        {
            if (keep is not null && (keep.Any(version => row.RowKey.StartsWith(TeamsOf(version), StringComparison.Ordinal)) || string.CompareOrdinal(row.RowKey, TeamsOf(keep[0])) > 0)) continue;
            gone.Add(TableTransactionAction.Delete(row));
        }

        foreach (var some in gone.Chunk(TableLimits.ActionsPerTransaction / 4)) await store.SubmitTransactionAsync(some, cancellationToken);
    }
}
