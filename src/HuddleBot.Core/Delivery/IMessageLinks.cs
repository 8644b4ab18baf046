using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Delivery;

/// <summary>Port: the addresses under which a chat platform opens one message, for whoever may see it.</summary>
public interface IMessageLinks
{
    Platform Platform { get; }

    /// <param name="postedChannel">As the platform answered it: see <see cref="SendResult.Sent"/>.</param>
    /// <returns>Null: the platform has none, or does not answer; the message is not worth waiting for.</returns>
    Task<Uri?> OfAsync(ChannelId channel, string postedChannel, string messageId, CancellationToken cancellationToken);
}
