using HuddleBot.Core.Storage;
using HuddleBot.Delivery;
using HuddleBot.Hosting;

namespace HuddleBot.Commands;

/// <summary>The services of the bot for one verb: the same settings, the same storage, no web server.</summary>
internal static class VerbHost
{
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer, or holds only a part of a backup.</exception>
    public static async Task<WebApplication> OpenAsync(IReadOnlyList<string> settings, CancellationToken cancellationToken, bool withStorage = true, LogLevel logLevel = LogLevel.Warning)
    {
        var app = HuddleBotBuilder.Build([$"--Logging:LogLevel:Default={logLevel}", "--Logging:Console:LogToStandardErrorThreshold=Trace", .. settings]);
        if (!withStorage) return app;
        var store = app.Services.GetRequiredService<ITableStore>();
        await store.EnsureReadyAsync(cancellationToken);
        await RestoreLease.RefuseUnfinishedAsync(store, cancellationToken);
        return app;
    }
}
