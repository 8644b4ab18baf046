using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>Answers to what people write.</summary>
public sealed class TeamsReplies
{
    /// <summary>Below the message, in the thread where it was said; in a personal chat, in the chat. False: it could not be sent.</summary>
    public Task<bool> ReplyAsync(Activity to, RenderedCard card, CancellationToken cancellationToken) => throw Soon();

    /// <summary>To one person, privately. False: it could not be sent.</summary>
    public Task<bool> TellAsync(PersonId person, RenderedCard card, CancellationToken cancellationToken) => throw Soon();

    private static NotSupportedException Soon() => new("comes with the next commit");
}
