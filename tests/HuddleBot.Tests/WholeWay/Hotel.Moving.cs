using HuddleBot.Commands;
using HuddleBot.Core.Storage;
using HuddleBot.Delivery;
using HuddleBot.Storage.Backup;
using HuddleBot.Tests.Moving;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.WholeWay;

/// <summary>The hotel moves to another storage.</summary>
internal sealed partial class Hotel
{
    private int moves;

    /// <summary>The bot takes clicks and feedback and sends nothing, until it has been stopped by <see cref="MoveAsync"/>.</summary>
    public async Task LetEverythingWaitAsync()
    {
        await StopBotAsync();
        await using (var onlooker = BuildOnlooker()) Assert.Null(await onlooker.Services.GetRequiredService<RestoreLease>().BeginAsync("test", "the test", CancellationToken.None));
        await StartBotAsync();
    }

    /// <summary>Stops the bot, brings everything into another storage by way of a file, and starts the bot there. Row by row it is the same.</summary>
    /// <param name="azureTables">Null: into a new SQLite file.</param>
    /// <returns>The rows that moved.</returns>
    public async Task<IReadOnlyList<TableEntity>> MoveAsync(string? azureTables)
    {
        await StopBotAsync();
        var (file, number) = (folder.File($"move-{++moves}.jsonl"), moves);
        List<TableEntity> rows;
        await using (var old = BuildOnlooker())
        {
            rows = await Move.RowsOfAsync(old.Services.GetRequiredService<ITableStore>());
            var writer = old.Services.GetRequiredService<BackupWriter>();
            await using (var output = File.Create(file)) Assert.Equal(rows.Count, await writer.WriteAsync(output, CancellationToken.None));
            Assert.True(writer.IsOfOneMoment);
        }

        storage = StorageIn(azureTables, folder.File($"huddlebot-{number}.db"));
        await using (var onlooker = BuildOnlooker())
        {
            Assert.Equal(0, await new RestoreRun(onlooker.Services, "the backup", addMissing: false).RunAsync(await BackupFile.OpenAsync(file, Move.Ignore, CancellationToken.None), file, CancellationToken.None));
            Move.AssertSame(rows, await Move.RowsOfAsync(onlooker.Services.GetRequiredService<ITableStore>()));
        }

        await StartBotAsync();
        return rows;
    }
}
