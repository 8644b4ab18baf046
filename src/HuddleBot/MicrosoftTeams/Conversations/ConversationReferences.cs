using System.Collections.Concurrent;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Protocol;
using NodaTime;

namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>What verified activities teach us of places and people: where they are reached, and whether they take messages from us.</summary>
/// <remarks>Activities come late and out of order: what a newer one has said stands. Of the same moment the last to come is believed.</remarks>
public sealed partial class ConversationReferences(
    ConversationStore store, ServiceUrls serviceUrls, TeamChannels channels, TeamsDirectory directory, ITeamDirectory teams, WaitingMessages waiting, TimeProvider time,
    ILogger<ConversationReferences> logger)
{
    private const int MostSeen = 50_000;

    /// <summary>The newest activity that has said what a row says: a row is not written only to move its time.</summary>
    private readonly ConcurrentDictionary<string, Instant> lastSaid = new(StringComparer.Ordinal);

    /// <summary>Learns from any verified activity; writes only what has changed.</summary>
    public async Task NoteAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (Read(activity) is not { } said) return;
        List<Task> notes = [NoteTenantAsync(said, cancellationToken), NotePersonAsync(said, cancellationToken), .. said.Places.Select(place => NotePlaceAsync(said, place, cancellationToken))];
        if (said.Team is { } team) notes.Add(store.ChangeAsync<KnownTeam>(said.Tenant, team, row => row with { Name = activity.ChannelData?.Team?.Name ?? row.Name }, cancellationToken));
        await Task.WhenAll(notes);

        // Only somewhere that has the bot can people write to it: an installation that we were not told of.
        if (activity.Type == ActivityTypes.Message && await ReopenAsync(said, isInstallation: false, cancellationToken)) await HurryAsync(said, cancellationToken);
        if (activity.Type is not (ActivityTypes.Message or ActivityTypes.Invoke)) return;
        await WarmAsync(said, cancellationToken);
        if (activity.Type == ActivityTypes.Message && said.Team is { } known) await channels.LearnOnceAsync(said.Tenant, known, cancellationToken);
    }

    /// <summary>The bot was added to a team or for a person: what waits for them goes out.</summary>
    public async Task InstalledAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (Read(activity) is not { } said) return;
        var isNews = await ReopenAsync(said, isInstallation: true, cancellationToken);
        LogInstalled(said.Tenant, said.Team ?? said.Place, isNews);
        if (said.Team is { } team)
        {
            if (isNews) channels.Learn(said.Tenant, team);
            foreach (var channel in (await teams.CurrentAsync(cancellationToken)).Teams.Select(known => known.Channel).Where(channel => (channel.Platform, channel.Workspace) == (Platform.Teams, said.Tenant)))
            {
                await ReopenChannelAsync(said, team, channel.Channel, cancellationToken);
                directory.Learn(channel);
            }
        }

        await HurryAsync(said, cancellationToken);
    }

    /// <summary>The bot was removed from a team or by a person: nothing more is sent there.</summary>
    public async Task RemovedAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (Read(activity) is not { } said) return;
        if (said.Team is { } team)
            await store.ChangeNowAsync<KnownTeam>(said.Tenant, team, row => row.InstalledAt > said.At ? row : row with { IsInstalled = false, InstalledAt = said.At }, cancellationToken);
        else await CloseAsync(said.Tenant, said.Place, ClosedReasons.RemovedByPerson, said.At, cancellationToken);
        LogRemoved(said.Tenant, said.Team ?? said.Place);
    }

    /// <summary>The channel takes no messages. The id of a team (its General channel) means all of its channels.</summary>
    public async Task ChannelClosedAsync(string tenant, string channel, string reason, CancellationToken cancellationToken)
    {
        var now = time.GetCurrentInstant();
        LogClosed(tenant, channel, reason);
        if (await IsTeamAsync(tenant, channel, cancellationToken))
            await store.ChangeNowAsync<KnownTeam>(tenant, channel, row => row with { ClosedReason = reason, ClosedAt = now }, cancellationToken);
        else await CloseAsync(tenant, ConversationIds.ChannelOf(channel), reason, now, cancellationToken);
    }

    /// <summary>The channel takes messages again: what waits for it goes out. The id of a team means all of its channels.</summary>
    public async Task ChannelOpenAsync(string tenant, string channel, CancellationToken cancellationToken)
    {
        var now = time.GetCurrentInstant();
        if (await IsTeamAsync(tenant, channel, cancellationToken))
        {
            await store.ChangeNowAsync<KnownTeam>(tenant, channel, row => row.ClosedReason is null ? row : row with { ClosedReason = null, ClosedAt = now }, cancellationToken);
            await waiting.HurryAsync(Platform.Teams, tenant, cancellationToken);
        }

        var id = ConversationIds.ChannelOf(channel);
        await store.ChangeNowAsync<KnownConversation>(tenant, id, row => row.ClosedReason is null ? row : row with { ClosedReason = null, StateAt = now }, cancellationToken);
        await waiting.HurryAsync(new ChannelId(Platform.Teams, tenant, id), cancellationToken);
    }

    public Task RenamedAsync(string tenant, string channel, string name, CancellationToken cancellationToken) =>
        store.ChangeAsync<KnownConversation>(tenant, ConversationIds.ChannelOf(channel), row => row with { Name = name }, cancellationToken);

    /// <summary>Before somebody clicks; in channels that nobody gave to a frontline team there is nothing to click.</summary>
    private async Task WarmAsync(Said said, CancellationToken cancellationToken)
    {
        var place = new ChannelId(Platform.Teams, said.Tenant, said.Place);
        if ((await teams.CurrentAsync(cancellationToken)).OfChannel(place).Any()) directory.Warm(place);
    }

    private Said? Read(Activity activity)
    {
        if (activity is not { TenantId: { Length: > 0 } tenant, ServiceUrl: { Length: > 0 } url, Conversation.Id: { Length: > 0 } conversation } || !serviceUrls.Allows(url)) return null;
        var place = ConversationIds.ChannelOf(conversation);
        var isChannel = ConversationIds.IsChannel(place);
        var team = isChannel ? activity.ChannelData?.Team?.Id : null;
        string[] places = isChannel && activity.ChannelData?.Channel?.Id is { Length: > 0 } other ? [place, ConversationIds.ChannelOf(other)] : [place];

        // A clock that runs ahead would have the last word for ever.
        var now = time.GetCurrentInstant();
        var at = activity.Timestamp is { } sent ? Instant.Min(Instant.FromDateTimeOffset(sent), now) : now;
        return new(activity, tenant, url, at, place, [.. places.Distinct(StringComparer.Ordinal)], team is { Length: > 0 } ? ConversationIds.ChannelOf(team) : null);
    }

    private Task NoteTenantAsync(Said said, CancellationToken cancellationToken) => store.ChangeAsync<KnownTenant>(
        said.Tenant, "",
        row => IsOlder(said, "tenant", row.SeenAt) || row.ServiceUrl == said.ServiceUrl ? row : new(said.ServiceUrl, said.At), cancellationToken);

    private async Task NotePlaceAsync(Said said, string place, CancellationToken cancellationToken)
    {
        var channel = said.Activity.ChannelData?.Channel;
        var name = channel?.Id == place ? channel.Name : null;
        var person = ConversationIds.IsChannel(place) || said.Activity.Conversation!.ConversationType is "groupChat" ? null : said.Person;
        await store.ChangeAsync<KnownConversation>(
            said.Tenant, place,
            row =>
            {
                if (IsOlder(said, place, row.SeenAt)) return row with { ServiceUrl = row.ServiceUrl ?? said.ServiceUrl, Team = row.Team ?? said.Team, Person = row.Person ?? person, Name = row.Name ?? name };
                var next = row with { ServiceUrl = said.ServiceUrl, Team = said.Team ?? row.Team, Person = person ?? row.Person, Name = name ?? row.Name };
                return next == row ? row : next with { SeenAt = said.At };
            },
            cancellationToken);
    }

    private async Task NotePersonAsync(Said said, CancellationToken cancellationToken)
    {
        if (said.Person is not { } person || said.Activity.From is not { Id: { Length: > 0 } mri } from) return;
        var chat = said.Activity.Conversation!.ConversationType is "personal" || said.Place.StartsWith("a:", StringComparison.Ordinal) ? said.Place : null;
        await store.ChangeAsync<KnownPerson>(
            said.Tenant, person,
            row =>
            {
                if (IsOlder(said, person, row.SeenAt)) return row with { Mri = row.Mri ?? mri, Name = row.Name ?? from.Name, Conversation = row.Conversation ?? chat };
                var next = row with { Mri = mri, Name = from.Name ?? row.Name, Conversation = chat ?? row.Conversation };
                return next == row ? row : next with { SeenAt = said.At };
            },
            cancellationToken);
    }

    /// <summary>Whether something newer has been said of it; else this is the newest from now on.</summary>
    private bool IsOlder(Said said, string id, Instant? seenAt)
    {
        if (seenAt > said.At) return true;
        if (lastSaid.Count >= MostSeen) lastSaid.Clear();
        return lastSaid.AddOrUpdate($"{said.Tenant} {id}", said.At, (_, last) => Instant.Max(last, said.At)) > said.At;
    }

    /// <param name="isInstallation">Its time is kept even where it changes nothing else, so that a removal from before it, which comes late, is known for one.</param>
    /// <returns>True: the place or its team is open from now on, and was not, or nobody knew.</returns>
    private async Task<bool> ReopenAsync(Said said, bool isInstallation, CancellationToken cancellationToken)
    {
        var isNews = false;
        await ChangeAsync<KnownConversation>(
            isInstallation, said.Tenant, said.Place,
            row =>
            {
                isNews = row.ClosedReason is not null && !(row.StateAt > said.At);
                return row.StateAt > said.At || (row.ClosedReason is null && !isInstallation) ? row : row with { ClosedReason = null, StateAt = said.At };
            },
            cancellationToken);
        if (said.Team is not { } team) return isNews;

        var isTeamNews = false;
        await ChangeAsync<KnownTeam>(
            isInstallation, said.Tenant, team,
            row =>
            {
                // Whatever closed it before (archived, deleted): nobody can add the app to such a team, or write in it.
                var isOpened = row.ClosedReason is not null && !(row.ClosedAt > said.At);
                if (isOpened) row = row with { ClosedReason = null, ClosedAt = said.At };
                var isInstalled = !(row.InstalledAt > said.At) && (isInstallation ? row.IsInstalled != true : row.IsInstalled == false);
                isTeamNews = isInstalled || isOpened;
                return row.InstalledAt > said.At || (!isInstallation && row.IsInstalled != false) ? row : row with { IsInstalled = true, InstalledAt = said.At };
            },
            cancellationToken);
        return isNews || isTeamNews;
    }

    private Task<bool> ChangeAsync<T>(bool isSaidOnce, string tenant, string id, Func<T, T> change, CancellationToken cancellationToken)
        where T : IConversationRow<T>, IEquatable<T> =>
        isSaidOnce ? store.ChangeNowAsync(tenant, id, change, cancellationToken) : store.ChangeAsync(tenant, id, change, cancellationToken);

    /// <summary>A channel of the team that was gone may be back; one that is not says so itself when it is written to.</summary>
    private Task ReopenChannelAsync(Said said, string team, string channel, CancellationToken cancellationToken) => store.ChangeNowAsync<KnownConversation>(
        said.Tenant, channel,
        row => row.Team != team || row.ClosedReason is null || row.StateAt > said.At ? row : row with { ClosedReason = null, StateAt = said.At },
        cancellationToken);

    /// <summary>An installation may open the way to people as well, who are known by their team's roster: all that waits in the tenant is due.</summary>
    private Task HurryAsync(Said said, CancellationToken cancellationToken) => waiting.HurryAsync(Platform.Teams, said.Tenant, cancellationToken);

    private Task CloseAsync(string tenant, string place, string reason, Instant at, CancellationToken cancellationToken) => store.ChangeNowAsync<KnownConversation>(
        tenant, place, row => row.StateAt > at ? row : row with { ClosedReason = reason, StateAt = at }, cancellationToken);

    private async Task<bool> IsTeamAsync(string tenant, string channel, CancellationToken cancellationToken) =>
        (await store.ReadAsync<KnownConversation>(tenant, channel, cancellationToken)).Team == channel || await store.ReadAsync<KnownTeam>(tenant, channel, cancellationToken) != new KnownTeam();

    /// <summary>What an activity says of where it comes from.</summary>
    /// <param name="Place">The channel or personal chat that it was said in.</param>
    /// <param name="Places">With the channel that it is about.</param>
    private sealed record Said(Activity Activity, string Tenant, string ServiceUrl, Instant At, string Place, IReadOnlyList<string> Places, string? Team)
    {
        public string? Person => Activity.From?.EntraId is { Length: > 0 } id ? PeopleIds.Normal(id) : null;
    }

    [LoggerMessage(LogLevel.Information, "Microsoft Teams: the app was added in tenant {Tenant}, {Place} (news: {IsNews})")]
    private partial void LogInstalled(string tenant, string place, bool isNews);

    [LoggerMessage(LogLevel.Warning, "Microsoft Teams: the app was removed in tenant {Tenant}, {Place}; messages for it wait")]
    private partial void LogRemoved(string tenant, string place);

    [LoggerMessage(LogLevel.Warning, "Microsoft Teams: channel {Channel} in tenant {Tenant} takes no messages ({Reason}); they wait")]
    private partial void LogClosed(string tenant, string channel, string reason);
}
