namespace HuddleBot.Tests;

/// <summary>This assembly as a process of its own, for tests that kill one; and <c>kills</c>, which kills many of them.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args) => args switch
    {
        ["write-sqlite", var file, var partition] => await Storage.SqliteWriterProcess.RunAsync(file, partition),
        ["bot-token", var times, .. var settings] => await MicrosoftTeams.Connector.BotTokenProcess.RunAsync(int.Parse(times), settings),
        ["kills", .. var words] => await WholeWay.Stops.KillRun.RunAsync(words),
        ["mortal-bot", var now, .. var settings] => await WholeWay.Stops.MortalProcess.ServeAsync(now, settings),
        ["mortal-import", var source, var file, var now, .. var settings] => await WholeWay.Stops.MortalProcess.ImportAsync(source, file, now, settings),
        _ => 2,
    };
}
