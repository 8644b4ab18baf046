using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>What verified activities teach us of places and people: where they are reached, and whether they take messages from us.</summary>
public sealed class ConversationReferences
{
    /// <summary>Learns from any verified activity; writes only what has changed.</summary>
    public Task NoteAsync(Activity activity, CancellationToken cancellationToken) => throw Soon();

    /// <summary>The bot was added to a team or for a person: what waits for them goes out.</summary>
    public Task InstalledAsync(Activity activity, CancellationToken cancellationToken) => throw Soon();

    /// <summary>The bot was removed from a team or by a person: nothing more is sent there.</summary>
    public Task RemovedAsync(Activity activity, CancellationToken cancellationToken) => throw Soon();

    /// <summary>The channel takes no messages. The id of a team (its General channel) means all of its channels.</summary>
    public Task ChannelClosedAsync(string tenant, string channel, string reason, CancellationToken cancellationToken) => throw Soon();

    /// <summary>The channel takes messages again: what waits for it goes out. The id of a team means all of its channels.</summary>
    public Task ChannelOpenAsync(string tenant, string channel, CancellationToken cancellationToken) => throw Soon();

    public Task RenamedAsync(string tenant, string channel, string name, CancellationToken cancellationToken) => throw Soon();

    private static NotSupportedException Soon() => new("comes with the next commit");
}
