namespace HuddleBot.Playground.MicrosoftTeams.Tenant;

/// <summary>Everything that the tenant knows. Whoever reads or changes it holds <see cref="Gate"/>; what it hands out is immutable.</summary>
internal sealed class TeamsTenant(string id, string name, string appId, string botName, TimeProvider time)
{
    private readonly Dictionary<string, List<Message>> messages = new(StringComparer.Ordinal);

    public Lock Gate { get; } = new();

    public IdSource Ids { get; } = new(time, appId);

    public ChangeFeed Changes { get; } = new();

    public string Id { get; } = id;

    public string Name { get; } = name;

    public string AppId { get; } = appId;

    /// <summary><c>28:…</c></summary>
    public string BotId { get; } = "28:" + appId;

    public string BotName { get; } = botName;

    public Dictionary<string, Person> People { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Team> Teams { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Channel> Channels { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Chat> Chats { get; } = new(StringComparer.Ordinal);

    /// <summary>By person and message.</summary>
    public Dictionary<(string Person, string Conversation, string Message), PersonalView> Views { get; } = [];

    /// <summary>By person.</summary>
    public Dictionary<string, Dialog> Dialogs { get; } = new(StringComparer.Ordinal);

    /// <summary>The newest message that a person has seen in a conversation.</summary>
    public Dictionary<(string Person, string Conversation), string> Read { get; } = [];

    public RecordOf<(string Person, string Text)> Toasts { get; } = new();

    public DateTimeOffset Now => time.GetUtcNow();

    public Person? FindPerson(string idOrName) =>
        People.GetValueOrDefault(idOrName) ?? People.Values.FirstOrDefault(person => person.Mri == idOrName || person.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase));

    public Team? FindTeam(string idOrName) => Teams.GetValueOrDefault(idOrName) ?? Teams.Values.FirstOrDefault(team => team.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase));

    /// <summary>By name, one that stands is found before a deleted one.</summary>
    public Channel? FindChannel(string idOrName) => Channels.GetValueOrDefault(idOrName)
        ?? Channels.Values.Where(channel => channel.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase)).MinBy(channel => channel.IsDeleted);

    /// <summary>A person's chat with the bot; made when it is not there.</summary>
    public Chat ChatOf(Person person)
    {
        var chatId = Ids.ChatOf(person.Id);
        if (Chats.TryGetValue(chatId, out var chat)) return chat;
        chat = new Chat(chatId, person.Id, HasBot: false);
        Put(chat);
        return chat;
    }

    public void Put(Person person)
    {
        People[person.Id] = person;
        Changes.Publish(new Change("state"));
    }

    public void Put(Team team)
    {
        Teams[team.Id] = team;
        Changes.Publish(new Change("state"));
    }

    public void Put(Channel channel)
    {
        Channels[channel.Id] = channel;
        Changes.Publish(new Change("state"));
    }

    public void Put(Chat chat)
    {
        Chats[chat.Id] = chat;
        Changes.Publish(new Change("state", Only: chat.PersonId));
    }

    public IReadOnlyList<Message> MessagesOf(string conversation) => messages.TryGetValue(conversation, out var list) ? list : [];

    public Message? FindMessage(string conversation, string messageId) => MessagesOf(conversation).FirstOrDefault(message => message.Id == messageId);

    public void Add(Message message)
    {
        if (!messages.TryGetValue(message.Conversation, out var list)) messages[message.Conversation] = list = [];
        list.Add(message);
        Changes.Publish(new Change("message", message.Conversation));
    }

    /// <summary>Everyone sees it as it is now: what single people saw is gone.</summary>
    public void Replace(Message message)
    {
        var list = messages[message.Conversation];
        list[list.FindIndex(m => m.Id == message.Id)] = message;
        foreach (var key in Views.Keys.Where(key => key.Conversation == message.Conversation && key.Message == message.Id).ToList()) Views.Remove(key);
        Changes.Publish(new Change("message", message.Conversation));
    }

    public PersonalView? ViewOf(string person, Message message) => Views.GetValueOrDefault((person, message.Conversation, message.Id));

    public void Put(PersonalView view)
    {
        Views[(view.Person, view.Conversation, view.MessageId)] = view;
        Changes.Publish(new Change("message", view.Conversation, view.Person));
    }

    public void Open(Dialog dialog)
    {
        Dialogs[dialog.Person] = dialog;
        Changes.Publish(new Change("dialog", Only: dialog.Person));
    }

    public void CloseDialog(string person)
    {
        if (Dialogs.Remove(person)) Changes.Publish(new Change("dialog", Only: person));
    }

    public void Toast(string person, string text)
    {
        Toasts.Add((person, text));
        Changes.Publish(new Change("toast", Only: person));
    }
}
