using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;

namespace HuddleBot.MicrosoftTeams;

/// <summary>Who is in a channel and what people are called, kept so that an invoke never waits for the connector.</summary>
public sealed class TeamsDirectory : IChatDirectory
{
    public Platform Platform => Platform.Teams;

    public Task<bool?> IsMemberAsync(ChannelId channel, PersonId person, CancellationToken cancellationToken) => throw Soon();

    public Task<string> NameOfAsync(PersonId person, string fallback, CancellationToken cancellationToken) => throw Soon();

    /// <summary>The name if it is known, else <paramref name="fallback"/>.</summary>
    public string NameNow(PersonId person, string fallback) => throw Soon();

    /// <summary>Somebody joined or left: asks anew in the background.</summary>
    public void Forget(ChannelId channel) => throw Soon();

    /// <summary>Fetches the roster in the background where it is not known.</summary>
    public void Warm(ChannelId channel) => throw Soon();

    private static NotSupportedException Soon() => new("comes with the next commit");
}
