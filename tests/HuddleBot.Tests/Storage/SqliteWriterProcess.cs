using System.Diagnostics;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;
using static HuddleBot.Core.Storage.TableTransactionAction;

namespace HuddleBot.Tests.Storage;

/// <summary>A process that writes to a database until it is killed, and says what was committed, one key a line.</summary>
internal sealed class SqliteWriterProcess : IDisposable
{
    private readonly Process process;

    public SqliteWriterProcess(string file, string partition) =>
        process = Process.Start(new ProcessStartInfo("dotnet", [typeof(SqliteWriterProcess).Assembly.Location, "write-sqlite", file, partition])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    /// <summary>The next key that it reports as committed; null when it has died and all is read.</summary>
    public Task<string?> ReadCommittedAsync() => process.StandardOutput.ReadLineAsync();

    /// <summary>kill -9, in the middle of whatever it does.</summary>
    public void Kill() => process.Kill();

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>In the other process: sixteen at once, each transaction a pair of rows. Ends when standard input does, so it never outlives its test.</summary>
    public static async Task<int> RunAsync(string file, string partition)
    {
        await using var store = new SqliteTableStore(new($"Data Source={file}"));
        using var end = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                var key = $"{writer:d2}-{i:d6}";
                var outcome = await store.SubmitTransactionAsync([Add(new(partition, "a-" + key) { ["Text"] = new string('x', 3000) }), Add(new(partition, "b-" + key))], CancellationToken.None);
                if (outcome is not TransactionOutcome.Committed) throw new InvalidOperationException($"{key}: {outcome}");
                lock (end) Console.Out.WriteLine(key);
            }
        })).ToList();
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        await end.CancelAsync();
        await Task.WhenAll(writers);
        return 0;
    }
}
