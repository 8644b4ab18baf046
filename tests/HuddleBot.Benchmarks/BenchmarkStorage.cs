using HuddleBot.Benchmarks.Queue;

namespace HuddleBot.Benchmarks;

/// <summary>A file of SQLite, or Azurite in memory in a process of its own; several tables side by side.</summary>
internal sealed class BenchmarkStorage : IAsyncDisposable
{
    private readonly string folder;

    private BenchmarkStorage(string folder, AzuriteProcess? azurite) => (this.folder, Azurite) = (folder, azurite);

    /// <summary>Null: SQLite.</summary>
    public AzuriteProcess? Azurite { get; }

    public string Name => Azurite is null ? "SQLite" : "Azurite";

    /// <param name="kind"><c>sqlite</c> (null, too) or <c>azurite</c>.</param>
    /// <exception cref="ArgumentException">Neither.</exception>
    public static async Task<BenchmarkStorage> StartAsync(string? kind, string folder) => kind switch
    {
        null or "sqlite" => new(folder, null),
        "azurite" => new(folder, await AzuriteProcess.StartAsync()),
        _ => throw new ArgumentException($"'{kind}' is no storage; use sqlite or azurite", nameof(kind)),
    };

    /// <summary>What the bot is told, to keep everything in the table of this name.</summary>
    /// <param name="table">Letters and digits, a letter first.</param>
    public string[] Settings(string table) => Azurite is { } azurite
        ? ["--Storage:Provider=AzureTables", $"--Storage:ConnectionString={azurite.ConnectionString}", $"--Storage:TableName={table}"]
        : [$"--Storage:ConnectionString=Data Source={FileOf(table)}"];

    public string FileOf(string table) => Path.Combine(folder, table + ".db");

    public ValueTask DisposeAsync() => Azurite?.DisposeAsync() ?? ValueTask.CompletedTask;
}
