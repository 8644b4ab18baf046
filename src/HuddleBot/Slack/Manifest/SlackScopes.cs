using HuddleBot.Slack.Events;
using HuddleBot.Slack.WebApi;

namespace HuddleBot.Slack.Manifest;

/// <summary>What the bot asks to be allowed: what its calls, its events and its command need, and nothing else. The manifest says the same; a test compares.</summary>
public static class SlackScopes
{
    /// <summary>For slash commands and shortcuts.</summary>
    public const string Commands = "commands";

    public static IReadOnlyList<string> Bot { get; } =
        [.. SlackMethods.All.SelectMany(method => method.Scopes).Concat(SlackEvents.Scopes).Append(Commands).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
