using System.Collections.Concurrent;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Slack.WebApi;

namespace HuddleBot.Slack;

/// <summary>A message's permalink, which never changes: each is asked for once.</summary>
internal sealed class SlackLinks(SlackWebApiClient client) : IMessageLinks
{
    private const int MostKept = 2_000;

    private readonly ConcurrentDictionary<(string Workspace, string Channel, string Ts), Uri> known = new();

    public Platform Platform => Platform.Slack;

    public async Task<Uri?> OfAsync(ChannelId channel, string postedChannel, string messageId, CancellationToken cancellationToken)
    {
        var key = (channel.Workspace, postedChannel, messageId);
        if (known.TryGetValue(key, out var link)) return link;
        if (await client.ChatGetPermalinkAsync(channel.Workspace, postedChannel, messageId, cancellationToken) is not SlackReply<Permalink>.Ok { Result.Address: var address }) return null;
        if (known.Count >= MostKept) known.Clear();
        return known[key] = address;
    }
}
