using System.Collections.Concurrent;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using NodaTime;

namespace HuddleBot.Core.Effects;

/// <summary>A fix as the index tells of it.</summary>
/// <param name="Theme">The theme through which it was resolved; null: by itself.</param>
/// <param name="Touchpoint">Of the answer on which it rests; null: none.</param>
public sealed record IndexedFix(IssueId Issue, Instant FixedAt, Instant EvidenceFrom, ThemeReference? Theme, string? Touchpoint)
{
    public FixOf Of => Theme is { } theme ? new FixOf.Theme(theme) : new FixOf.Issue(Issue);
}

/// <summary>Finds what a team has fixed by its time, without reading every issue. <see cref="IssueChange"/> keeps the rows.</summary>
public sealed class FixIndex(ITableStore store, IssueStore issues)
{
    private readonly ConcurrentDictionary<TeamId, bool> complete = new();

    /// <summary>What was fixed at <paramref name="since"/> or after it, and at <paramref name="until"/> or before it; the oldest first.</summary>
    public async Task<IReadOnlyList<IndexedFix>> BetweenAsync(TeamId team, Instant since, Instant until, CancellationToken cancellationToken)
    {
        await CompleteAsync(team, cancellationToken);
        return await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Fix, TeamRows.FixRow(since, ""), cancellationToken).Select(FromEntity)
            .TakeWhile(one => one.FixedAt <= until).ToListAsync(cancellationToken);
    }

    /// <summary>Null: it is not fixed.</summary>
    internal static TableEntity? RowOf(LoadedIssue loaded)
    {
        if (FixHistory.Of(loaded) is not { } @fixed) return null;
        var (id, theme) = (loaded.Issue.Id, FixHistory.ThemeOf(loaded.Issue.State));
        return new(TeamRows.PartitionOf(id.Team), TeamRows.FixRow(@fixed.FixedAt, id.Key))
        {
            ["Issue"] = id.ToString(),
            ["FixedAt"] = @fixed.FixedAt,
            ["EvidenceFrom"] = @fixed.EvidenceFrom,
            ["Theme"] = theme?.Id.ToString(),
            ["ThemeTitle"] = theme?.Title,
            ["Touchpoint"] = loaded.Response?.Touchpoint,
        };
    }

    private static IndexedFix FromEntity(TableEntity row) => new(
        IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no issue"),
        row.RequireInstant("FixedAt"), row.RequireInstant("EvidenceFrom"), ThemeId.TryParse(row.GetString("Theme")) is { } theme ? new(theme, row.GetString("ThemeTitle") ?? "") : null,
        row.GetString("Touchpoint"));

    /// <summary>What was fixed before the index existed has no row: the first look at a team, ever, adds them.</summary>
    private async Task CompleteAsync(TeamId team, CancellationToken cancellationToken)
    {
        if (complete.ContainsKey(team)) return;
        var partition = TeamRows.PartitionOf(team);
        if (await store.GetAsync(partition, TeamRows.FixesComplete, cancellationToken) is null)
        {
            await foreach (var found in store.QueryAsync(partition, TeamRows.Issue, null, cancellationToken))
            {
                if (found.GetString("State") != nameof(IssueState.Done) && found.GetString("Triage") != nameof(TriageState.Resolved)) continue;
                if (await issues.LoadAsync(EscalationIndex.IssueOf(found), cancellationToken) is not { Row: { } row } loaded || RowOf(loaded) is not { } missing) continue;

                // Under the issue's lock. Who changes the issue meanwhile has written the row themselves, or ended it: then a conflict is right.
                await store.SubmitTransactionAsync([TableTransactionAction.Replace(row), TableTransactionAction.Upsert(missing)], cancellationToken);
            }

            await store.SubmitTransactionAsync([TableTransactionAction.Upsert(new(partition, TeamRows.FixesComplete))], cancellationToken);
        }

        complete[team] = true;
    }
}
