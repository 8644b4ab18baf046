using System.CommandLine;
using HuddleBot.Core.Storage;
using HuddleBot.Delivery;
using HuddleBot.Hosting;

namespace HuddleBot.Commands;

/// <summary><c>serve</c>: the bot itself.</summary>
internal static class ServeCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static Command Create(IReadOnlyList<string> settings)
    {
        var command = new Command("serve", "Runs the bot (the default).");
        command.SetAction((_, cancellationToken) => RunAsync(settings, cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        await using var app = HuddleBotBuilder.Build([.. settings]);
        if (await IsHalfRestoredAsync(app.Services, cancellationToken)) return 1;
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            await Console.Error.WriteLineAsync($"The bot cannot listen: {e.Message} Another address is set with --urls or ASPNETCORE_URLS, like {HuddleBotBuilder.DefaultAddress}.");
            return 1;
        }

        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    /// <summary>A bot that cannot reach its storage starts and waits for it, so nobody waits here for long; even then nothing is dispatched from a part of a backup.</summary>
    private static async Task<bool> IsHalfRestoredAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            if (await RestoreLease.UnfinishedAsync(services.GetRequiredService<ITableStore>(), patience.Token) is not { } name) return false;
            await Console.Error.WriteLineAsync($"The bot does not start: only a part of {name} has been restored into this storage. Run 'restore' with the same file again, or use an empty storage.");
            return true;
        }
        catch (StorageUnavailableException e)
        {
            services.GetRequiredService<StorageOutage>().Noticed(e);
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
