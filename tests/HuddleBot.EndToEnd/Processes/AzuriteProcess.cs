using HuddleBot.Tests;

namespace HuddleBot.EndToEnd.Processes;

/// <summary>A real Azurite on a port of its own.</summary>
public sealed class AzuriteProcess : IAsyncLifetime
{
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string Listening = "listening on ";
    private ChildProcess? process;

    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync()
    {
        process = ChildProcess.Start(RepositoryRoot.Path, new Dictionary<string, string>(StringComparer.Ordinal), "node", Path.Combine("tests", "HuddleBot.Tests", "Storage", "azurite.cjs"));
        var line = await process.SaysAsync(Listening);
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};TableEndpoint=http://127.0.0.1:{line[Listening.Length..].Trim()}/devstoreaccount1;";
    }

    public async Task DisposeAsync()
    {
        if (process is not null) await process.DisposeAsync();
    }
}
