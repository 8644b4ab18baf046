using HuddleBot.Core.Identity;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Connector;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>Reads a channel's members to the last page.</summary>
public sealed class RosterReader(ConnectorClient client, ConversationAddresses addresses, TimeProvider time)
{
    /// <summary>A team holds 25,000 people at most ("Limits and specifications").</summary>
    private const int MostPages = 100;

    /// <summary>Null: the connector did not tell, or the channel is closed to us.</summary>
    /// <param name="yields">Whether other calls of the tenant go first.</param>
    public async Task<Roster?> ReadAsync(ChannelId channel, Func<bool> yields, CancellationToken cancellationToken)
    {
        if (await addresses.OfAsync(channel.Workspace, channel.Channel, cancellationToken) is not Reach.Open reach) return null;
        var askedAt = time.GetCurrentInstant();
        var members = new List<ChannelAccount>();
        string? token = null;
        for (var page = 0; page < MostPages; page++)
        {
            var reply = await client.GetConversationPagedMembersAsync(reach.Address, reach.Conversation, token, yields, cancellationToken);
            if (reply is not ConnectorReply<PagedMembers>.Ok { Result: var result }) return null;
            members.AddRange(result.Members);
            if (result.ContinuationToken is null || result.ContinuationToken == token) return Roster.Of(members, askedAt);
            token = result.ContinuationToken;
        }

        return null;
    }
}
