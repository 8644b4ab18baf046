namespace HuddleBot.Playground.Slack.WebApi;

/// <summary>One Web API method as Slack documents it.</summary>
/// <param name="Name">Such as <c>chat.postMessage</c>.</param>
/// <param name="PerMinute">Calls a minute that its tier allows.</param>
/// <param name="Scopes">One of them is enough; none: no scope is needed.</param>
/// <param name="Known">Its documented arguments.</param>
/// <param name="Handle">Runs with the workspace's gate held.</param>
internal sealed record Method(string Name, int PerMinute, IReadOnlyList<string> Scopes, IReadOnlyList<string> Known, Func<SlackServer, Arguments, Answer> Handle)
{
    public const int Tier2 = 20;
    public const int Tier3 = 50;
    public const int Tier4 = 100;

    /// <summary>"Hundreds per minute", says Slack of its special tier.</summary>
    public const int Special = 300;

    /// <summary>Its answer does not depend on a bot token.</summary>
    public bool NeedsNoToken { get; init; }

    /// <summary>It is called with the app-level token, in the header only.</summary>
    public bool TakesAppToken { get; init; }

    public static string[] Args(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
