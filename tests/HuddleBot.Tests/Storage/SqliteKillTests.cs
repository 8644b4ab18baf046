using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using static HuddleBot.Core.Storage.TableTransactionAction;

namespace HuddleBot.Tests.Storage;

/// <summary>Processes that share one file, and processes that are killed while they write.</summary>
public sealed class SqliteKillTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();

    private string File => folder.File("killed.db");

    [Fact]
    public async Task All_that_a_killed_process_reported_as_committed_is_there_and_nothing_by_halves()
    {
        for (var round = 1; round <= 3; round++)
        {
            var partition = $"round-{round}";
            var reported = new List<string>();
            using (var writer = new SqliteWriterProcess(File, partition))
            {
                while (reported.Count < 400 * round && await writer.ReadCommittedAsync() is { } key) reported.Add(key);
                writer.Kill();
                while (await writer.ReadCommittedAsync() is { } key) reported.Add(key);
            }

            await using var store = new SqliteTableStore(new($"Data Source={File}"));
            var first = await KeysAsync(store, partition, "a-");
            var second = await KeysAsync(store, partition, "b-");
            Assert.True(reported.Count >= 400 * round);
            Assert.Subset(first, reported.ToHashSet(StringComparer.Ordinal));
            Assert.Equal(first, second);
            Assert.IsType<TransactionOutcome.Committed>(await store.SubmitTransactionAsync([Add(new(partition, "afterwards"))], None));
        }

        Assert.Equal("ok", await CheckAsync());
    }

    [Fact]
    public async Task Two_processes_and_this_one_write_to_the_same_file_at_once()
    {
        await using var store = new SqliteTableStore(new($"Data Source={File}"));
        using var one = new SqliteWriterProcess(File, "one");
        using var two = new SqliteWriterProcess(File, "two");
        Assert.NotNull(await one.ReadCommittedAsync());
        Assert.NotNull(await two.ReadCommittedAsync());

        for (var i = 0; i < 25; i++)
        {
            Assert.IsType<TransactionOutcome.Committed>(await store.SubmitTransactionAsync([Add(new("own", $"r-{i}"))], None));
            Assert.NotNull(await one.ReadCommittedAsync());
            Assert.NotNull(await two.ReadCommittedAsync());
        }

        Assert.Equal(25, await store.QueryAsync("own", "r-", null, None).CountAsync());
    }

    public void Dispose() => folder.Dispose();

    private static async Task<HashSet<string>> KeysAsync(SqliteTableStore store, string partition, string prefix) =>
        await store.QueryAsync(partition, prefix, null, None).Select(row => row.RowKey[prefix.Length..]).ToHashSetAsync(StringComparer.Ordinal);

    private async Task<object?> CheckAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return await command.ExecuteScalarAsync();
    }
}
