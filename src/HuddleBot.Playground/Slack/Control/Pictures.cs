using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack.WebApi;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Control;

/// <summary>The workspace as one person sees it, for the page.</summary>
internal sealed class Pictures(SlackServer slack)
{
    private readonly Reachability reachability = new(() => slack.Bot.Url);

    /// <param name="user">Null, when the page does not know anybody yet: the first person.</param>
    public async Task<object> StateAsync(string? user)
    {
        var socketMode = slack.Sockets.IsEnabled;
        var botReachable = socketMode ? slack.Sockets.Open.Count > 0 : await reachability.IsReachableAsync();
        lock (slack.Workspace.Gate)
        {
            var person = user is null ? slack.Workspace.People.Values.MinBy(someone => someone.Id, StringComparer.Ordinal)! : slack.Workspace.PersonNamed(user);
            slack.Workspace.DirectMessageWith(person);
            return new
            {
                workspace = new { slack.Workspace.Id, slack.Workspace.Name, platform = "slack" },
                bot = new { userId = slack.Workspace.Bot.Id, name = slack.Workspace.Bot.RealName },
                users = slack.Workspace.People.Values.Where(someone => !someone.IsDeleted).OrderBy(someone => someone.Id, StringComparer.Ordinal).Select(someone => new { someone.Id, someone.Name, someone.RealName }),
                channels = slack.Workspace.Channels.Values.Where(channel => channel.IsVisibleTo(person.Id))
                    .OrderBy(channel => channel.IsDirect).ThenBy(channel => channel.Id, StringComparer.Ordinal)
                    .Select(channel => new
                    {
                        channel.Id,
                        name = channel.IsDirect ? slack.Workspace.Bot.RealName : channel.Name,
                        kind = channel.IsDirect ? "im" : "channel",
                        isPrivate = channel.Kind is not ChannelKind.Public,
                        channel.IsArchived,
                        channel.MemberIds,
                        unread = UnreadOf(person, channel),
                    }).ToList(),
                commands = slack.Options.Commands,
                messageShortcuts = slack.Options.MessageShortcuts,
                botUrl = slack.Bot.Url,
                botReachable,
                socketMode,
            };
        }
    }

    /// <summary>Everything in the channel, replies too, oldest first; looking at it marks it as read.</summary>
    public IReadOnlyList<object> MessagesIn(string channelName, string user)
    {
        lock (slack.Workspace.Gate)
        {
            var (person, channel) = slack.Workspace.Seen(user, channelName);
            var messages = SeenBy(person, channel).ToList();
            MarkRead(person, channel, messages);
            return [.. messages.Select(message => (object)new
            {
                message.Ts,
                message.ThreadTs,
                message.AuthorId,
                authorName = slack.Workspace.FindPerson(message.AuthorId)?.RealName ?? message.AuthorId,
                message.IsBot,
                text = message.IsDeleted ? "" : message.Text,
                blocks = message.IsDeleted ? null : message.Blocks,
                edited = message.EditedTs is not null,
                ephemeral = message.EphemeralFor is not null,
                broadcast = message.IsBroadcast,
                replyCount = slack.Workspace.MessagesOf(channel.Id).Count(reply => reply.IsReply && reply.ThreadTs == message.Ts && !reply.IsDeleted && reply.EphemeralFor is null),
                deleted = message.IsDeleted,
                reactions = message.Reactions,
            })];
        }
    }

    public IReadOnlyList<object> ViewsOf(string user)
    {
        lock (slack.Workspace.Gate)
            return [.. slack.Workspace.ModalsOf(slack.Workspace.PersonNamed(user).Id).Select(view => (object)new { view.Id, view = Wire.View(slack.Workspace, view), view.Errors })];
    }

    public JsonObject? HomeOf(string user)
    {
        lock (slack.Workspace.Gate) return slack.Workspace.Homes.GetValueOrDefault(slack.Workspace.PersonNamed(user).Id) is { } home ? Wire.View(slack.Workspace, home) : null;
    }

    private IEnumerable<Message> SeenBy(Person person, Channel channel) =>
        slack.Workspace.MessagesOf(channel.Id).Where(message => message.EphemeralFor is null || (message.EphemeralFor == person.Id && !message.IsDeleted));

    private int UnreadOf(Person person, Channel channel)
    {
        var read = slack.Workspace.Read.GetValueOrDefault((person.Id, channel.Id), "");
        return channel.Has(person.Id)
            ? SeenBy(person, channel).Count(message => string.CompareOrdinal(message.Ts, read) > 0 && !message.IsDeleted && message.AuthorId != person.Id && (!message.IsReply || message.IsBroadcast))
            : 0;
    }

    private void MarkRead(Person person, Channel channel, List<Message> messages)
    {
        if (messages.Count == 0 || UnreadOf(person, channel) == 0) return;
        slack.Workspace.Read[(person.Id, channel.Id)] = messages[^1].Ts;
        slack.Workspace.Changes.Publish(new Change("state", Only: person.Id));
    }
}
