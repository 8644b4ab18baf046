using HuddleBot.Commands;
using HuddleBot.Core.Storage;
using HuddleBot.Delivery;
using HuddleBot.Storage.Backup;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Scores;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.WholeWay;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.Moving;

/// <summary>A restore that is killed before or after each of its commits, and run again.</summary>
public abstract class RestoreKillTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();
    private IReadOnlyList<TableEntity> rows = [];

    protected string File => folder.File("killed.jsonl");

    /// <summary>An empty one.</summary>
    protected abstract ITableStore NewStore(string folder);

    public async Task InitializeAsync()
    {
        var database = new SqliteDatabase($"Data Source={folder.File("source.db")}");
        await using var store = new SqliteTableStore(database);
        foreach (var partition in Enumerable.Range(0, 12))
            await store.SubmitTransactionAsync([.. Enumerable.Range(0, partition % 4 == 0 ? 90 : 3).Select(i => TableTransactionAction.Add(new($"team-{partition:D2}", $"r-{i:D3}") { ["N"] = i, ["Long"] = (long)i }))], None);
        rows = await Move.RowsOfAsync(store);
        await Move.ToFileAsync(new SqliteSnapshot(database), File);
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_commit_and_run_again_it_brings_every_row_once_and_no_bot_works_before(bool isKilledAfter)
    {
        var killed = 0;
        for (var commit = 1; ; commit++)
        {
            var real = NewStore(folder.FullPath);
            var time = new TestTime(speed: 50);
            var first = await TryRunAsync(new StoppingStore(real, commit, isKilledAfter), time);
            if (first is not null)
            {
                Assert.Equal(0, first);
                break;
            }

            killed++;
            var isFinished = await RestoreLease.UnfinishedAsync(real, None) is null;
            var isWhole = (await Move.RowsOfAsync(real)).Count == rows.Count;

            // A bot may start where nothing has been begun, and where all is there.
            Assert.Equal(isFinished, await new DispatchLease(new StoppingStore(real, 1), time).TryOrKilledAsync());
            if (isFinished) Assert.True(isWhole || (await Move.RowsOfAsync(real)).Count == 0);
            if (isFinished && isWhole) continue;
            Assert.Equal(0, await TryRunAsync(real, time));
            Move.AssertSame(rows, await Move.RowsOfAsync(real));
            Assert.True(await new DispatchLease(real, time).TryHoldAsync(None));
            await DisposeAsync(real);
        }

        Assert.True(killed > 13, $"killed only {killed} times");
    }

    [Fact]
    public async Task Rows_that_somebody_wrote_meanwhile_are_told_and_left_and_no_bot_starts_until_that_is_accepted()
    {
        var real = NewStore(folder.FullPath);
        var time = new TestTime(speed: 50);
        Assert.Null(await TryRunAsync(new StoppingStore(real, 8), time));
        var (stranger, other) = (new TableEntity("team-11", "r-000") { ["N"] = "something else" }, new TableEntity("team-11", "r-001") { ["N"] = 1 });
        foreach (var row in new[] { stranger, other })
        {
            if (await real.GetAsync(row.PartitionKey, row.RowKey, None) is { } there) await real.SubmitTransactionAsync([TableTransactionAction.Delete(there)], None);
            await real.SubmitTransactionAsync([TableTransactionAction.Add(row)], None);
        }

        Assert.Equal(1, await TryRunAsync(real, time));
        Assert.NotNull(await RestoreLease.UnfinishedAsync(real, None));
        Assert.False(await new DispatchLease(real, time).TryHoldAsync(None));
        Assert.Equal("something else", (await real.GetAsync("team-11", "r-000", None))!.GetString("N"));
        Assert.Null((await real.GetAsync("team-11", "r-001", None))!.GetInt64("Long"));
        Assert.Equal(rows.Count, (await Move.RowsOfAsync(real)).Count);

        Assert.Equal(1, await TryRunAsync(real, time, addMissing: true));
        Assert.Null(await RestoreLease.UnfinishedAsync(real, None));
        await DisposeAsync(real);
    }

    /// <returns>The exit code; null: it was killed.</returns>
    private async Task<int?> TryRunAsync(ITableStore store, TimeProvider time, bool addMissing = false)
    {
        await using var services = new ServiceCollection().AddSingleton(store).AddSingleton(time).AddSingleton<DispatchLease>().AddTransient<RestoreLease>().BuildServiceProvider();
        try
        {
            return await new RestoreRun(services, "the file", addMissing).RunAsync(await BackupFile.OpenAsync(File, Move.Ignore, None), File, None);
        }
        catch (ProcessKilledException)
        {
            return null;
        }
    }

    private static async Task DisposeAsync(ITableStore store)
    {
        if (store is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }
}

internal static class LeaseTries
{
    /// <summary>Whether the lease would be taken; the store is one that lets nothing be written.</summary>
    public static async Task<bool> TryOrKilledAsync(this DispatchLease lease)
    {
        try
        {
            return await lease.TryHoldAsync(CancellationToken.None);
        }
        catch (ProcessKilledException)
        {
            return true;
        }
    }
}

public sealed class RestoreKillOnSqliteTests : RestoreKillTests
{
    protected override ITableStore NewStore(string folder) => new SqliteTableStore(new($"Data Source={System.IO.Path.Combine(folder, Guid.NewGuid().ToString("N"))}.db"));
}

[Collection(AzuriteTests.Name)]
public sealed class RestoreKillOnAzureTablesTests(AzuriteFixture azurite) : RestoreKillTests
{
    protected override ITableStore NewStore(string folder) => azurite.NewStore(out _);
}
