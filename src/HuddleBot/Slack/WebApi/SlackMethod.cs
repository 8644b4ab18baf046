namespace HuddleBot.Slack.WebApi;

/// <summary>A method of the Web API: how often we may call it in one workspace, and what the app must be allowed.</summary>
/// <param name="PerMinute">Slack's tiers ("Rate limits"): 2 is 20, 3 is 50, 4 is 100 a minute. 0: has limits of its own.</param>
/// <param name="Burst">How many may go at once; the rest of the minute's number is then spaced evenly, so that no 60 seconds see more.</param>
/// <param name="Scopes">Bot scopes that the call needs.</param>
public sealed record SlackMethod(string Name, int PerMinute, int Burst, IReadOnlyList<string> Scopes)
{
    public override string ToString() => Name;
}

/// <summary>Every method that this bot calls. The manifest asks for exactly these scopes; a test compares.</summary>
public static class SlackMethods
{
    private const int Tier3 = 50;
    private const int Tier4 = 100;

    private static readonly string[] Members = ["channels:read", "groups:read"];
    private static readonly string[] History = ["channels:history", "groups:history", "im:history", "metadata.message:read"];

    /// <summary>With the app's own token, which has a scope of its own (<c>connections:write</c>).</summary>
    public static readonly SlackMethod AppsConnectionsOpen = new("apps.connections.open", Tier3, 10, []);

    public static readonly SlackMethod AuthTest = new("auth.test", Tier4, 20, []);
    public static readonly SlackMethod ChatPostMessage = new("chat.postMessage", 0, 0, ["chat:write"]);
    public static readonly SlackMethod ChatUpdate = new("chat.update", Tier3, 10, ["chat:write"]);
    public static readonly SlackMethod ChatPostEphemeral = new("chat.postEphemeral", Tier4, 25, ["chat:write"]);

    /// <summary>Slack says "hundreds" a minute.</summary>
    public static readonly SlackMethod ChatGetPermalink = new("chat.getPermalink", 200, 50, []);

    public static readonly SlackMethod ViewsOpen = new("views.open", Tier4, 25, []);
    public static readonly SlackMethod ViewsPush = new("views.push", Tier4, 25, []);
    public static readonly SlackMethod ViewsUpdate = new("views.update", Tier4, 25, []);
    public static readonly SlackMethod ViewsPublish = new("views.publish", Tier4, 25, []);
    public static readonly SlackMethod ConversationsHistory = new("conversations.history", Tier3, 10, History);
    public static readonly SlackMethod ConversationsReplies = new("conversations.replies", Tier3, 10, History);
    public static readonly SlackMethod ConversationsMembers = new("conversations.members", Tier4, 25, Members);
    public static readonly SlackMethod ConversationsInfo = new("conversations.info", Tier3, 20, Members);
    public static readonly SlackMethod ConversationsOpen = new("conversations.open", Tier3, 10, ["im:write"]);
    /// <summary>Every process asks, each once an hour for whom no other has asked: two of them at once stay within the tier.</summary>
    public static readonly SlackMethod UsersInfo = new("users.info", Tier4 / 2, 25, ["users:read"]);

    public static IReadOnlyList<SlackMethod> All { get; } =
    [
        AppsConnectionsOpen, AuthTest, ChatPostMessage, ChatUpdate, ChatPostEphemeral, ChatGetPermalink, ViewsOpen, ViewsPush, ViewsUpdate, ViewsPublish,
        ConversationsHistory, ConversationsReplies, ConversationsMembers, ConversationsInfo, ConversationsOpen, UsersInfo,
    ];
}
