using System.Diagnostics;
using System.Globalization;
using HuddleBot.Benchmarks.Queue;

namespace HuddleBot.Benchmarks.Clicks;

/// <summary>Microsoft's own client for tables (<c>@azure/data-tables</c>) without a bot, in a process of its own, which only stores.</summary>
internal static class OfficialClient
{
    private static int tables;

    /// <summary>Stores each line as a row of a new table.</summary>
    /// <param name="together">Rows a transaction; 1: plain inserts.</param>
    /// <param name="atOnce">So many under way at the same time.</param>
    public static async Task<(IReadOnlyList<TimeSpan> Each, TimeSpan All)> WriteAsync(AzuriteProcess azurite, string folder, IEnumerable<string> lines, int together, int atOnce)
    {
        var (table, file) = ($"Official{Interlocked.Increment(ref tables)}", Path.Combine(folder, "official-writes.txt"));
        await File.WriteAllLinesAsync(file, lines);
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "official-writes.cjs"), azurite.ConnectionString, table, file, $"{together}", $"{atOnce}"])
        {
            WorkingDirectory = AzuriteProcess.RootOfRepository(), UseShellExecute = false, RedirectStandardOutput = true,
        })!;
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        if (node.ExitCode != 0) throw new InvalidOperationException("the official client failed");
        var took = said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => TimeSpan.FromMilliseconds(double.Parse(line, CultureInfo.InvariantCulture))).ToList();
        return (took[..^1], took[^1]);
    }
}
