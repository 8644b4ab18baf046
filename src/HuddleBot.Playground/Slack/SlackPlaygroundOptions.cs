using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack;

/// <summary>How the Slack on this machine is set up. The defaults are a small hotel company and Slack's own limits.</summary>
public sealed record SlackPlaygroundOptions
{
    /// <summary>0 takes any free port.</summary>
    public int Port { get; init; }

    /// <summary>Shared with the bot; signs everything that goes to it.</summary>
    public string SigningSecret { get; init; } = "playground-signing-secret";

    /// <summary>The one token that the Web API accepts until the app is uninstalled.</summary>
    public string BotToken { get; init; } = "xoxb-playground";

    /// <summary>The app-level token that opens connections of Socket Mode.</summary>
    public string AppToken { get; init; } = "xapp-playground";

    /// <summary>True: everything for the bot goes over its sockets, and nothing by HTTP.</summary>
    public bool SocketMode { get; init; }

    /// <summary>After so long Slack asks for a new connection.</summary>
    public TimeSpan SocketLifetime { get; init; } = TimeSpan.FromHours(5);

    /// <summary>Where interactions, commands and events go; may be set later at <see cref="SlackPlayground.BotUrl"/>.</summary>
    public Uri? BotUrl { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Multiplies what the rate limits allow; null: no rate limits.</summary>
    public double? RateLimitScale { get; init; } = 1;

    /// <summary>Multiplies the waits between an event's retries (immediately, 1 minute, 5 minutes).</summary>
    public double RetryWaitScale { get; init; } = 1;

    /// <summary>How long the bot may take to acknowledge. Slack: 3 seconds.</summary>
    public TimeSpan AcknowledgeWithin { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>What the installation may do. A call beyond it is <c>missing_scope</c>.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = DefaultScopes;

    /// <summary>Which messages of people the bot has subscribed to, where it is a member. Mentions in channels always come.</summary>
    public IReadOnlySet<string> MessageEvents { get; init; } = new HashSet<string>(["message.channels", "message.groups", "message.im"], StringComparer.Ordinal);

    /// <summary>Fills a new workspace with people and channels; the sample company unless given.</summary>
    internal Action<SlackWorkspace> Company { get; init; } = Workspace.SampleCompany.MoveIn;

    /// <summary>Starts with nobody but the bot.</summary>
    public bool StartsEmpty { init => Company = value ? _ => { } : Workspace.SampleCompany.MoveIn; }

    public string WorkspaceId { get; init; } = "T0001";

    public string WorkspaceName { get; init; } = "Sunny Hotels";

    public string BotName { get; init; } = "huddlebot";

    public IReadOnlyList<string> Commands { get; init; } = ["/huddle"];

    public IReadOnlyList<PlaygroundShortcut> MessageShortcuts { get; init; } = [new("issue.add", "Raise an issue")];

    public string ClientId { get; init; } = "1000.2000";

    public string ClientSecret { get; init; } = "playground-client-secret";

    /// <summary>Keeps messages and people in this file over a restart; null: in memory only.</summary>
    public string? StateFile { get; init; }

    /// <summary>The feedback webhook of the bot for the sample comments; null: <c>/feedback/sample</c> at the bot's host.</summary>
    public Uri? FeedbackUrl { get; init; }

    /// <summary>Standard Webhooks secret (<c>whsec_…</c> or plain text) of that webhook.</summary>
    public string FeedbackSecret { get; init; } = "playground-feedback-secret";

    public static IReadOnlySet<string> DefaultScopes { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "app_mentions:read", "channels:history", "channels:join", "channels:read", "chat:write", "chat:write.public", "commands", "groups:history", "groups:read",
        "im:history", "im:read", "im:write", "metadata.message:read", "mpim:read", "mpim:write", "reactions:write", "team:read", "users:read", "users:read.email",
    };
}

/// <summary>An entry of a message's menu.</summary>
public sealed record PlaygroundShortcut(string CallbackId, string Name);
