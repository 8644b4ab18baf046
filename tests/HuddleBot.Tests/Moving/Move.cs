using HuddleBot.Core.Storage;
using HuddleBot.Storage.Backup;

namespace HuddleBot.Tests.Moving;

/// <summary>From one storage into another, by way of a file.</summary>
internal static class Move
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <returns>The lines of the file.</returns>
    public static async Task<string[]> ToFileAsync(IBackupSource source, string file)
    {
        var writer = new BackupWriter(source, TimeProvider.System);
        await using (var output = File.Create(file)) await writer.WriteAsync(output, None);
        Assert.True(writer.IsOfOneMoment);
        return await File.ReadAllLinesAsync(file);
    }

    public static async Task<Restore> FromFileAsync(string file, ITableStore store)
    {
        var restore = new Restore(store, await BackupFile.OpenAsync(file, Ignore, None));
        await restore.RunAsync(Ignore, None);
        await restore.CompareAsync(Ignore, None);
        return restore;
    }

    public static void Ignore(long position, long line)
    {
    }

    /// <summary>Everything that is stored, but what belongs to processes.</summary>
    public static ValueTask<List<TableEntity>> RowsOfAsync(ITableStore store) => store.ScanAsync("", None).Where(row => !BackupFormat.IsLeftOut(row.PartitionKey)).ToListAsync();

    public static void AssertSame(IReadOnlyList<TableEntity> expected, IReadOnlyList<TableEntity> actual)
    {
        Assert.Equal(expected.Select(row => (row.PartitionKey, row.RowKey)), actual.Select(row => (row.PartitionKey, row.RowKey)));
        foreach (var (one, other) in expected.Zip(actual)) Assert.True(Restore.AreSame(one, other), $"{Shown(one)}\nis not the same as\n{Shown(other)}");
    }

    /// <summary>The rows of a file without their checks, which depend on when it was made.</summary>
    public static IEnumerable<string> RowsIn(IEnumerable<string> lines) => lines.Skip(1).SkipLast(1).Select(line => line[..line.LastIndexOf(",\"#\":", StringComparison.Ordinal)]);

    private static string Shown(TableEntity row) => System.Text.Encoding.UTF8.GetString(BackupFormat.Row(row));
}
