using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.MicrosoftTeams.Conversations;

namespace HuddleBot.MicrosoftTeams;

/// <summary>The deep link to a message of a channel ("Deep link to Teams chat", <c>/l/message/{channelId}/{messageId}</c>). Microsoft documents the host of the public cloud alone.</summary>
internal sealed class TeamsLinks(MicrosoftTeamsOptions options) : IMessageLinks
{
    public Platform Platform => Platform.Teams;

    public Task<Uri?> OfAsync(ChannelId channel, string postedChannel, string messageId, CancellationToken cancellationToken)
    {
        var place = ConversationIds.ChannelOf(postedChannel);
        if (options.Cloud != TeamsCloud.Public || !ConversationIds.IsChannel(place)) return Task.FromResult<Uri?>(null);
        var (root, tenant) = (ConversationIds.RootOf(postedChannel) ?? messageId, Uri.EscapeDataString(channel.Workspace));
        return Task.FromResult<Uri?>(new($"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(place)}/{Uri.EscapeDataString(messageId)}?tenantId={tenant}&parentMessageId={Uri.EscapeDataString(root)}"));
    }
}
