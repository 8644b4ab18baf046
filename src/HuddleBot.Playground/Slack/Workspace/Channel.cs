namespace HuddleBot.Playground.Slack.Workspace;

public enum ChannelKind
{
    Public,
    Private,
    DirectMessage,
}

/// <summary>A channel or a direct message, with everything ever said in it.</summary>
public sealed record Channel(string Id, string Name, ChannelKind Kind, IReadOnlyList<string> MemberIds, bool IsArchived = false)
{
    public bool IsDirect => Kind is ChannelKind.DirectMessage;

    public bool Has(string person) => MemberIds.Contains(person, StringComparer.Ordinal);

    /// <summary>Whether the person may read here: members, and anyone for a public channel.</summary>
    public bool IsVisibleTo(string person) => Kind is ChannelKind.Public || Has(person);
}
