using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Issues;

/// <summary>Port: hears what people write in the thread of an issue's card, where a manager's question waits for the team's answer.</summary>
public interface IIssueThreads
{
    /// <summary>
    /// Somebody wrote below a message of ours. Below the card of an issue whose manager has asked something, the first words of a person who may answer are the answer;
    /// whatever else is written there is theirs. The same message again does nothing.
    /// </summary>
    /// <param name="threadMessageId">The message that the thread hangs on (Slack <c>thread_ts</c>, Teams root activity id).</param>
    /// <param name="messageId">The platform's id of what they wrote: what identifies the answer.</param>
    /// <param name="words">In plain text, as written.</param>
    /// <param name="writtenAt">As the platform says: what was written before the question is no answer to it, however late it arrives. Null: not known, now.</param>
    /// <returns>Whether these words are the answer to a question, now or when they came before.</returns>
    Task<bool> HearAsync(ChannelId channel, string threadMessageId, Actor actor, string messageId, string words, Instant? writtenAt, CancellationToken cancellationToken);

    /// <summary>Somebody changed a message below one of ours. Where it was the answer, its new words are, as long as no manager has decided since. A deleted message stays the answer that it was.</summary>
    /// <param name="changedAt">As the platform says: changes may arrive in another order than they were made.</param>
    /// <returns>Whether these words are the answer now.</returns>
    Task<bool> HearChangeAsync(ChannelId channel, string threadMessageId, Actor actor, string messageId, string words, Instant changedAt, CancellationToken cancellationToken);
}
