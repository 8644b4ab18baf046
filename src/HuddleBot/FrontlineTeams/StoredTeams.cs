using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.FrontlineTeams;

/// <summary>
/// The applied teams in the table, partition <c>directory</c>: a row a team under the version's prefix and the team's id, as many as it takes for what the file says beyond its teams, then the
/// <c>version</c> row that makes them hold, all at once, however many they are. The version before stays, for who is just reading it.
/// </summary>
public sealed class StoredTeams(ITableStore store, TimeProvider time)
{
    private const string Partition = "directory";
    private const string VersionRow = "version";
    private const int BytesPerTransaction = 1_000_000;

    /// <summary>What a row can hold of a text (1 MiB), with room to spare.</summary>
    private const int CharactersPerRow = 400_000;

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
            if (await CompanyOfAsync(current, version, cancellationToken) is { } company)
            {
                // An earlier bot had the order in the keys.
                var teams = new List<(int Order, FrontlineTeam Team)>();
                await foreach (var row in store.QueryAsync(Partition, TeamsOf(version), null, cancellationToken))
                    teams.Add((row.GetInt32("Order") ?? teams.Count, TeamsFile.ReadStoredTeam(row.RequireString("Team"), company)));
                if (teams.Count == current.GetInt32("Teams")) return new(version, [.. teams.OrderBy(team => team.Order).Select(team => team.Team)]) { Company = company };
            }

            if (await VersionAsync(cancellationToken) == version) throw new InvalidDataException($"version {version} of the teams is incomplete: apply the teams file again");
        }

        return TeamsSnapshot.Empty;
    }

    /// <summary>One team of those that hold now; null: there is none, or it cannot be read alone.</summary>
    public async Task<FrontlineTeam?> FindAsync(TeamId team, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(Partition, VersionRow, cancellationToken) is not { } current) return null;
        var version = current.RequireString("Version");
        return await store.GetAsync(Partition, TeamsOf(version) + team.Value, cancellationToken) is { } row && row.GetString("Id") == team.Value && await CompanyOfAsync(current, version, cancellationToken) is { } company
            ? TeamsFile.ReadStoredTeam(row.RequireString("Team"), company)
            : null;
    }

    /// <summary>Makes the file's teams the ones that hold; false where somebody else applied a file at the same moment.</summary>
    public async Task<bool> ApplyAsync(TeamsFile file, CancellationToken cancellationToken)
    {
        var current = await store.GetAsync(Partition, VersionRow, cancellationToken);
        var version = $"{VersionTime.Format(time.GetCurrentInstant())}-{Guid.NewGuid():N}"[..31];
        var parts = Parts(file.CompanyJson).ToList();
        await WriteAsync(
            [
                .. parts.Select((part, index) => new TableEntity(Partition, CompanyOf(version) + index.ToString("00000")) { ["Part"] = part }),
                .. file.Teams.Select((team, index) => new TableEntity(Partition, TeamsOf(version) + team.Team.Id.Value) { ["Id"] = team.Team.Id.Value, ["Name"] = team.Team.Name, ["Team"] = team.Json, ["Order"] = index }),
            ],
            cancellationToken);

        var next = new TableEntity(Partition, VersionRow, current?.ETag) { ["Version"] = version, ["Teams"] = file.Teams.Count, ["CompanyParts"] = parts.Count };
        var outcome = await store.SubmitTransactionAsync([TableTransactionAction.Save(next)], cancellationToken);
        var applied = outcome is TransactionOutcome.Committed;
        await ClearAsync(keep: applied ? [version, current?.RequireString("Version") ?? version] : null, drop: applied ? null : version, cancellationToken);
        return applied;
    }

    private static string TeamsOf(string version) => $"team-{version}-";

    private static string CompanyOf(string version) => $"company-{version}-";

    /// <summary>Null: another apply has cleared it away meanwhile, or it is incomplete.</summary>
    private async Task<Company?> CompanyOfAsync(TableEntity current, string version, CancellationToken cancellationToken)
    {
        // Applied before the file said more than this: the one part lies in the row itself.
        if (current.GetInt32("CompanyParts") is not { } count) return current.GetString("CxLeads") is { } leads ? TeamsFile.ReadStoredCompany($"{{\"cxLeads\":{leads}}}") : Company.Empty;

        var parts = await store.QueryAsync(Partition, CompanyOf(version), null, cancellationToken).Select(row => row.RequireString("Part")).ToListAsync(cancellationToken);
        return parts.Count == count ? TeamsFile.ReadStoredCompany(string.Concat(parts)) : null;
    }

    /// <summary>Never cuts a surrogate pair.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var length = Math.Min(CharactersPerRow, text.Length - start);
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1])) length--;
            yield return text.Substring(start, length);
            start += length;
        }
    }

    private async Task WriteAsync(IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        var waiting = new List<TableTransactionAction>();
        var bytes = 0;
        foreach (var row in rows)
        {
            var size = 2 * row.Values.Sum(value => value.Value is string text ? text.Length : sizeof(int));
            if (waiting.Count == TableLimits.ActionsPerTransaction || (waiting.Count > 0 && bytes + size > BytesPerTransaction)) await FlushAsync();
            waiting.Add(TableTransactionAction.Add(row));
            bytes += size;
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
        foreach (var rowsOf in new Func<string, string>[] { TeamsOf, CompanyOf })
        {
            await foreach (var row in store.QueryAsync(Partition, drop is null ? rowsOf("")[..^1] : rowsOf(drop), null, cancellationToken))
            {
                var isKept = keep is not null && (keep.Any(version => row.RowKey.StartsWith(rowsOf(version), StringComparison.Ordinal)) || string.CompareOrdinal(row.RowKey, rowsOf(keep[0])) > 0);
                if (!isKept) gone.Add(TableTransactionAction.Delete(row));
            }
        }

        foreach (var some in gone.Chunk(TableLimits.ActionsPerTransaction / 4)) await store.SubmitTransactionAsync(some, cancellationToken);
    }
}
