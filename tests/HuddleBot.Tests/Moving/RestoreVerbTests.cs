using System.Diagnostics;
using HuddleBot.Core.Storage;
using HuddleBot.Delivery;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;
using static HuddleBot.Core.Storage.TableTransactionAction;

namespace HuddleBot.Tests.Moving;

/// <summary><c>export backup</c> and <c>restore</c> as a person types them: the real binary, real files, and Azurite.</summary>
[Collection(AzuriteTests.Name)]
public sealed class RestoreVerbTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int Rows = 250;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();

    private string Backup => folder.File("backup.jsonl");

    private string Here => FileNamed("here.db");

    public async Task InitializeAsync()
    {
        await using var store = Open("here.db");
        await FillAsync(store, Rows);
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task There_and_back()
    {
        string[] there = ["--Storage:Provider=AzureTables", $"--Storage:ConnectionString={azurite.ConnectionString}", $"--Storage:TableName=M{Guid.NewGuid():N}"];

        var exported = await RunAsync(["export", "backup", "--out", Backup, Here]);
        Assert.Equal((0, "", $"{Rows} rows written to {Backup}."), exported);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
        var restored = await RunAsync(["restore", Backup, .. there]);
        Assert.Equal((0, ""), (restored.Code, restored.Error));
        Assert.Matches($"^{Rows} rows of .*: {Rows} restored, 0 were there already. Compared row by row: 0 differ.$", restored.Out);

        // From there to standard output, and from standard input.
        var piped = await RunAsync(["export", "backup", .. there]);
        Assert.Equal((0, ""), (piped.Code, piped.Error));
        restored = await RunAsync(["restore", "-", FileNamed("back.db")], piped.Out + "\n");
        Assert.Equal((0, ""), (restored.Code, restored.Error));
        Assert.Matches($"^{Rows} rows of Standard input .*: {Rows} restored", restored.Out);
        await using var here = Open("here.db");
        await using var back = Open("back.db");
        Move.AssertSame(await Move.RowsOfAsync(here), await Move.RowsOfAsync(back));
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "huddlebot-restore-*"));
    }

    [Fact]
    public async Task A_storage_that_is_not_empty_is_left_alone_unless_told_otherwise()
    {
        await RunAsync(["export", "backup", "--out", Backup, Here]);
        await using (var store = Open("full.db"))
            await store.SubmitTransactionAsync([Add(new("team-a", "r-00000") { ["N"] = "another" }), Add(new("team-a", "r-00001") { ["N"] = 1, ["Comment"] = "Ω" }), Add(new("team-a", "mine"))], None);

        var refused = await RunAsync(["restore", Backup, FileNamed("full.db")]);
        Assert.Equal((1, ""), (refused.Code, refused.Out));
        Assert.Contains("This storage is not empty.", refused.Error, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was restored.", refused.Error, StringComparison.Ordinal);
        await using (var store = Open("full.db")) Assert.Equal(3, (await Move.RowsOfAsync(store)).Count);

        var added = await RunAsync(["restore", Backup, "--add-missing", FileNamed("full.db")]);
        Assert.Equal(1, added.Code);
        Assert.Contains($"{Rows - 2} restored, 2 were there already. Compared row by row: 1 differ.", added.Out, StringComparison.Ordinal);
        Assert.Contains("differs, left as it is: team-a r-00000", added.Error, StringComparison.Ordinal);
        await using (var store = Open("full.db"))
        {
            Assert.Equal(Rows + 1, (await Move.RowsOfAsync(store)).Count);
            Assert.Equal("another", (await store.GetAsync("team-a", "r-00000", None))!.GetString("N"));
        }
    }

    [Fact]
    public async Task A_file_that_is_not_whole_is_told_with_its_line_and_nothing_is_restored()
    {
        await RunAsync(["export", "backup", "--out", Backup, Here]);
        var lines = await File.ReadAllLinesAsync(Backup);
        lines[120] = lines[120].Replace("\"N\":", "\"N\": ", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(Backup, lines);

        var refused = await RunAsync(["restore", Backup, FileNamed("empty.db")]);

        Assert.Equal((1, ""), (refused.Code, refused.Out));
        Assert.StartsWith($"{Backup} cannot be restored: line 121 is not as it was written", refused.Error, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was restored.", refused.Error, StringComparison.Ordinal);
        await using (var store = Open("empty.db")) Assert.Empty(await Move.RowsOfAsync(store));
        Assert.Contains("cannot be read", (await RunAsync(["restore", folder.File("nowhere.jsonl"), FileNamed("empty.db")])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_that_works_on_the_storage_is_in_the_way()
    {
        await RunAsync(["export", "backup", "--out", Backup, Here]);
        await using var store = Open("busy.db");
        var bot = new DispatchLease(store, TimeProvider.System);
        using var stopped = new CancellationTokenSource();
        var working = Task.Run(async () =>
        {
            while (!stopped.IsCancellationRequested)
            {
                Assert.True(await bot.TryHoldAsync(None));
                await Task.Delay(500);
            }
        });

        var refused = await RunAsync(["restore", Backup, FileNamed("busy.db")]);
        await stopped.CancelAsync();
        await working;
        Assert.Equal(1, refused.Code);
        Assert.StartsWith("A bot runs on this storage. Stop it first", refused.Error, StringComparison.Ordinal);
        Assert.Empty(await Move.RowsOfAsync(store));
        await bot.ReleaseAsync(None);
        Assert.Equal(0, (await RunAsync(["restore", Backup, FileNamed("busy.db")])).Code);
    }

    [Fact]
    public async Task Killed_in_the_middle_no_bot_and_no_verb_works_on_the_part_until_it_is_run_again()
    {
        await using (var store = Open("large.db")) await FillAsync(store, 40_000);
        await RunAsync(["export", "backup", "--out", Backup, FileNamed("large.db")]);
        using (var restoring = Start(["restore", Backup, FileNamed("half.db")]))
        {
            var output = Task.WhenAll(restoring.StandardOutput.ReadToEndAsync(), restoring.StandardError.ReadToEndAsync());
            await using (var half = Open("half.db"))
                while (!restoring.HasExited && await half.QueryAsync("team-a", "", null, None).Take(200).CountAsync() < 200) await Task.Delay(20);
            restoring.Kill();
            await restoring.WaitForExitAsync();
            Assert.NotEqual(0, restoring.ExitCode);
            await output;
        }

        foreach (var verb in new[] { "serve", "export", "teams show" })
        {
            var refused = await RunAsync([.. verb.Split(' '), "--urls=http://127.0.0.1:0", FileNamed("half.db")]);
            Assert.Equal(1, refused.Code);
            Assert.Contains("(40,000 rows) has been restored into this storage. Run 'restore' with the same file again", refused.Error, StringComparison.Ordinal);
        }

        Assert.Contains("wrong only a part of the backup", (await RunAsync(["doctor", FileNamed("half.db")])).Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        var other = await RunAsync(["export", "backup", "--out", folder.File("other.jsonl"), Here]);
        Assert.Equal(0, other.Code);
        Assert.Contains("Go on with that file", (await RunAsync(["restore", folder.File("other.jsonl"), FileNamed("half.db")])).Error, StringComparison.Ordinal);

        var again = await RunAsync(["restore", Backup, FileNamed("half.db")]);
        Assert.Equal((0, ""), (again.Code, again.Error));
        await using var large = Open("large.db");
        await using var restored = Open("half.db");
        Move.AssertSame(await Move.RowsOfAsync(large), await Move.RowsOfAsync(restored));
    }

    private string FileNamed(string name) => $"--Storage:ConnectionString=Data Source={folder.File(name)}";

    private SqliteTableStore Open(string name) => new(new($"Data Source={folder.File(name)}"));

    private static async Task FillAsync(ITableStore store, int rows)
    {
        foreach (var some in Enumerable.Range(0, rows).Chunk(100)) await store.SubmitTransactionAsync([.. some.Select(i => Add(new("team-a", $"r-{i:D5}") { ["N"] = i, ["Comment"] = "Ω" }))], None);
    }

    private static Process Start(IReadOnlyList<string> arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HuddleBot.dll"), .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task<(int Code, string Out, string Error)> RunAsync(IReadOnlyList<string> arguments, string input = "")
    {
        using var process = Start(arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output).Trim(), (await errors).Trim());
    }
}
