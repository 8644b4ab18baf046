using System.Collections.Concurrent;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Connector;
using NodaTime;

namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>Learns in the background which channels a team of Microsoft Teams has, so that what happens to the team is known of each.</summary>
public sealed partial class TeamChannels(
    ConversationStore store, ConversationAddresses addresses, ConnectorClient client, IHostApplicationLifetime lifetime, StorageOutage outage, TimeProvider time, ILogger<TeamChannels> logger)
{
    private static readonly Duration AgainAfter = Duration.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Tenant, string Team), Instant> asked = new();

    /// <summary>Where they were never learnt; not asked again for a while where the connector did not tell.</summary>
    public async Task LearnOnceAsync(string tenant, string team, CancellationToken cancellationToken)
    {
        if (asked.TryGetValue((tenant, team), out var at) && time.GetCurrentInstant() - at < AgainAfter) return;
        if ((await store.ReadAsync<KnownTeam>(tenant, team, cancellationToken)) is { ChannelsAt: null, IsInstalled: not false }) Learn(tenant, team);
    }

    public void Learn(string tenant, string team)
    {
        asked[(tenant, team)] = time.GetCurrentInstant();
        _ = Task.Run(() => LearnAsync(tenant, team, lifetime.ApplicationStopping));
    }

    private async Task LearnAsync(string tenant, string team, CancellationToken cancellationToken)
    {
        try
        {
            if (await addresses.OfAsync(tenant, team, cancellationToken) is not Reach.Open reach) return;
            if (await client.GetTeamConversationsAsync(reach.Address, team, cancellationToken) is not ConnectorReply<ConversationList>.Ok { Result.Conversations: var channels }) return;
            foreach (var channel in channels.Where(channel => !string.IsNullOrEmpty(channel.Id)))
                await store.ChangeAsync<KnownConversation>(tenant, channel.Id!, row => row with { Team = team, Name = channel.Name ?? row.Name }, cancellationToken);
            await store.ChangeAsync<KnownTeam>(tenant, team, row => row with { ChannelsAt = time.GetCurrentInstant() }, cancellationToken);
        }
        catch (StorageUnavailableException e)
        {
            outage.Noticed(e);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Learnt when next somebody writes there.
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFault(e, team);
        }
    }

    [LoggerMessage(LogLevel.Error, "Microsoft Teams: the channels of team {Team} could not be learnt")]
    private partial void LogFault(Exception e, string team);
}
