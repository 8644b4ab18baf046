namespace HuddleBot.Tests.Storage;

/// <summary>A folder that goes away with its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const int Tries = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public string FullPath { get; } = Directory.CreateTempSubdirectory("huddlebot-").FullName;

    public string File(string name) => System.IO.Path.Combine(FullPath, name);

    public void Dispose()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                Directory.Delete(FullPath, recursive: true);
                return;
            }
            catch (IOException) when (tries < Tries)
            {
                // A question that was under way when its store was closed opens its file once more, and closes it again.
                Thread.Sleep(Pause);
            }
        }
    }
}
