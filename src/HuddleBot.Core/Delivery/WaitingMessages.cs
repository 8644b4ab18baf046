using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Delivery;

/// <summary>What waits to be sent and what cannot be, as an operator looks at it; and setting it going again once its cause is mended.</summary>
public sealed class WaitingMessages(ITableStore store, ITeamDirectory directory, IDoorbell doorbell, ClosedPlaces closed)
{
    public async Task<Backlog> OfAsync(TeamId team, CancellationToken cancellationToken) =>
        new(await CountAsync(team, cancellationToken), await CountParkedAsync(team, cancellationToken));

    /// <summary>The channel takes messages again: what was put off for a team that posts there is due at once.</summary>
    public async Task HurryAsync(ChannelId channel, CancellationToken cancellationToken)
    {
        // Whoever reaches us from the channel does so through its workspace.
        await closed.AskNowAsync(place => place.Covers(channel), cancellationToken);
        await HurryAsync(place => place == channel, cancellationToken);
    }

    /// <summary>The whole workspace takes messages again.</summary>
    public async Task HurryAsync(Platform platform, string workspace, CancellationToken cancellationToken)
    {
        await closed.AskNowAsync(place => place.Platform == platform && place.Workspace == workspace, cancellationToken);
        await HurryAsync(place => place.Platform == platform && place.Workspace == workspace, cancellationToken);
    }

    /// <summary>What is parked for a team, in the order in which it waited.</summary>
    public IAsyncEnumerable<ParkedMessage> ParkedAsync(TeamId team, CancellationToken cancellationToken) =>
        store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Parked, null, cancellationToken).Select(row => ParkedRow.Read(team, row));

    /// <summary>Puts what is parked for a team back to where it waited, at the place that it had. Returns how many.</summary>
    /// <param name="ids">These only (<see cref="ParkedMessage.Id"/>); null: all.</param>
    public Task<int> RetryParkedAsync(TeamId team, IReadOnlySet<string>? ids, CancellationToken cancellationToken) => EachParkedAsync(
        team, ids,
        row =>
        {
            var actions = ParkedRow.Unpark(row);

            // Claimed since it was made: an earlier try may have arrived, so it is looked for before it is sent again. What cannot be read is moved as it is: another version may read it.
            var again = actions[1].Entity;
            if (!ParkedRow.IsNews(row.RowKey)) (again["Attempts"], again["NotBefore"], again["PutOffAt"], again["WaitsFor"], again["ClaimedAt"]) = (0, null, null, null, row.Properties.GetValueOrDefault("CreatedAt"));
            return actions;
        },
        cancellationToken);

    /// <summary>Forgets what is parked, for good. Returns how many.</summary>
    /// <param name="ids">These only.</param>
    public Task<int> DropParkedAsync(TeamId team, IReadOnlySet<string> ids, CancellationToken cancellationToken) => EachParkedAsync(team, ids, row => [TableTransactionAction.Delete(row)], cancellationToken);

    /// <summary>The places that take no messages, with how many wait for each.</summary>
    public async Task<IReadOnlyList<(ClosedPlace Place, int Waiting)>> ClosedAsync(CancellationToken cancellationToken)
    {
        var all = await closed.AllAsync(cancellationToken).ToListAsync(cancellationToken);
        if (all.Count == 0) return [];
        var waiting = all.ToDictionary(place => place.Name, _ => 0, StringComparer.Ordinal);
        foreach (var team in (await directory.CurrentAsync(cancellationToken)).Senders)
        {
            await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(team.Id), TeamRows.Outbox, null, cancellationToken))
                if (all.FirstOrDefault(place => WaitsFor(row, place)) is { } place) waiting[place.Name]++;
        }

        return [.. all.Select(place => (place, waiting[place.Name]))];
    }

    /// <summary>Forgets what waits for a closed place, for good, and that it is closed. What comes for it later is tried again.</summary>
    /// <param name="name"><see cref="ClosedPlace.Name"/>.</param>
    /// <returns>How many messages; null: no such place is closed.</returns>
    public async Task<int?> DropClosedAsync(string name, CancellationToken cancellationToken)
    {
        if (await closed.AllAsync(cancellationToken).FirstOrDefaultAsync(one => one.Name == name, cancellationToken) is not { } place) return null;
        var dropped = 0;
        foreach (var team in (await directory.CurrentAsync(cancellationToken)).Senders)
        {
            await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(team.Id), TeamRows.Outbox, null, cancellationToken))
            {
                // A conflict: it is being tried this moment.
                if (WaitsFor(row, place) && await store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], cancellationToken) is TransactionOutcome.Committed) dropped++;
            }
        }

        await closed.OpenAsync(place, cancellationToken);
        return dropped;
    }

    /// <summary>One that was not tried since the place is closed does not say so yet.</summary>
    private static bool WaitsFor(TableEntity row, ClosedPlace place) => TryRead(row) is { } message && place.Covers(message.WaitsFor ?? message.Channel);

    private async Task<int> EachParkedAsync(TeamId team, IReadOnlySet<string>? ids, Func<TableEntity, IReadOnlyList<TableTransactionAction>> change, CancellationToken cancellationToken)
    {
        var done = 0;
        await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Parked, null, cancellationToken))
        {
            if (ids?.Contains(ParkedRow.Read(team, row).Id) == false) continue;

            // A conflict: somebody else has moved it this moment.
            if (await store.SubmitTransactionAsync(change(row), cancellationToken) is TransactionOutcome.Committed) done++;
        }

        if (done > 0) await doorbell.RingAsync(team, cancellationToken);
        return done;
    }

    private async Task HurryAsync(Func<ChannelId, bool> isMended, CancellationToken cancellationToken)
    {
        foreach (var team in (await directory.CurrentAsync(cancellationToken)).Senders)
        {
            // The company's go to many places, and are few.
            if (team.Id == TeamId.Company || PlacesOf(team).Any(isMended)) await HurryTeamAsync(team.Id, cancellationToken);
        }
    }

    /// <summary>Whatever a message waited for: where the platform asked for patience, its own pace still holds.</summary>
    private async Task HurryTeamAsync(TeamId team, CancellationToken cancellationToken)
    {
        await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Outbox, null, cancellationToken))
        {
            if (TryRead(row) is not { NotBefore: not null, IsAheadOfItsTime: false } message) continue;

            // A conflict: it is being sent this moment.
            await store.SubmitTransactionAsync([TableTransactionAction.Replace(OutboxRow.ToEntity(team, message with { NotBefore = null, PutOffAt = null }, row.ETag))], cancellationToken);
        }

        await doorbell.RingAsync(team, cancellationToken);
    }

    private static IEnumerable<ChannelId> PlacesOf(FrontlineTeam team) =>
        team.Managers.Select(manager => new ChannelId(manager.Platform, manager.Workspace, manager.User))
            .Append(team.Channel).Concat(team.ManagerChannel is { } managers ? [managers] : []);

    private async Task<MessageCount> CountAsync(TeamId team, CancellationToken cancellationToken)
    {
        var messages = await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Outbox, null, cancellationToken).Select(TryRead).OfType<OutboxMessage>().ToListAsync(cancellationToken);
        var oldest = messages.MinBy(message => message.CreatedAt);
        return new(messages.Count, oldest?.CreatedAt, oldest?.LastError);
    }

    private async Task<MessageCount> CountParkedAsync(TeamId team, CancellationToken cancellationToken)
    {
        var parked = await ParkedAsync(team, cancellationToken).ToListAsync(cancellationToken);
        var oldest = parked.MinBy(message => message.At ?? Instant.MaxValue);
        return new(parked.Count, oldest?.At, oldest?.Reason);
    }

    /// <summary>Null: whoever sends finds that it cannot be read, and parks it.</summary>
    private static OutboxMessage? TryRead(TableEntity row)
    {
        try
        {
            return OutboxRow.FromEntity(row);
        }
        catch (Exception e) when (UnreadableRow.IsFault(e))
        {
            return null;
        }
    }
}

public sealed record Backlog(MessageCount Waiting, MessageCount Parked);

/// <param name="OldestSince">When the oldest was made; null: there is none.</param>
/// <param name="OldestReason">Why the oldest could not be sent so far; null: it was not tried, or nothing stood in its way.</param>
public sealed record MessageCount(int Count, Instant? OldestSince, string? OldestReason);
