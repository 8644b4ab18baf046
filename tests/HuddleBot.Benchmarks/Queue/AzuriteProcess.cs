using System.Diagnostics;

namespace HuddleBot.Benchmarks.Queue;

/// <summary>Azurite's Table service in memory, in a process of its own on a port of its own. It ends when its standard input closes: with the benchmark.</summary>
internal sealed class AzuriteProcess : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    /// <summary>Azurite's own, known to everybody.</summary>
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process process;

    private AzuriteProcess(Process process, string port) =>
        (this.process, ConnectionString) = (process, $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint=http://127.0.0.1:{port}/{Account};");

    public string ConnectionString { get; }

    public static async Task<AzuriteProcess> StartAsync()
    {
        var root = RootOfRepository();
        var azurite = Process.Start(new ProcessStartInfo("node", [Path.Combine(root, "tests", "HuddleBot.Tests", "Storage", "azurite.cjs")])
        {
            WorkingDirectory = root, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var errors = azurite.StandardError.ReadToEndAsync();
        while (await azurite.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("listening on ", StringComparison.Ordinal)) continue;
            _ = azurite.StandardOutput.ReadToEndAsync();
            return new(azurite, line["listening on ".Length..]);
        }

        throw new InvalidOperationException("Azurite did not start: " + await errors);
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public static string RootOfRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "HuddleBot.sln"))) return folder.FullName;
        throw new InvalidOperationException("not started from the repository");
    }
}
