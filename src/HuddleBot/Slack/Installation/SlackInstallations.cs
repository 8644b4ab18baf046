using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Slack.Installation;

/// <summary>The workspaces that have installed the bot, with their tokens: one row each.</summary>
public sealed class SlackInstallations(ITableStore store)
{
    public const string Partition = "slack-installations";

    public async Task<string?> TokenOfAsync(string workspace, CancellationToken cancellationToken) =>
        (await store.GetAsync(Partition, TableLimits.EscapeKey(workspace), cancellationToken))?.GetString("BotToken");

    public IAsyncEnumerable<string> WorkspacesAsync(CancellationToken cancellationToken) =>
        store.QueryAsync(Partition, "", null, cancellationToken).Select(row => row.RequireString("Workspace"));

    /// <summary>The newest installation is the one that counts, whatever was there.</summary>
    public async Task SaveAsync(SlackInstallation installation, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, TableLimits.EscapeKey(installation.Workspace))
        {
            ["Workspace"] = installation.Workspace,
            ["Name"] = installation.Name,
            ["BotToken"] = installation.BotToken,
            ["BotUser"] = installation.BotUser,
            ["Scopes"] = installation.Scopes,
            ["InstalledAt"] = installation.InstalledAt,
        };
        await store.SubmitTransactionAsync([TableTransactionAction.Upsert(row)], cancellationToken);
    }

    /// <summary>Forgets the token, unless the workspace has installed the bot anew since <paramref name="uninstalledAt"/> (events come late).</summary>
    public async Task RemoveAsync(string workspace, Instant uninstalledAt, CancellationToken cancellationToken)
    {
        var row = await store.GetAsync(Partition, TableLimits.EscapeKey(workspace), cancellationToken);
        if (row is null || row.RequireInstant("InstalledAt") > uninstalledAt) return;

        // A conflict: somebody else has removed it, or it was installed anew this moment. Both are right.
        await store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], cancellationToken);
    }
}

/// <param name="Workspace">Slack's team id.</param>
/// <param name="Scopes">What the bot may do there, separated by commas.</param>
public sealed record SlackInstallation(string Workspace, string? Name, string BotToken, string? BotUser, string? Scopes, Instant InstalledAt);
