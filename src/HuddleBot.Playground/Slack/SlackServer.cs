using HuddleBot.Playground.Slack.Deliveries;
using HuddleBot.Playground.Slack.SocketMode;
using HuddleBot.Playground.Slack.Views;
using HuddleBot.Playground.Slack.WebApi;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack;

/// <summary>The parts of the Slack on this machine, and the questions that several of them ask.</summary>
internal sealed class SlackServer
{
    public SlackServer(SlackPlaygroundOptions options)
    {
        Options = options;
        Workspace = new SlackWorkspace(options.WorkspaceId, options.WorkspaceName, options.BotName, options.TimeProvider);
        Triggers = new Triggers(options.TimeProvider);
        RateLimits = new RateLimits(options.TimeProvider, options.RateLimitScale);
        Installations = new Installations(options);
        ResponseUrls = new ResponseUrls(options.TimeProvider);
        Sockets = new AppSockets(options, Complaints.Add, () => Workspace.Changes.Publish(new Change("state")));
        Bot = new BotConnection(options, Sockets, Deliveries, Workspace.Changes);
    }

    public SlackPlaygroundOptions Options { get; }

    public SlackWorkspace Workspace { get; }

    public Triggers Triggers { get; }

    public RateLimits RateLimits { get; }

    public FaultSwitch Faults { get; } = new();

    public Installations Installations { get; }

    public ResponseUrls ResponseUrls { get; }

    public RecordOf<WebApiCall> Calls { get; } = new();

    public RecordOf<Delivery> Deliveries { get; } = new();

    /// <summary>What the bot did that a correct bot would not do.</summary>
    public RecordOf<string> Complaints { get; } = new();

    public AppSockets Sockets { get; }

    public BotConnection Bot { get; }

    /// <summary>Where this Slack listens, such as <c>http://127.0.0.1:3979</c>; known after the start.</summary>
    public string Address { get; set; } = "";

    /// <summary>Private channels that the bot is not in do not exist for it.</summary>
    public bool BotSees(Channel channel) => channel.IsVisibleTo(Workspace.Bot.Id);

    /// <summary>Whether a person may look into a channel.</summary>
    public bool Sees(string person, string channel)
    {
        lock (Workspace.Gate) return Workspace.Channels.GetValueOrDefault(channel)?.IsVisibleTo(person) is true;
    }

    public Channel? FindVisible(string? id) => id is not null && Workspace.Channels.GetValueOrDefault(id) is { } channel && BotSees(channel) ? channel : null;

    /// <summary>Where a posting goes: a channel, or a person's direct message.</summary>
    public Answer? OpenForPosting(string? id, out Channel channel)
    {
        channel = null!;
        if (id is null) return Answer.Fail("channel_not_found");
        if (Workspace.People.TryGetValue(id, out var person)) channel = Workspace.DirectMessageWith(person);
        else if (FindVisible(id) is { } found) channel = found;
        else return Answer.Fail("channel_not_found");
        if (channel.IsArchived) return Answer.Fail("is_archived");
        return channel.Has(Workspace.Bot.Id) || Options.Scopes.Contains("chat:write.public") ? null : Answer.Fail("not_in_channel");
    }

    public Message AddEphemeral(string channel, string user, string? threadTs, MessageContent content)
    {
        var message = new Message
        {
            Channel = channel,
            Ts = Workspace.Ids.NextTs(),
            ThreadTs = threadTs,
            AuthorId = Workspace.Bot.Id,
            IsBot = true,
            Text = content.Text,
            Blocks = content.Blocks,
            EphemeralFor = user,
        };
        Workspace.Add(message);
        return message;
    }
}
