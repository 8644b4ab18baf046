using System.Collections.Concurrent;

namespace HuddleBot.Slack.Installation;

/// <summary>The bot's token for a workspace: of its installation, else the one from the settings.</summary>
/// <param name="installations">Null where workspaces cannot install the bot by themselves.</param>
public sealed class SlackTokens(SlackOptions options, SlackInstallations? installations, TimeProvider time)
{
    /// <summary>So soon a new installation or its end counts in every process.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (string? Token, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    /// <summary>Null: the bot is not installed there.</summary>
    public async Task<string?> OfAsync(string workspace, CancellationToken cancellationToken)
    {
        if (installations is null) return options.BotToken;
        var now = time.GetUtcNow();
        if (known.TryGetValue(workspace, out var cached) && now - cached.At < Fresh) return cached.Token;
        var token = await installations.TokenOfAsync(workspace, cancellationToken) ?? options.BotToken;

        // That there is none is not remembered: another process may install it at any moment, and messages wait for it.
        if (token is not null) known[workspace] = (token, now);
        return token;
    }

    public void Forget(string workspace) => known.TryRemove(workspace, out _);
}
