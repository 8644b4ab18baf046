namespace HuddleBot.Playground.Slack.Workspace;

/// <summary>What a person sees. Whoever asks for something that the person does not see has a mistake in the test or the page.</summary>
internal static class Sight
{
    public static Person PersonNamed(this SlackWorkspace workspace, string idOrName) => workspace.FindPerson(idOrName) ?? throw new InvalidOperationException($"there is no person {idOrName}");

    public static Channel ChannelNamed(this SlackWorkspace workspace, string idOrName) => workspace.FindChannel(idOrName) ?? throw new InvalidOperationException($"there is no channel {idOrName}");

    public static (Person Person, Channel Channel) Seen(this SlackWorkspace workspace, string user, string channelName)
    {
        var person = workspace.PersonNamed(user);
        var channel = workspace.ChannelNamed(channelName);
        return channel.IsVisibleTo(person.Id) ? (person, channel) : throw new InvalidOperationException($"{person.Name} does not see {channel.Name}");
    }

    public static (Person Person, Channel Channel, Message Message) Seen(this SlackWorkspace workspace, string user, string channelName, string ts)
    {
        var (person, channel) = workspace.Seen(user, channelName);
        return workspace.FindMessage(channel.Id, ts) is { } message && message.EphemeralFor is null | message.EphemeralFor == person.Id
            ? (person, channel, message)
            : throw new InvalidOperationException($"{person.Name} sees no message {ts} in {channel.Name}");
    }
}
