using System.Text;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.Backup;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;

namespace HuddleBot.Tests.Moving;

/// <summary>What happens to files on their way: nothing of a file that is not whole is restored, and the message says where and what to do.</summary>
public sealed class BackupFileTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private string[] lines = [];

    private string Path => folder.File("backup.jsonl");

    /// <summary>Twenty rows: lines 2 to 21.</summary>
    public async Task InitializeAsync()
    {
        var database = new SqliteDatabase($"Data Source={folder.File("bad.db")}");
        await using var store = new SqliteTableStore(database);
        foreach (var team in new[] { "team-a", "team-b" })
            await store.SubmitTransactionAsync([.. Enumerable.Range(0, 10).Select(i => TableTransactionAction.Add(new(team, $"r-{i}") { ["Comment"] = $"Comment {i}", ["Score"] = i }))], CancellationToken.None);
        lines = await Move.ToFileAsync(new SqliteSnapshot(database), Path);
        Assert.Equal(22, lines.Length);
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_was_written_is_whole()
    {
        var file = await OpenAsync(lines);
        Assert.Equal((20, true), (file.Rows, file.IsOfOneMoment));
        Assert.Equal(Enumerable.Range(2, 20).Select(line => (long)line), await file.ReadAsync(Move.Ignore, CancellationToken.None).Select(row => row.Line).ToListAsync());
    }

    [Fact]
    public async Task Line_ends_and_the_mark_of_another_system_change_nothing()
    {
        await File.WriteAllTextAsync(Path, "\ufeff" + string.Join("\r\n", lines) + "\r\n\r\n", new UTF8Encoding(false));
        var (windows, unix) = (await BackupFile.OpenAsync(Path, Move.Ignore, CancellationToken.None), await OpenAsync(lines));
        Assert.Equal((20, unix.Check), (windows.Rows, windows.Check));
    }

    [Fact]
    public Task An_empty_file_is_refused() => RefusedAsync("it is empty", []);

    [Fact]
    public Task Something_that_is_no_json_is_refused() => RefusedAsync("line 1 is no line of a backup", ["id,score", "1,2"]);

    [Fact]
    public Task Another_export_is_refused_with_the_right_one() => RefusedAsync("it was made by another export", ["""{"PartitionKey":"team-a","RowKey":"r-1","Score":3}"""]);

    [Fact]
    public Task A_file_without_its_beginning_is_refused() => RefusedAsync("its beginning is missing", lines[1..]);

    [Fact]
    public Task A_newer_format_is_refused() => RefusedAsync("it has format 2, and this HuddleBot reads up to 1", [lines[0].Replace("\"Version\":1", "\"Version\":2", StringComparison.Ordinal), .. lines[1..]]);

    [Fact]
    public Task A_changed_first_line_is_refused() => RefusedAsync("line 1 is not as it was written", [lines[0].Replace("2026", "2027", StringComparison.Ordinal), .. lines[1..]]);

    [Fact]
    public Task A_changed_line_is_named() => RefusedAsync("line 8 is not as it was written", Changed(7, line => line.Replace("Comment 6", "Comment 7", StringComparison.Ordinal)));

    [Fact]
    public Task A_line_that_is_no_json_is_named() => RefusedAsync("line 8 is not as it was written", Changed(7, _ => "what is this?"));

    [Fact]
    public Task A_line_that_is_there_twice_is_named() => RefusedAsync("line 9 is line 8 once more", [.. lines[..8], lines[7], .. lines[8..]]);

    [Fact]
    public Task A_line_that_is_missing_is_noticed_where_it_is_missing() => RefusedAsync("line 8 is not as it was written, or lines before it are missing", [.. lines[..7], .. lines[8..]]);

    [Fact]
    public Task Lines_that_are_out_of_order_are_noticed() => RefusedAsync("line 8 is not as it was written, or lines before it are missing or out of order", [.. lines[..7], lines[8], lines[7], .. lines[9..]]);

    [Fact]
    public Task A_file_that_was_cut_off_between_two_lines_is_noticed() => RefusedAsync("it ends after line 12, and the closing line is missing", lines[..12]);

    [Fact]
    public async Task A_file_that_was_cut_off_anywhere_is_noticed()
    {
        var whole = await File.ReadAllBytesAsync(Path);
        var noticed = 0;
        for (var length = 0; length < whole.Length - 1; length += 7, noticed++)
        {
            await File.WriteAllBytesAsync(Path, whole[..length]);
            await Assert.ThrowsAsync<InvalidDataException>(() => BackupFile.OpenAsync(Path, Move.Ignore, CancellationToken.None));
        }

        Assert.True(noticed > 100);
    }

    [Fact]
    public async Task Every_changed_byte_is_noticed()
    {
        var whole = await File.ReadAllBytesAsync(Path);
        for (var at = 0; at < whole.Length; at += 5)
        {
            var changed = (byte[])whole.Clone();
            changed[at] = changed[at] == (byte)'1' ? (byte)'2' : (byte)'1';
            await File.WriteAllBytesAsync(Path, changed);

            // A last line end that became a character makes the last line another one, too.
            await Assert.ThrowsAsync<InvalidDataException>(() => BackupFile.OpenAsync(Path, Move.Ignore, CancellationToken.None));
        }
    }

    [Fact]
    public Task Two_backups_in_one_file_are_refused() => RefusedAsync("line 23 stands after the closing line", [.. lines, .. lines]);

    [Fact]
    public Task A_huge_line_is_refused_without_being_kept() => RefusedAsync("line 5 is longer than any row can be", Changed(4, _ => new string('x', BackupFormat.LongestLine * 2)));

    [Fact]
    public async Task A_file_in_utf_16_is_refused_with_what_to_do()
    {
        await File.WriteAllLinesAsync(Path, lines, Encoding.Unicode);
        Assert.Contains("write the backup with --out", (await Assert.ThrowsAsync<InvalidDataException>(() => BackupFile.OpenAsync(Path, Move.Ignore, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_changed_after_it_was_checked_is_noticed()
    {
        var file = await OpenAsync(lines);
        await File.WriteAllLinesAsync(Path, Changed(7, line => line.Replace("Comment 6", "Comment 7", StringComparison.Ordinal)));
        Assert.Contains("line 8 has changed since", (await Assert.ThrowsAsync<InvalidDataException>(async () => await file.ReadAsync(Move.Ignore, CancellationToken.None).CountAsync())).Message, StringComparison.Ordinal);
    }

    private string[] Changed(int index, Func<string, string> change) => [.. lines.Select((line, i) => i == index ? change(line) : line)];

    private async Task<BackupFile> OpenAsync(IEnumerable<string> written)
    {
        await File.WriteAllLinesAsync(Path, written);
        return await BackupFile.OpenAsync(Path, Move.Ignore, CancellationToken.None);
    }

    private async Task RefusedAsync(string words, IEnumerable<string> written) =>
        Assert.Contains(words, (await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync(written))).Message, StringComparison.Ordinal);
}
