using System.Globalization;
using System.Text.Json;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Hosting;
using HuddleBot.Slack.Inbound;
using NodaTime;

namespace HuddleBot.Slack.Events;

/// <summary>
/// What people write, change and delete in the threads of a team's channel: for who takes part in a huddle by writing, and for who answers a manager's question below the
/// card of an issue. Everything else that is said in a channel
/// comes here too and is left alone before anything is looked up.
/// </summary>
internal sealed class ThreadMessages(IHuddleDesk huddles, IIssueThreads issues, SlackConversation conversation) : ISlackEvent
{
    private const string Slackbot = "USLACKBOT";

    /// <summary>Nobody names more people in an answer.</summary>
    private const int MostNames = 10;

    /// <summary>The year 2286.</summary>
    private const decimal MostSeconds = 10_000_000_000;

    public async Task<SlackOutcome> HandleAsync(SlackPayload.EventCallback happened, CancellationToken cancellationToken)
    {
        if (Read(happened.Event) is { } heard && !IsCommand(heard, happened)) await HearAsync(happened, heard, cancellationToken);
        return new SlackOutcome.Fine();
    }

    /// <summary>The words of a message that calls the bot without a command. Whichever of the two events about it comes first, it is heard once.</summary>
    /// <returns>Whether it stands in the thread of a huddle, or answers a question.</returns>
    public async Task<bool> HearMentionAsync(SlackPayload.EventCallback happened, CancellationToken cancellationToken) =>
        PersonsWords(happened.Event) is { } heard && await HearAsync(happened, heard with { Channel = happened.Event.Text("channel") }, cancellationToken);

    /// <summary>Null: it is no word of a person in a thread.</summary>
    private static Heard? Read(JsonElement body)
    {
        if (body.Text("channel") is not { } channel || body.Text("channel_type") is "im" or "mpim") return null;
        var heard = body.Text("subtype") switch
        {
            "message_changed" when body.At("message").Text("text") == body.At("previous_message").Text("text") => null,
            "message_changed" => PersonsWords(body.At("message")) is { } changed ? changed with { ChangedAt = changed.ChangedAt ?? TimeOf(body.Text("event_ts")) } : null,
            "message_deleted" => PersonsWords(body.At("previous_message")) is { } gone ? gone with { Markup = null, ChangedAt = TimeOf(body.Text("event_ts")) } : null,
            _ => PersonsWords(body),
        };
        return heard is null ? null : heard with { Channel = channel };
    }

    /// <summary>A message below another, written by a person: an ordinary one, one that is shown in the channel too, one with a file.</summary>
    private static Heard? PersonsWords(JsonElement? message) =>
        message.Text("user") is { } user and not Slackbot && message.Text("bot_id") is null && message.Text("subtype") is null or "thread_broadcast" or "file_share"
        && message.Text("ts") is { } ts && message.Text("thread_ts") is { } thread && thread != ts
            ? new(null, user, thread, ts, message.Text("text") ?? "", TimeOf(message.At("edited").Text("ts")))
            : null;

    /// <summary>A <c>ts</c> is a time in Unix seconds; null for what is none.</summary>
    private static Instant? TimeOf(string? ts) =>
        decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < MostSeconds
            ? Instant.FromUnixTimeTicks((long)(seconds * NodaConstants.TicksPerSecond))
            : null;

    /// <summary>What begins with a command behind the bot's name is done as one, and is no answer.</summary>
    private static bool IsCommand(Heard heard, SlackPayload.EventCallback happened) =>
        happened.BotUser is { } bot && heard.Markup is { } markup && SlackText.Mentions(markup, bot) && HuddleRequest.TryRead(SlackText.SaidTo(markup, bot)) is not null;

    private async Task<bool> HearAsync(SlackPayload.EventCallback happened, Heard heard, CancellationToken cancellationToken)
    {
        if (heard.User == happened.BotUser || await conversation.TeamOfAsync(happened.Workspace, heard.Channel, cancellationToken) is null) return false;
        var words = heard.Markup is null ? null : await WordsOfAsync(happened, heard.Markup, cancellationToken);
        var actor = await conversation.ActorOfAsync(happened.Workspace, heard.User, heard.User, cancellationToken);
        var (channel, writtenAt) = (new ChannelId(Platform.Slack, happened.Workspace, heard.Channel!), TimeOf(heard.Ts));
        if (await huddles.HearAsync(channel, heard.Thread, actor, heard.Ts, words, writtenAt, heard.ChangedAt, cancellationToken)) return true;

        return (words, heard.ChangedAt) switch
        {
            (null, _) => false,
            ({ } now, { } changedAt) => await issues.HearChangeAsync(channel, heard.Thread, actor, heard.Ts, now, changedAt, cancellationToken),
            ({ } said, null) => await issues.HearAsync(channel, heard.Thread, actor, heard.Ts, said, writtenAt, cancellationToken),
        };
    }

    /// <summary>In plain text, with people's names, and without the bot's own where it only calls it.</summary>
    private async Task<string> WordsOfAsync(SlackPayload.EventCallback happened, string markup, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var user in SlackText.MentionedIn(markup).Where(user => user != happened.BotUser).Take(MostNames))
            names[user] = (await conversation.ActorOfAsync(happened.Workspace, user, user, cancellationToken)).Name;
        return SlackText.ToPlain(SlackText.WithoutMention(markup, happened.BotUser), names);
    }

    /// <param name="Markup">Null: it was deleted.</param>
    /// <param name="ChangedAt">When it got these words, or was deleted; null: as it was written.</param>
    private sealed record Heard(string? Channel, string User, string Thread, string Ts, string? Markup, Instant? ChangedAt);
}
