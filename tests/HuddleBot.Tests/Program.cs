namespace HuddleBot.Tests;

/// <summary>This assembly as a process of its own, for tests that kill one.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args) => args switch
    {
        ["write-sqlite", var file, var partition] => await Storage.SqliteWriterProcess.RunAsync(file, partition),
        ["bot-token", var times, .. var settings] => await MicrosoftTeams.Connector.BotTokenProcess.RunAsync(int.Parse(times), settings),
        _ => 2,
    };
}
