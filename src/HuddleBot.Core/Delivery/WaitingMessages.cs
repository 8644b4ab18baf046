using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Delivery;

/// <summary>What waits to be sent and what cannot be, as an operator looks at it; and setting it going again once its cause is mended.</summary>
public sealed class WaitingMessages(ITableStore store, ITeamDirectory directory, IDoorbell doorbell)
{
    public async Task<Backlog> OfAsync(TeamId team, CancellationToken cancellationToken) =>
        new(await CountAsync(team, TeamRows.Outbox, cancellationToken), await CountAsync(team, TeamRows.Parked, cancellationToken));

    /// <summary>The channel takes messages again: what was put off for a team that posts there is due at once.</summary>
    public Task HurryAsync(ChannelId channel, CancellationToken cancellationToken) => HurryAsync(place => place == channel, cancellationToken);

    /// <summary>The whole workspace takes messages again.</summary>
    public Task HurryAsync(Platform platform, string workspace, CancellationToken cancellationToken) =>
        HurryAsync(place => place.Platform == platform && place.Workspace == workspace, cancellationToken);

    /// <summary>Puts what is parked for a team back into its outbox, at the place that it had. Returns how many.</summary>
    public async Task<int> RetryParkedAsync(TeamId team, CancellationToken cancellationToken)
    {
        var moved = 0;
        await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Parked, null, cancellationToken))
        {
            // Claimed since it was made: an earlier try may have arrived, so it is looked for before it is sent again.
            var parked = OutboxRow.FromEntity(row);
            var again = parked with { RowKey = TeamRows.Outbox + parked.RowKey[TeamRows.Parked.Length..], Attempts = 0, NotBefore = null, PutOffAt = null, ClaimedAt = parked.CreatedAt };
            var outcome = await store.SubmitTransactionAsync(
                [TableTransactionAction.Delete(row), TableTransactionAction.Add(OutboxRow.ToEntity(team, again, null))], cancellationToken);

            // A conflict: somebody else has moved it this moment.
            if (outcome is TransactionOutcome.Committed) moved++;
        }

        if (moved > 0) await doorbell.RingAsync(team, cancellationToken);
        return moved;
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
            var message = OutboxRow.FromEntity(row);
            if (message.NotBefore is null || message.IsAheadOfItsTime) continue;

            // A conflict: it is being sent this moment.
            await store.SubmitTransactionAsync([TableTransactionAction.Replace(OutboxRow.ToEntity(team, message with { NotBefore = null, PutOffAt = null }, row.ETag))], cancellationToken);
        }

        await doorbell.RingAsync(team, cancellationToken);
    }

    private static IEnumerable<ChannelId> PlacesOf(FrontlineTeam team) =>
        team.Managers.Select(manager => new ChannelId(manager.Platform, manager.Workspace, manager.User))
            .Append(team.Channel).Concat(team.ManagerChannel is { } managers ? [managers] : []);

    private async Task<MessageCount> CountAsync(TeamId team, string prefix, CancellationToken cancellationToken)
    {
        var messages = await store.QueryAsync(TeamRows.PartitionOf(team), prefix, null, cancellationToken).Select(OutboxRow.FromEntity).ToListAsync(cancellationToken);
        var oldest = messages.MinBy(message => message.CreatedAt);
        return new(messages.Count, oldest?.CreatedAt, oldest?.LastError);
    }
}

public sealed record Backlog(MessageCount Waiting, MessageCount Parked);

/// <param name="OldestSince">When the oldest was made; null: there is none.</param>
/// <param name="OldestReason">Why the oldest could not be sent so far; null: it was not tried, or nothing stood in its way.</param>
public sealed record MessageCount(int Count, Instant? OldestSince, string? OldestReason);
