namespace HuddleBot.Playground.Slack.Workspace;

/// <summary>Everything that the workspace knows. Whoever reads or changes it holds <see cref="Gate"/>; what it hands out is immutable.</summary>
public sealed class SlackWorkspace(string id, string name, string botName, TimeProvider time)
{
    private readonly Dictionary<string, List<Message>> messages = new(StringComparer.Ordinal);

    internal Lock Gate { get; } = new();

    internal IdSource Ids { get; } = new(time);

    public ChangeFeed Changes { get; } = new();

    public string Id { get; } = id;

    public string Name { get; } = name;

    public string Domain { get; } = name.ToLowerInvariant().Replace(' ', '-');

    public Person Bot { get; } = new("U0BOT", botName, "HuddleBot", IsBot: true);

    public string BotId { get; } = "B0001";

    public string AppId { get; } = "A0001";

    internal Dictionary<string, Person> People { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Channel> Channels { get; } = new(StringComparer.Ordinal);

    /// <summary>The modals that a person has open, the top one last.</summary>
    internal Dictionary<string, List<View>> Modals { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, View> Homes { get; } = new(StringComparer.Ordinal);

    /// <summary>The newest message that a person has seen in a channel.</summary>
    internal Dictionary<(string User, string Channel), string> Read { get; } = [];

    internal Person? FindPerson(string idOrName) =>
        idOrName == Bot.Id ? Bot : People.GetValueOrDefault(idOrName) ?? People.Values.FirstOrDefault(person => person.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase));

    internal Channel? FindChannel(string idOrName) =>
        Channels.GetValueOrDefault(idOrName) ?? Channels.Values.FirstOrDefault(channel => !channel.IsDirect && channel.Name == idOrName.TrimStart('#'));

    /// <summary>The direct message between the bot and a person; made when it is not there.</summary>
    internal Channel DirectMessageWith(Person person)
    {
        var found = Channels.Values.FirstOrDefault(channel => channel.IsDirect && channel.Has(person.Id));
        if (found is not null) return found;
        var channel = new Channel("D" + person.Id[1..], person.Name, ChannelKind.DirectMessage, [person.Id, Bot.Id]);
        Put(channel);
        return channel;
    }

    internal void Put(Channel channel)
    {
        Channels[channel.Id] = channel;
        Changes.Publish(new Change("state"));
    }

    internal void Put(Person person)
    {
        People[person.Id] = person;
        Changes.Publish(new Change("state"));
    }

    internal IReadOnlyList<Message> MessagesOf(string channel) => messages.TryGetValue(channel, out var list) ? list : [];

    internal Message? FindMessage(string channel, string ts) => MessagesOf(channel).FirstOrDefault(message => message.Ts == ts && !message.IsDeleted);

    internal void Add(Message message)
    {
        if (!messages.TryGetValue(message.Channel, out var list)) messages[message.Channel] = list = [];
        list.Add(message);
        Changes.Publish(new Change("message", message.Channel, message.EphemeralFor));
    }

    internal void Replace(Message message)
    {
        var list = messages[message.Channel];
        list[list.FindIndex(m => m.Ts == message.Ts)] = message;
        Changes.Publish(new Change("message", message.Channel, message.EphemeralFor));
    }

    internal List<View> ModalsOf(string user)
    {
        if (!Modals.TryGetValue(user, out var stack)) Modals[user] = stack = [];
        return stack;
    }

    internal View? FindView(string id) => Modals.Values.SelectMany(stack => stack).Concat(Homes.Values).FirstOrDefault(view => view.Id == id);

    internal View? FindViewByExternalId(string id) => Modals.Values.SelectMany(stack => stack).Concat(Homes.Values).FirstOrDefault(view => view.ExternalId == id);

    /// <summary>Puts the view in the place of the one with its id.</summary>
    internal void Replace(View view)
    {
        Remember(view);
        Changes.Publish(new Change(Homes.TryGetValue(view.UserId, out var home) && home.Id == view.Id ? "home" : "view", Only: view.UserId));
    }

    /// <summary>Keeps what was typed, which nobody else sees.</summary>
    internal void Remember(View view)
    {
        if (Modals.TryGetValue(view.UserId, out var stack) && stack.FindIndex(v => v.Id == view.Id) is >= 0 and var index) stack[index] = view;
        else if (Homes.TryGetValue(view.UserId, out var home) && home.Id == view.Id) Homes[view.UserId] = view;
    }
}
