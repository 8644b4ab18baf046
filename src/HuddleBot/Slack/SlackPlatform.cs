using System.Globalization;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Slack.WebApi;
using NodaTime;

namespace HuddleBot.Slack;

/// <summary>Slack as the dispatcher sees it: posts and edits once, at Slack's pace, and says what became of it.</summary>
public sealed partial class SlackPlatform(SlackWebApiClient client, ILogger<SlackPlatform> logger) : IChatPlatform
{
    private const int MostPages = 20;

    public Platform Platform => Platform.Slack;

    public string SettingsMark => client.SettingsMark;

    public async Task<SendResult> PostAsync(ChatPost post, CancellationToken cancellationToken)
    {
        var arguments = new ChatPostMessageArguments(
            post.Channel.Channel, SlackText.Escape(post.Card.Summary), BlocksOf(post.Card), MessageMetadata.Of(post.Key), post.ThreadMessageId);
        var reply = await SendAsync(
            post.Key, arguments.Blocks!, blocks => client.ChatPostMessageAsync(post.Channel.Workspace, arguments with { Blocks = blocks }, cancellationToken));
        if (reply is not SlackReply<PostedMessage>.Failed { Error: var error } || !SlackErrors.IsAboutBlocks(error.Code)) return ResultOf(reply);

        // Better a plain line than nothing; the next time that the card is drawn anew, its blocks are tried again.
        LogPlain(post.Key, error.Code);
        return ResultOf(await client.ChatPostMessageAsync(post.Channel.Workspace, arguments with { Blocks = null }, cancellationToken));
    }

    public async Task<SendResult> UpdateAsync(ChatUpdate update, CancellationToken cancellationToken)
    {
        var arguments = new ChatUpdateArguments(
            update.PostedChannel, update.MessageId, SlackText.Escape(update.Card.Summary), BlocksOf(update.Card), MessageMetadata.Of(update.Key));
        return ResultOf(await SendAsync(
            update.Key, arguments.Blocks, blocks => client.ChatUpdateAsync(update.Channel.Workspace, arguments with { Blocks = blocks }, cancellationToken)));
    }

    public async Task<FindResult> FindAsync(ChatPost post, Instant notOlderThan, CancellationToken cancellationToken)
    {
        var (workspace, channel) = (post.Channel.Workspace, post.Channel.Channel);
        if (IsPerson(channel))
        {
            // A direct message has its own channel; opening it again is harmless.
            var opened = await client.ConversationsOpenAsync(workspace, new(channel), cancellationToken);
            if (opened is SlackReply<OpenedConversation>.Failed { Error: var refused }) return NotFoundBecause(refused);
            channel = ((SlackReply<OpenedConversation>.Ok)opened).Result.Channel;
        }

        var oldest = (notOlderThan.ToUnixTimeTicks() / (decimal)NodaConstants.TicksPerSecond).ToString("F6", CultureInfo.InvariantCulture);
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var reply = post.ThreadMessageId is { } thread
                ? await client.ConversationsRepliesAsync(workspace, channel, thread, oldest, cursor, cancellationToken)
                : await client.ConversationsHistoryAsync(workspace, channel, oldest, cursor, cancellationToken);
            if (reply is SlackReply<HistoryPage>.Failed { Error: var error }) return NotFoundBecause(error);
            var history = ((SlackReply<HistoryPage>.Ok)reply).Result;
            if (history.Messages.FirstOrDefault(message => message.Key == post.Key) is { } found) return new FindResult.Found(channel, found.Ts);
            if (history.NextCursor is null) return new FindResult.NotThere();
            cursor = history.NextCursor;
        }

        return new FindResult.CannotTell($"not among the last {MostPages} pages of the channel");
    }

    /// <summary>With the pictures; without them where Slack refuses the blocks, since it may be that it could not fetch one.</summary>
    private async Task<SlackReply<PostedMessage>> SendAsync(string key, JsonArray blocks, Func<JsonArray, Task<SlackReply<PostedMessage>>> send)
    {
        var reply = await send(blocks);
        if (reply is not SlackReply<PostedMessage>.Failed { Error: var error } || !SlackErrors.IsAboutBlocks(error.Code) || Pictures.LeftOut(blocks) is not { } rest) return reply;
        LogWithoutPictures(key, error.ToString());
        return await send(rest);
    }

    internal static JsonArray BlocksOf(RenderedCard card) =>
        JsonNode.Parse(card.Json)?["blocks"]?.DeepClone() as JsonArray ?? throw new InvalidDataException("a Slack card has no blocks");

    private static bool IsPerson(string channel) => channel.StartsWith('U') || channel.StartsWith('W');

    private static SendResult ResultOf(SlackReply<PostedMessage> reply) => reply switch
    {
        SlackReply<PostedMessage>.Ok { Result: var posted } => new SendResult.Sent(posted.Channel, posted.Ts),
        SlackReply<PostedMessage>.Failed { Error: var error } => ResultOf(error),
        _ => throw new InvalidOperationException("no such reply"),
    };

    private static SendResult ResultOf(SlackError error) => error.Kind switch
    {
        SlackErrorKind.Retry => new SendResult.TryLater(error.RetryAfter is { } wait ? Duration.FromTimeSpan(wait) : null, error.MayHaveArrived, error.ToString()),
        SlackErrorKind.TokenExpired or SlackErrorKind.InstallationDead or SlackErrorKind.ChannelConfiguration or SlackErrorKind.Scope =>
            new SendResult.ChannelClosed(error.ToString()) { Because = SlackErrors.BecauseOf(error.Code) },
        SlackErrorKind.MessageGone => new SendResult.Gone(error.ToString()),
        _ => new SendResult.Refused(error.ToString()),
    };

    private static FindResult NotFoundBecause(SlackError error) => error.Kind switch
    {
        SlackErrorKind.Scope or SlackErrorKind.OurBug => new FindResult.CannotTell(error.ToString()),
        SlackErrorKind.MessageGone => new FindResult.NotThere(),
        SlackErrorKind.TokenExpired or SlackErrorKind.InstallationDead or SlackErrorKind.ChannelConfiguration => new FindResult.ChannelClosed(SlackErrors.BecauseOf(error.Code), error.ToString()),
        _ => new FindResult.AskLater(error.RetryAfter is { } wait ? Duration.FromTimeSpan(wait) : null, error.ToString()),
    };

    [LoggerMessage(LogLevel.Warning, "Slack refused the card {Key} with its pictures, {Error}: it is sent without them")]
    private partial void LogWithoutPictures(string key, string error);

    [LoggerMessage(LogLevel.Error, "Slack refused the card {Key} as it is, {Code}: it is posted as plain text")]
    private partial void LogPlain(string key, string code);
}
