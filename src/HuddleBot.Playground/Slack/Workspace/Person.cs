namespace HuddleBot.Playground.Slack.Workspace;

/// <summary>Somebody in the workspace; the bot is one too.</summary>
public sealed record Person(string Id, string Name, string RealName, bool IsBot = false, string TimeZone = "Europe/London", string? Email = null, bool IsDeleted = false);
