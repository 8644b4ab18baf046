using HuddleBot.Core.Delivery;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Commands;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.Installation;
using HuddleBot.Slack.Queue;

namespace HuddleBot.Slack.Events;

/// <summary>Takes an event that we subscribe to.</summary>
public interface ISlackEvent
{
    Task<SlackOutcome> HandleAsync(SlackPayload.EventCallback happened, CancellationToken cancellationToken);
}

/// <summary>Which event does what.</summary>
public sealed class SlackEvents(
    IHuddleDesk huddles, IIssueThreads issues, SlackConversation conversation, Commands.HuddleCommand huddle, HomeTab home, SlackDirectory directory, SlackTokens tokens,
    WaitingMessages waiting, ILogger<AppUninstalled> logger, SlackInstallations? installations = null)
{
    /// <summary>Scopes that the subscriptions need, beside those of the calls.</summary>
    public static IReadOnlyList<string> Scopes { get; } = ["app_mentions:read", "channels:history", "channels:read", "groups:history", "groups:read"];

    private readonly Dictionary<string, ISlackEvent> table = new(StringComparer.Ordinal)
    {
        ["app_home_opened"] = new AppHomeOpened(home),
        ["app_mention"] = new AppMention(huddle, conversation, new(huddles, issues, conversation)),
        ["app_uninstalled"] = new AppUninstalled(installations, tokens, logger),
        ["channel_unarchive"] = new ChannelUnarchive(waiting),
        ["group_unarchive"] = new ChannelUnarchive(waiting),
        ["member_joined_channel"] = new MemberJoinedChannel(directory, waiting),
        ["message"] = new ThreadMessages(huddles, issues, conversation),
        ["tokens_revoked"] = new TokensRevoked(new AppUninstalled(installations, tokens, logger)),
    };

    public IReadOnlyCollection<string> Types => table.Keys;

    /// <summary>What to subscribe to, so that these come: messages by the kind of their channel.</summary>
    public IReadOnlyCollection<string> Subscriptions => [.. Types.Except(["message"], StringComparer.Ordinal), "message.channels", "message.groups"];

    public ISlackEvent? Find(string type) => table.GetValueOrDefault(type);
}
