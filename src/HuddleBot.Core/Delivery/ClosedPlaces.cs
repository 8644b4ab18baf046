using System.Collections.Concurrent;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Delivery;

/// <summary>
/// The places that take no messages from us, one row each, shared by all processes. Who dispatches remembers which there are; a place that is not closed costs no read.
/// </summary>
public sealed class ClosedPlaces(ITableStore store, IEnumerable<IChatPlatform> platforms, TimeProvider time)
{
    private readonly Dictionary<Platform, string> settings = platforms.ToDictionary(platform => platform.Platform, platform => platform.SettingsMark);
    private readonly ConcurrentDictionary<string, ClosedPlace> known = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private Task? reading;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>As this process last saw them; empty where it has not looked.</summary>
    public IReadOnlyCollection<ClosedPlace> Known => [.. known.Values];

    public IAsyncEnumerable<ClosedPlace> AllAsync(CancellationToken cancellationToken) =>
        store.QueryAsync(ClosedPlaceRow.Partition, "", null, cancellationToken).Select(ClosedPlaceRow.FromEntity);

    /// <summary>Another process dispatches now, and what is known here grows old.</summary>
    public void Forget()
    {
        lock (gate) reading = null;
        known.Clear();
    }

    /// <summary>Another process may have forgotten a place for which nothing is sent here any more.</summary>
    public async Task LookAgainAsync(CancellationToken cancellationToken)
    {
        foreach (var key in known.Keys) await LookAsync(key, cancellationToken);
    }

    /// <summary>What closes the channel: its workspace, else itself. Null: nothing that is known.</summary>
    public async Task<ClosedPlace?> FindAsync(ChannelId channel, CancellationToken cancellationToken)
    {
        await ReadOnceAsync(cancellationToken);
        foreach (var one in (string?[])[null, channel.Channel])
        {
            var key = ClosedPlaceRow.KeyOf(channel.Platform, channel.Workspace, one);

            // Another process may have been told that it is open again.
            if (known.ContainsKey(key) && await LookAsync(key, cancellationToken) is { } place) return place;
        }

        return null;
    }

    /// <summary>The next message is the question.</summary>
    /// <returns>The place as it stands now; null: somebody else asks this moment.</returns>
    public Task<ClosedPlace?> TryAskAsync(ClosedPlace place, CancellationToken cancellationToken)
    {
        var gap = place.NextQuestion > place.Since ? Duration.Min(ClosedPlace.LongestGap, place.Gap * 2) : ClosedPlace.FirstGap;
        return SaveAsync(place with { Gap = gap, NextQuestion = Now + gap, Settings = SettingsOf(place.Platform) }, cancellationToken);
    }

    /// <summary>It came to no answer: the next one asks. Where somebody has changed the place since it was asked, that stands.</summary>
    /// <param name="asked">As <see cref="TryAskAsync"/> left it.</param>
    /// <param name="before">As it was before.</param>
    public Task GiveBackAsync(ClosedPlace asked, ClosedPlace before, CancellationToken cancellationToken) => SaveAsync(before with { ETag = asked.ETag }, cancellationToken);

    /// <summary>The platform has said that it takes nothing there.</summary>
    /// <returns>The place as it stands now. The operator is to be told where <see cref="ClosedPlace.ToldAt"/> is null: of a new one, or of another reason than before.</returns>
    public async Task<ClosedPlace> CloseAsync(ChannelId channel, ClosedBecause because, string reason, CancellationToken cancellationToken)
    {
        var one = because.IsOfWorkspace() ? null : channel.Channel;
        var key = ClosedPlaceRow.KeyOf(channel.Platform, channel.Workspace, one);
        while (true)
        {
            var now = Now;
            var place = await LookAsync(key, cancellationToken) ?? new(
                channel.Platform, channel.Workspace, one, because, reason, now, null, now + ClosedPlace.FirstGap, ClosedPlace.FirstGap, SettingsOf(channel.Platform), null);
            if (place.ETag is not null && place.Because == because) return place;
            if (await SaveAsync(place with { Because = because, Reason = reason, ToldAt = null }, cancellationToken) is { } saved) return saved;
        }
    }

    /// <summary>The operator has been told.</summary>
    public Task ToldAsync(ClosedPlace place, CancellationToken cancellationToken) => SaveAsync(place with { ToldAt = Now }, cancellationToken);

    /// <summary>A message was taken there.</summary>
    /// <returns>False: somebody else has noticed it before.</returns>
    public async Task<bool> OpenAsync(ClosedPlace place, CancellationToken cancellationToken)
    {
        var key = ClosedPlaceRow.KeyOf(place.Platform, place.Workspace, place.Channel);
        while (await LookAsync(key, cancellationToken) is { } current)
        {
            if (await store.SubmitTransactionAsync([TableTransactionAction.Delete(ClosedPlaceRow.ToEntity(current))], cancellationToken) is not TransactionOutcome.Committed) continue;
            known.TryRemove(key, out _);
            return true;
        }

        return false;
    }

    /// <summary>Something says that these may be open: they are asked with the next message, and what it answers is believed.</summary>
    public async Task AskNowAsync(Func<ClosedPlace, bool> mayBeOpen, CancellationToken cancellationToken)
    {
        await foreach (var row in store.QueryAsync(ClosedPlaceRow.Partition, "", null, cancellationToken))
        {
            // A conflict: it is being asked or opened this moment.
            if (ClosedPlaceRow.FromEntity(row) is var place && mayBeOpen(place)) await SaveAsync(DueNow(place), cancellationToken);
        }
    }

    private ClosedPlace DueNow(ClosedPlace place) => place with { NextQuestion = Instant.Min(place.Since, Now), Gap = ClosedPlace.FirstGap };

    private string SettingsOf(Platform platform) => settings.GetValueOrDefault(platform, "");

    /// <summary>Whoever comes meanwhile waits for the same reading; one that failed is begun anew by the next.</summary>
    private Task ReadOnceAsync(CancellationToken cancellationToken)
    {
        lock (gate) return reading is null or { IsFaulted: true } or { IsCanceled: true } ? reading = ReadAsync(cancellationToken) : reading;
    }

    /// <summary>With other settings than those that it was closed with, a place may be open.</summary>
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var row in store.QueryAsync(ClosedPlaceRow.Partition, "", null, cancellationToken))
        {
            var place = ClosedPlaceRow.FromEntity(row);
            known[row.RowKey] = place;
            if (place.Settings != SettingsOf(place.Platform)) await SaveAsync(DueNow(place) with { Settings = SettingsOf(place.Platform) }, cancellationToken);
        }
    }

    private async Task<ClosedPlace?> LookAsync(string key, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(ClosedPlaceRow.Partition, key, cancellationToken) is { } row) return known[key] = ClosedPlaceRow.FromEntity(row);
        known.TryRemove(key, out _);
        return null;
    }

    /// <returns>As it was saved; null: it has changed meanwhile.</returns>
    private async Task<ClosedPlace?> SaveAsync(ClosedPlace place, CancellationToken cancellationToken)
    {
        var row = ClosedPlaceRow.ToEntity(place);
        if (await store.SubmitTransactionAsync([TableTransactionAction.Save(row)], cancellationToken) is not TransactionOutcome.Committed { ETags: [var eTag] }) return null;
        return known[row.RowKey] = place with { ETag = eTag };
    }
}
