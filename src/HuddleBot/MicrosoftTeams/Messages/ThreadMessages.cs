using System.Globalization;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.MicrosoftTeams.Protocol;
using NodaTime;

namespace HuddleBot.MicrosoftTeams.Messages;

/// <summary>
/// What people write, change and delete in the threads of a team's channel: for who takes part in a huddle by writing, and for who answers a manager's question below the
/// card of an issue. With the permission that the manifest asks for
/// (<c>ChannelMessage.Read.Group</c>) every message of the channel comes; without it, those that mention the bot.
/// </summary>
public sealed class ThreadMessages(IHuddleDesk huddles, IIssueThreads issues, TeamsConversation conversation)
{
    /// <summary>The year 2286.</summary>
    private const long MostMilliseconds = 10_000_000_000_000;

    /// <summary>A message that was changed or deleted, or is there again.</summary>
    public async Task<ActivityOutcome> HandleChangeAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (conversation.SpeakerOf(activity) is not { } who) return new ActivityOutcome.Done();
        var said = SpokenText.Of(activity);
        var isGone = activity.Type == ActivityTypes.MessageDelete;
        if (isGone || !said.IsCommand) await HearAsync(activity, who, isGone ? null : said.Whole, cancellationToken);
        return new ActivityOutcome.Done();
    }

    /// <param name="words">In plain text; null: the message was deleted.</param>
    /// <returns>Whether it stands in the thread of a huddle, or answers a question.</returns>
    public async Task<bool> HearAsync(Activity activity, Speaker who, string? words, CancellationToken cancellationToken)
    {
        if (who.Channel is not { } channel || activity.Id is not { Length: > 0 } id || ConversationIds.RootOf(activity.Conversation?.Id ?? "") is not { } root || root == id) return false;
        if (await conversation.TeamOfAsync(channel, cancellationToken) is not { } team) return false;
        await conversation.MeetAsync(team, who, cancellationToken);
        var (at, isChange) = (TimeOf(activity.Timestamp), activity.Type != ActivityTypes.Message);
        var writtenAt = isChange ? WrittenAt(id) : at ?? WrittenAt(id);
        if (await huddles.HearAsync(channel, root, who.Actor, id, words, writtenAt, isChange ? at : null, cancellationToken)) return true;

        return (words, isChange) switch
        {
            (null, _) => false,
            ({ } now, true) => at is { } changedAt && await issues.HearChangeAsync(channel, root, who.Actor, id, now, changedAt, cancellationToken),
            ({ } said, false) => await issues.HearAsync(channel, root, who.Actor, id, said, writtenAt, cancellationToken),
        };
    }

    /// <summary>The id of a message is the time of its writing, in Unix milliseconds; null for what is none.</summary>
    private static Instant? WrittenAt(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < MostMilliseconds ? Instant.FromUnixTimeMilliseconds(milliseconds) : null;

    private static Instant? TimeOf(DateTimeOffset? at) => at is { } time ? Instant.FromDateTimeOffset(time) : null;
}
