using System.Diagnostics;
using System.Text.Json;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;
using NodaTime;
using static HuddleBot.Core.Storage.TableTransactionAction;

namespace HuddleBot.Tests.Storage;

/// <summary>The verb <c>export</c>, as its own process.</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    private string Storage => $"--Storage:ConnectionString=Data Source={folder.File("export.db")}";

    public async Task InitializeAsync()
    {
        await using var store = new SqliteTableStore(new($"Data Source={folder.File("export.db")}"));
        foreach (var team in new[] { "team-a", "team-b" })
        {
            await store.SubmitTransactionAsync(
                [
                    Add(new(team, "r-1") { ["Comment"] = new string('x', 70_000) + "😀 日本", ["Score"] = 3, ["At"] = Instant.FromUtc(2026, 11, 20, 9, 12) }),
                    Add(new(team, "i-1") { ["State"] = "raised" }),
                    Add(new(team, "h-1-0001") { ["Count"] = 9007199254740993L, ["Share"] = 0.5, ["Urgent"] = true, ["Bytes"] = new byte[] { 1, 2 } }),
                    Add(new(team, "o-1")),
                ],
                CancellationToken.None);
        }

        foreach (var partition in new[] { "unrouted", "unrouted-not", "quarantine-lounge", "quarantine-web", "directory", "bells", "leases", "doctor" })
            await store.SubmitTransactionAsync([Add(new(partition, "r-9"))], CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("all", "directory/r-9 quarantine-lounge/r-9 quarantine-web/r-9 team-a/h-1-0001 team-a/i-1 team-a/o-1 team-a/r-1 team-b/h-1-0001 team-b/i-1 team-b/o-1 team-b/r-1 unrouted/r-9 unrouted-not/r-9")]
    [InlineData("responses", "team-a/r-1 team-b/r-1 unrouted/r-9")]
    [InlineData("unrouted", "unrouted/r-9")]
    [InlineData("quarantine", "quarantine-lounge/r-9 quarantine-web/r-9")]
    public async Task Each_kind_has_its_rows(string kind, string expected)
    {
        var (code, rows, errors) = await RunAsync("export", kind, Storage);

        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(expected, string.Join(' ', rows.Select(row => $"{row.GetProperty("PartitionKey").GetString()}/{row.GetProperty("RowKey").GetString()}")));
    }

    [Fact]
    public async Task Values_have_their_json_types_and_long_texts_are_whole()
    {
        var (_, rows, _) = await RunAsync("export", Storage);

        var response = rows.Single(row => row.GetProperty("PartitionKey").GetString() == "team-a" && row.GetProperty("RowKey").GetString() == "r-1");
        Assert.Equal(new string('x', 70_000) + "😀 日本", response.GetProperty("Comment").GetString());
        Assert.Equal("2026-11-20T09:12:00Z", response.GetProperty("At").GetString());
        Assert.Equal(["PartitionKey", "RowKey", "At", "Comment", "Score"], response.EnumerateObject().Select(property => property.Name));
        var history = rows.Single(row => row.GetProperty("PartitionKey").GetString() == "team-a" && row.GetProperty("RowKey").GetString() == "h-1-0001");
        Assert.Equal("""{"PartitionKey":"team-a","RowKey":"h-1-0001","Bytes":"AQI=","Count":9007199254740993,"Share":0.5,"Urgent":true}""", history.GetRawText());
    }

    [Fact]
    public async Task A_file_is_replaced_when_the_export_is_complete_and_is_for_its_owner_only()
    {
        var file = folder.File("out.jsonl");
        await File.WriteAllTextAsync(file, "old");

        var (code, rows, errors) = await RunAsync("export", Storage, "responses", "--out", file);

        Assert.Equal(0, code);
        Assert.Empty(rows);
        Assert.Equal($"3 rows written to {file}.", errors);
        Assert.Equal(3, (await File.ReadAllLinesAsync(file)).Length);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Empty(Directory.GetFiles(folder.FullPath, "*.tmp"));
    }

    [Fact]
    public async Task An_unreachable_storage_is_an_error_in_words_and_leaves_the_file_alone()
    {
        var file = folder.File("out.jsonl");
        await File.WriteAllTextAsync(file, "old");

        var (code, _, errors) = await RunAsync("export", "--out", file, "--Storage:ConnectionString", $"Data Source={folder.File("nowhere/x.db")}");

        Assert.Equal(1, code);
        Assert.Contains("The export failed: The folder", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(file));
        Assert.Empty(Directory.GetFiles(folder.FullPath, "*.tmp"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_an_error_in_words()
    {
        var (code, _, errors) = await RunAsync("export", Storage, "--out", folder.File("nowhere/out.jsonl"));

        Assert.Equal(1, code);
        Assert.Contains("nowhere", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("responces")]
    [InlineData("responses", "issues")]
    [InlineData("responses", "--format=csv")]
    [InlineData("issues", "--format", "xlsx")]
    [InlineData("--Storage:Provider")]
    [InlineData("--Storage:Provder=Sqlite")]
    public async Task Wrong_words_are_refused(params string[] words)
    {
        var (code, rows, errors) = await RunAsync(["export", Storage, .. words]);

        Assert.Equal(2, code);
        Assert.Empty(rows);
        Assert.Contains(words[^1].Split('=')[0].TrimStart('-'), errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("issues.csv", "id,team,")]
    [InlineData("issues.jsonl", "")]
    public async Task The_ending_of_the_file_says_how_issues_are_written(string name, string beginning)
    {
        await using (var store = new SqliteTableStore(new($"Data Source={folder.File("none.db")}"))) await store.EnsureReadyAsync(CancellationToken.None);
        var (code, _, errors) = await RunAsync("export", "issues", "--out", folder.File(name), $"--Storage:ConnectionString=Data Source={folder.File("none.db")}");

        Assert.Equal((0, $"0 rows written to {folder.File(name)}."), (code, errors));
        var text = await File.ReadAllTextAsync(folder.File(name));
        Assert.True(beginning.Length == 0 ? text.Length == 0 : text.StartsWith(beginning, StringComparison.Ordinal), text);
    }

    private static async Task<(int Code, List<JsonElement> Rows, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HuddleBot.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)], (await errors).Trim());
    }
}
