using HuddleBot.Playground.Slack.Deliveries;
using HuddleBot.Playground.Slack.WebApi;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack;

/// <summary>What can be looked at. Everything handed out is a picture of the moment.</summary>
public sealed partial class SlackPlayground
{
    /// <summary>Every Web API call, and every use of a response_url, in order.</summary>
    public IReadOnlyList<WebApiCall> Calls => slack.Calls.All;

    /// <summary>Everything that was sent to the bot, with each retry.</summary>
    public IReadOnlyList<Delivery> Deliveries => slack.Deliveries.All;

    /// <summary>What the bot did that a correct bot would not do; tests ask that there is none.</summary>
    public IReadOnlyList<string> Complaints => slack.Complaints.All;

    /// <summary>Messages at the top level of a channel, oldest first, without ephemeral and deleted ones.</summary>
    public IReadOnlyList<Message> MessagesIn(string channel)
    {
        lock (slack.Workspace.Gate)
            return [.. Standing(slack.Workspace.ChannelNamed(channel).Id).Where(message => !message.IsReply || message.IsBroadcast)];
    }

    /// <summary>The replies below a message, oldest first.</summary>
    public IReadOnlyList<Message> ThreadOf(string channel, string ts)
    {
        lock (slack.Workspace.Gate) return [.. Standing(slack.Workspace.ChannelNamed(channel).Id).Where(message => message.IsReply && message.ThreadTs == ts)];
    }

    /// <summary>The direct messages between the bot and a person, replies too.</summary>
    public IReadOnlyList<Message> DirectMessagesOf(string user)
    {
        lock (slack.Workspace.Gate) return [.. Standing(slack.Workspace.DirectMessageWith(slack.Workspace.PersonNamed(user)).Id)];
    }

    /// <summary>What only this person was shown, in any channel, oldest first.</summary>
    public IReadOnlyList<Message> EphemeralsOf(string user)
    {
        lock (slack.Workspace.Gate)
        {
            var id = slack.Workspace.PersonNamed(user).Id;
            return [.. slack.Workspace.Channels.Keys.SelectMany(slack.Workspace.MessagesOf).Where(message => message.EphemeralFor == id && !message.IsDeleted).OrderBy(message => message.Ts, StringComparer.Ordinal)];
        }
    }

    /// <summary>The modals that a person has open, the top one last.</summary>
    public IReadOnlyList<View> OpenViewsOf(string user)
    {
        lock (slack.Workspace.Gate) return [.. slack.Workspace.ModalsOf(slack.Workspace.PersonNamed(user).Id)];
    }

    /// <summary>The home tab that the bot has published for a person; null: none.</summary>
    public View? HomeOf(string user)
    {
        lock (slack.Workspace.Gate) return slack.Workspace.Homes.GetValueOrDefault(slack.Workspace.PersonNamed(user).Id);
    }

    /// <summary>Waits until there is something to see, looking again after every change.</summary>
    /// <param name="timeout">10 seconds unless given.</param>
    /// <exception cref="TimeoutException">It did not come; the message tells the last calls.</exception>
    public Task<T> WaitForAsync<T>(Func<T?> look, TimeSpan? timeout = null) where T : class =>
        slack.Workspace.Changes.WaitForAsync(look, timeout ?? TimeSpan.FromSeconds(10), () => string.Join('\n', Calls.TakeLast(10)));

    /// <summary>Waits until a condition holds.</summary>
    /// <inheritdoc cref="WaitForAsync{T}(Func{T}, TimeSpan?)"/>
    public Task WaitUntilAsync(Func<bool> holds, TimeSpan? timeout = null) => WaitForAsync(() => holds() ? this : null, timeout);

    private IEnumerable<Message> Standing(string channel) => slack.Workspace.MessagesOf(channel).Where(message => message is { EphemeralFor: null, IsDeleted: false });
}
