using System.Text.Json;

namespace HuddleBot.Playground.Storage;

/// <summary>Writes what a platform knows to its file soon after it changes, and once more at the end.</summary>
internal sealed class StateFile : IAsyncDisposable
{
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(200);
    private readonly Func<Task> save;
    private readonly ChangeFeed.Subscription changes;
    private readonly Task writing;

    /// <param name="save">Writes the state as it is at that moment.</param>
    public StateFile(ChangeFeed feed, Func<Task> save)
    {
        this.save = save;
        changes = feed.Listen();
        writing = WriteAsync();
    }

    /// <returns>Null: there is no file to go on from.</returns>
    public static T? Load<T>(string path, JsonSerializerOptions options) where T : class
    {
        if (!File.Exists(path)) return null;
        using var file = File.OpenRead(path);
        return JsonSerializer.Deserialize<T>(file, options);
    }

    /// <summary>Whole or not at all, whatever happens in between.</summary>
    public static async Task SaveAsync<T>(string path, T state, JsonSerializerOptions options)
    {
        var next = path + ".next";
        await using (var file = File.Create(next)) await JsonSerializer.SerializeAsync(file, state, options);
        File.Move(next, path, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        changes.Dispose();
        await writing;
        await save();
    }

    private async Task WriteAsync()
    {
        while (await changes.Changes.WaitToReadAsync())
        {
            await Task.Delay(Settle);
            while (changes.Changes.TryRead(out _))
            {
            }

            await save();
        }
    }
}
