using System.CommandLine;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;

namespace HuddleBot.Commands;

/// <summary>The services of the bot for one verb: the same settings, the same storage, no web server.</summary>
internal static class VerbHost
{
    /// <exception cref="SettingsException">A setting is wrong, or a word is none.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer.</exception>
    public static async Task<WebApplication> OpenAsync(ParseResult parse, CancellationToken cancellationToken, bool withStorage = true, LogLevel logLevel = LogLevel.Warning)
    {
        CheckWords(parse.UnmatchedTokens);
        var app = HuddleBotBuilder.Build([$"--Logging:LogLevel:Default={logLevel}", "--Logging:Console:LogToStandardErrorThreshold=Trace", .. parse.UnmatchedTokens]);
        if (withStorage) await app.Services.GetRequiredService<ITableStore>().EnsureReadyAsync(cancellationToken);
        return app;
    }

    /// <summary>Refuses what is neither of the verb nor a setting, before it is silently taken for one.</summary>
    private static void CheckWords(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith('-') && !words[i].StartsWith('/')) throw new SettingsException($"'{words[i]}' is not understood here. See --help.");
            if (words[i].Contains('=', StringComparison.Ordinal)) continue;
            if (++i >= words.Count) throw new SettingsException($"'{words[i - 1]}' is not understood here; a setting is written --Section:Key=value. See --help.");
        }
    }
}
