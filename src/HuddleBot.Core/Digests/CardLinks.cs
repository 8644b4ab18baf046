using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Digests;

/// <summary>Where the cards of issues stand, for who reads of them elsewhere.</summary>
public sealed class CardLinks(ITableStore store, IEnumerable<IMessageLinks> platforms)
{
    /// <summary>Of those whose card stands by itself in their team's channel, in the chat in which it is read.</summary>
    /// <param name="place">Where it is read.</param>
    internal async Task<IReadOnlyDictionary<IssueId, Uri>> OfAsync(IEnumerable<IssueId> issues, ChannelId place, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(issues.Select(async issue => (Issue: issue, Address: await OfAsync(issue, place, cancellationToken))));
        return found.Where(one => one.Address is not null).ToDictionary(one => one.Issue, one => one.Address!);
    }

    private async Task<Uri?> OfAsync(IssueId issue, ChannelId place, CancellationToken cancellationToken)
    {
        if (platforms.FirstOrDefault(platform => platform.Platform == place.Platform) is not { } platform) return null;
        var row = await store.GetAsync(TeamRows.PartitionOf(issue.Team), TeamRows.Slot + SlotRow.CardOf(issue), cancellationToken);
        return row is not null && SlotRow.FromEntity(row) is { PostedChannel: { } posted, MessageId: { } message, Channel: var channel } && (channel.Platform, channel.Workspace) == (place.Platform, place.Workspace)
            ? await platform.OfAsync(channel, posted, message, cancellationToken)
            : null;
    }
}
