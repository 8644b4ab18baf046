using System.Diagnostics;
using System.Text.Json;

namespace HuddleBot.Tests.Webhooks;

/// <summary>A receiver in a process of its own that judges with the official library of Standard Webhooks. It ends when it is disposed of.</summary>
internal sealed class OfficialReceiver : IAsyncDisposable
{
    private readonly Process process;

    private OfficialReceiver(Process process, string port) => (this.process, Url) = (process, $"http://127.0.0.1:{port}/hook");

    public string Url { get; }

    /// <param name="secrets">It judges each message with each of them.</param>
    public static async Task<OfficialReceiver> StartAsync(params string[] secrets)
    {
        var started = Start(["receive", .. secrets]);
        return new(started, await started.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await started.StandardError.ReadToEndAsync()));
    }

    /// <returns>The header <c>webhook-signature</c> of the message <c>msg_1</c>.</returns>
    public static async Task<string> SignAsync(string secret, string body, long at)
    {
        using var signing = Start(["sign", secret, body, at.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        var line = await signing.StandardOutput.ReadToEndAsync();
        await signing.WaitForExitAsync();
        return JsonSerializer.Deserialize<string>(line)!;
    }

    /// <summary>What it makes of the next message.</summary>
    public async Task<Verdicts> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return JsonSerializer.Deserialize<Verdicts>((await process.StandardOutput.ReadLineAsync(patience.Token))!, JsonSerializerOptions.Web)!;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static Process Start(string[] words) => Process.Start(
        new ProcessStartInfo("node", [Path.Combine(RepositoryRoot.Path, "tests", "HuddleBot.Tests", "Webhooks", "standard-webhooks.cjs"), .. words])
        {
            WorkingDirectory = RepositoryRoot.Path, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;

    /// <summary>A verdict for each secret, in their order: <c>taken</c>, or the library's words.</summary>
    internal sealed record Verdicts(string Body, string[] AsItCame, string[] OtherBody, string[] OtherId, string[] OtherTime);
}
