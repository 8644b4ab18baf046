using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Storage;

/// <summary>Writes the workspace to its file soon after it changes, and once more at the end.</summary>
internal sealed class StateFile : IAsyncDisposable
{
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(200);
    private readonly SlackWorkspace workspace;
    private readonly string path;
    private readonly ChangeFeed.Subscription changes;
    private readonly Task writing;

    private StateFile(SlackWorkspace workspace, string path)
    {
        this.workspace = workspace;
        this.path = path;
        changes = workspace.Changes.Listen();
        writing = WriteAsync();
    }

    /// <returns>True when there was a file to go on from.</returns>
    public static (StateFile File, bool WasThere) Open(SlackWorkspace workspace, string path)
    {
        var saved = SavedWorkspace.Load(path);
        saved?.MoveInto(workspace);
        return (new StateFile(workspace, path), saved is not null);
    }

    public async ValueTask DisposeAsync()
    {
        changes.Dispose();
        await writing;
        await SavedWorkspace.Of(workspace).SaveAsync(path);
    }

    private async Task WriteAsync()
    {
        while (await changes.Changes.WaitToReadAsync())
        {
            await Task.Delay(Settle);
            while (changes.Changes.TryRead(out _))
            {
            }

            await SavedWorkspace.Of(workspace).SaveAsync(path);
        }
    }
}
