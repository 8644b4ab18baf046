using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Feedback;

/// <summary>
/// Which team each response is with: a row per (source, id), written before the response, sees to it that an answer stays with the team that it came to first, whatever later
/// routes or attributes say.
/// </summary>
internal sealed class ResponseWhereabouts(ITableStore store)
{
    /// <summary>On an unrouted row: its response is on the way to a team.</summary>
    private const string Moving = "Moving";

    public static bool IsMoving(TableEntity unrouted) => unrouted.GetBoolean(Moving) == true;

    /// <param name="responses">As many as a transaction takes, each id once.</param>
    public static IReadOnlyList<(Response Response, TableEntity Wanted)> Claims(string source, IReadOnlyList<Response> responses, TeamsSnapshot teams) =>
        [.. responses.Select(response => (response, RowOf(TeamRows.WhereaboutsOf(source), StableHash.Of("response", source, response.Id), Routing.TeamOf(response, teams.Teams)?.Id.Value ?? "")))];

    /// <summary>The claimed place of each response, or the one that it has already.</summary>
    public async Task<IEnumerable<ResponsePlace>> ClaimAsync(IReadOnlyList<(Response Response, TableEntity Wanted)> claims, CancellationToken cancellationToken)
    {
        if (await store.SubmitTransactionAsync([.. claims.Select(claim => TableTransactionAction.Add(claim.Wanted))], cancellationToken) is TransactionOutcome.Committed)
            return claims.Select(claim => new ResponsePlace(claim.Response, TeamIn(claim.Wanted), IsNew: true, Waiting: null));
        return await Task.WhenAll(claims.Select(claim => ClaimOneAsync(claim.Response, claim.Wanted, cancellationToken)));
    }

    /// <summary>The team to which a response goes that waits unrouted, with its row, which is marked where it is on the way only now. Null: it keeps waiting.</summary>
    public async Task<ResponsePlace?> MoveAsync(TableEntity waiting, TeamsSnapshot teams, CancellationToken cancellationToken)
    {
        var response = ResponseRow.FromEntity(waiting);
        var (partition, key) = (TeamRows.WhereaboutsOf(response.Source), waiting.RowKey[TeamRows.Response.Length..]);
        var known = await store.GetAsync(partition, key, cancellationToken);
        if (known is not null && TeamIn(known) is { Length: > 0 } already) return new(response, already, IsNew: false, waiting);
        if (Routing.TeamOf(response, teams.Teams) is not { Id.Value: var team } || await MarkAsync(waiting, cancellationToken) is not { } marked) return null;
        return await TryAsync(TableTransactionAction.Save(RowOf(partition, key, team, known?.ETag)), cancellationToken) ? new(response, team, IsNew: false, marked) : null;
    }

    private async Task<ResponsePlace> ClaimOneAsync(Response response, TableEntity wanted, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(wanted.PartitionKey, wanted.RowKey, cancellationToken) is not { } known)
        {
            if (await TryAsync(TableTransactionAction.Add(wanted), cancellationToken)) return new(response, TeamIn(wanted), IsNew: false, Waiting: null);
            known = await store.GetAsync(wanted.PartitionKey, wanted.RowKey, cancellationToken) ?? wanted;
        }

        // What waited unrouted goes to the team that now wants it. Its old row is marked, and goes when the response is safe with the team.
        if (TeamIn(known) is "" && TeamIn(wanted) is { Length: > 0 } team)
        {
            var waiting = await store.GetAsync(TeamRows.Unrouted, TeamRows.Response + wanted.RowKey, cancellationToken);
            if (waiting is not null) waiting = await MarkAsync(waiting, cancellationToken);
            if (await TryAsync(TableTransactionAction.Replace(RowOf(known.PartitionKey, known.RowKey, team, known.ETag)), cancellationToken)) return new(response, team, IsNew: false, waiting);
            known = await store.GetAsync(wanted.PartitionKey, wanted.RowKey, cancellationToken) ?? wanted;
        }

        return new(response, TeamIn(known), IsNew: false, Waiting: null);
    }

    /// <summary>Null: the row has changed or is gone.</summary>
    private async Task<TableEntity?> MarkAsync(TableEntity row, CancellationToken cancellationToken)
    {
        if (IsMoving(row)) return row;
        var marked = With(row, row.ETag);
        return await store.SubmitTransactionAsync([TableTransactionAction.Replace(marked)], cancellationToken) is TransactionOutcome.Committed committed
            ? With(row, committed.ETags[0])
            : null;

        static TableEntity With(TableEntity row, string? eTag)
        {
            var copy = row.Copy(eTag);
            copy[Moving] = true;
            return copy;
        }
    }

    private async Task<bool> TryAsync(TableTransactionAction action, CancellationToken cancellationToken) =>
        await store.SubmitTransactionAsync([action], cancellationToken) is TransactionOutcome.Committed;

    private static TableEntity RowOf(string partition, string key, string team, string? eTag = null) => new(partition, key, eTag) { ["Team"] = team };

    private static string TeamIn(TableEntity row) => row.GetString("Team") ?? "";
}

/// <param name="Team">The id of the team with which the response lies or is to lie; "" for unrouted.</param>
/// <param name="IsNew">Its id was not known until now.</param>
/// <param name="Waiting">The unrouted row to delete once the response is with its team.</param>
internal sealed record ResponsePlace(Response Response, string Team, bool IsNew, TableEntity? Waiting);
