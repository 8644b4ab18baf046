namespace HuddleBot.Tests.Storage;

/// <summary>A folder that goes away with its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public string FullPath { get; } = Directory.CreateTempSubdirectory("huddlebot-").FullName;

    public string File(string name) => System.IO.Path.Combine(FullPath, name);

    /// <summary>A question that was under way when its store was closed may open its file once more, and close it again.</summary>
    public void Dispose()
    {
        if (!SpinWait.SpinUntil(TryDelete, Patience)) Directory.Delete(FullPath, recursive: true);
    }

    private bool TryDelete()
    {
        try
        {
            Directory.Delete(FullPath, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
