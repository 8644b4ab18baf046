using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace HuddleBot.Tests.Storage;

/// <summary>What only the SQLite store promises.</summary>
public sealed class SqliteTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();

    private string ConnectionString => $"Data Source={folder.File("test.db")}";

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x;Mode=Memory")]
    [InlineData("Data Source=file::memory:?cache=shared")]
    [InlineData("Mode=ReadWrite")]
    [InlineData("Data Source=x;Mode=ReadOnly")]
    [InlineData("no connection string")]
    [InlineData("Endpoint=https://example.com")]
    public void A_connection_string_that_names_no_file_stops_the_start(string connectionString) =>
        Assert.Contains("Storage:ConnectionString", Assert.Throws<SettingsException>(() => new SqliteTableStore(new(connectionString))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_missing_folder_is_named()
    {
        await using var store = new SqliteTableStore(new($"Data Source={folder.File("nowhere/test.db")}"));

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.EnsureReadyAsync(None));
        Assert.Contains(folder.File("nowhere"), refusal.Message, StringComparison.Ordinal);

        Directory.CreateDirectory(folder.File("nowhere"));
        await store.EnsureReadyAsync(None);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named_and_left_as_it_was()
    {
        await File.WriteAllTextAsync(folder.File("test.db"), new string('x', 5000));
        await using var store = new SqliteTableStore(new(ConnectionString));

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.EnsureReadyAsync(None));
        Assert.Contains("no SQLite database", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.SubmitTransactionAsync([TableTransactionAction.Add(new("p", "r"))], None));
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(folder.File("test.db")));
    }

    [Theory]
    [InlineData(5, "locked")]
    [InlineData(8, "right to write")]
    [InlineData(11, "restore a backup")]
    [InlineData(13, "Make room")]
    [InlineData(14, "cannot be opened")]
    public void An_error_of_SQLite_says_which_file_and_what_to_do(int code, string words)
    {
        var explained = new SqliteDatabase(ConnectionString).Explain(new SqliteException("message", code)).Message;

        Assert.Contains(words, explained, StringComparison.Ordinal);
        Assert.Contains(folder.File("test.db"), explained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_file_is_not_replaced_by_an_empty_one_when_reading()
    {
        await using (var store = new SqliteTableStore(new(ConnectionString)))
        {
            await store.EnsureReadyAsync(None);
            SqliteConnection.ClearAllPools();
            foreach (var file in Directory.GetFiles(folder.FullPath)) File.Delete(file);

            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.EnsureReadyAsync(None));
        }

        Assert.Empty(Directory.GetFiles(folder.FullPath, "*.db"));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_not_touched()
    {
        await using (var newer = new SqliteConnection(ConnectionString + ";Pooling=False"))
        {
            await newer.OpenAsync();
            SqliteDatabase.Execute(newer, "PRAGMA user_version = 99");
        }

        await using var store = new SqliteTableStore(new(ConnectionString));
        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.EnsureReadyAsync(None));
        Assert.Contains("newer HuddleBot", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_holds_the_file_delays_writers_but_not_readers()
    {
        await using var store = new SqliteTableStore(new(ConnectionString));
        await store.SubmitTransactionAsync([TableTransactionAction.Add(new("p", "before"))], None);
        await using var late = new SqliteTableStore(new(ConnectionString));
        await using var shell = new SqliteConnection(ConnectionString + ";Pooling=False");
        await shell.OpenAsync();
        SqliteDatabase.Execute(shell, "BEGIN IMMEDIATE");

        var waiting = store.SubmitTransactionAsync([TableTransactionAction.Add(new("p", "after"))], None);
        Assert.NotNull(await store.GetAsync("p", "before", None));
        Assert.NotNull(await late.GetAsync("p", "before", None));
        Assert.Null(await store.GetAsync("p", "after", None));
        Assert.False(waiting.IsCompleted);
        SqliteDatabase.Execute(shell, "COMMIT");

        Assert.IsType<TransactionOutcome.Committed>(await waiting);
    }

    [Fact]
    public async Task Concurrent_transactions_share_a_commit_and_a_conflict_spoils_only_its_own()
    {
        await using var store = new SqliteTableStore(new(ConnectionString));
        await store.SubmitTransactionAsync([TableTransactionAction.Add(new("p", "taken"))], None);
        await using var shell = new SqliteConnection(ConnectionString + ";Pooling=False");
        await shell.OpenAsync();
        // While another holds the file, all of them gather behind the first.
        SqliteDatabase.Execute(shell, "BEGIN IMMEDIATE");
        var transactions = Enumerable.Range(0, 200).Select(i => store.SubmitTransactionAsync(
            [TableTransactionAction.Add(new("p", $"r-{i:d3}")), TableTransactionAction.Add(new("p", i % 2 == 0 ? $"s-{i:d3}" : "taken"))], None)).ToList();
        SqliteDatabase.Execute(shell, "COMMIT");
        var outcomes = await Task.WhenAll(transactions);

        Assert.Equal(100, outcomes.Count(outcome => outcome is TransactionOutcome.Committed));
        Assert.Equal(100, outcomes.Count(outcome => outcome == new TransactionOutcome.Conflict(1, ConflictKind.AlreadyExists)));
        await using var command = shell.CreateCommand();
        command.CommandText = "SELECT count(*) FROM HuddleBot WHERE RowKey LIKE 'r-%'";
        Assert.Equal(100L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task People_can_read_the_file_with_the_shell()
    {
        await using var store = new SqliteTableStore(new(ConnectionString));
        await store.SubmitTransactionAsync([TableTransactionAction.Add(new("team-a", "r-1") { ["Comment"] = "Schön – 日本", ["Score"] = 3 })], None);

        await using var shell = new SqliteConnection(ConnectionString + ";Pooling=False");
        await shell.OpenAsync();
        await using var command = shell.CreateCommand();
        command.CommandText = "SELECT Properties ->> 'Comment' || ' ' || (Properties ->> 'Score') || ' ' || Properties FROM HuddleBot WHERE PartitionKey = 'team-a'";
        Assert.Equal("""Schön – 日本 3 {"Comment":"Schön – 日本","Score":3}""", await command.ExecuteScalarAsync());
    }

    public void Dispose() => folder.Dispose();
}
