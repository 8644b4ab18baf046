using System.Diagnostics;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.AzureTables;

namespace HuddleBot.Tests.Storage;

/// <summary>One real Azurite for all tests of the collection, on a port of its own. It ends when its standard input closes.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    public const string Account = "devstoreaccount1";
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private Process? process;

    /// <summary>With the account in the path, as Azurite has it.</summary>
    public Uri Endpoint { get; private set; } = null!;

    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint={Endpoint};";

    internal TableConnection Connection => TableConnection.Parse(ConnectionString);

    public async Task InitializeAsync()
    {
        process = Process.Start(new ProcessStartInfo("node", [Path.Combine(RepositoryRoot.Path, "tests", "HuddleBot.Tests", "Storage", "azurite.cjs")])
        {
            WorkingDirectory = RepositoryRoot.Path,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("listening on ", StringComparison.Ordinal)) continue;
            Endpoint = new($"http://127.0.0.1:{line["listening on ".Length..]}/{Account}");
            _ = process.StandardOutput.ReadToEndAsync();
            return;
        }

        throw new InvalidOperationException("Azurite did not start: " + await errors);
    }

    public async Task DisposeAsync()
    {
        if (process is null) return;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    /// <summary>A store in a table that no other test has.</summary>
    internal AzureTableStore NewStore(out string table)
    {
        table = "T" + Guid.NewGuid().ToString("N");
        return new(Connection, table, TimeProvider.System);
    }
}

[CollectionDefinition(Name)]
public sealed class AzuriteTests : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}

[Collection(AzuriteTests.Name)]
public sealed class AzureTablesContractTests(AzuriteFixture azurite) : TableStoreContract
{
    protected override ITableStore Store { get; } = new AzureTableStore(azurite.Connection, "Contract", TimeProvider.System);

    protected override ITableStore OtherStore { get; } = new AzureTableStore(azurite.Connection, "Contract", TimeProvider.System);
}
