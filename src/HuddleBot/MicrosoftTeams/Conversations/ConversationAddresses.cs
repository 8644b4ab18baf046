using HuddleBot.MicrosoftTeams.Connector;

namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>From a conversation to its service URL, or why nothing is sent there.</summary>
public sealed class ConversationAddresses(ConversationStore store, ServiceUrls serviceUrls)
{
    /// <param name="conversation">A channel or a personal chat, with or without a thread.</param>
    /// <returns><see cref="Reach.Open"/> or <see cref="Reach.Closed"/>.</returns>
    public async Task<Reach> OfAsync(string tenant, string conversation, CancellationToken cancellationToken)
    {
        var id = ConversationIds.ChannelOf(conversation);
        var place = await store.ReadAsync<KnownConversation>(tenant, id, cancellationToken);
        var team = ConversationIds.IsChannel(id) ? await store.ReadAsync<KnownTeam>(tenant, place.Team ?? id, cancellationToken) : new KnownTeam();
        if (ClosedReason(place, team) is not null)
        {
            // What is kept may be seconds old, and whoever opened the place has hurried us: look before saying no.
            place = await store.ReadNowAsync<KnownConversation>(tenant, id, cancellationToken);
            if (ConversationIds.IsChannel(id)) team = await store.ReadNowAsync<KnownTeam>(tenant, place.Team ?? id, cancellationToken);
        }

        return ClosedReason(place, team) is { } reason ? new Reach.Closed(reason, ClosedReasons.BecauseOf(reason)) : new Reach.Open(await AddressAsync(tenant, place, cancellationToken), id);
    }

    /// <summary>
    /// The service URL of the last that was heard from the place or, since then, from elsewhere in its tenant: a tenant that has moved tells it wherever somebody speaks first. Else the
    /// cloud's own.
    /// </summary>
    /// <param name="place">Null: never heard from.</param>
    public async Task<ConnectorAddress> AddressAsync(string tenant, KnownConversation? place, CancellationToken cancellationToken)
    {
        var last = await store.ReadAsync<KnownTenant>(tenant, "", cancellationToken);
        var isNewer = last.SeenAt is { } heard && !(place?.SeenAt >= heard);
        string?[] urls = isNewer ? [last.ServiceUrl, place?.ServiceUrl] : [place?.ServiceUrl, last.ServiceUrl];
        return new(urls.FirstOrDefault(serviceUrls.Allows) ?? serviceUrls.Default.AbsoluteUri, tenant);
    }

    private static string? ClosedReason(KnownConversation place, KnownTeam team) => team.IsInstalled == false ? ClosedReasons.RemovedFromTeam : place.ClosedReason ?? team.ClosedReason;
}
