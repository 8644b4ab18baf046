using System.Diagnostics;
using System.Text.Json;
using HuddleBot.Core.Storage;
using NodaTime;
using static HuddleBot.Core.Storage.TableTransactionAction;

namespace HuddleBot.Tests.Storage;

/// <summary>Others can read what we write, and we what they write: <c>@azure/data-tables</c>, Microsoft's own client, on the other side.</summary>
[Collection(AzuriteTests.Name)]
public sealed class OfficialClientTests(AzuriteFixture azurite)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_official_client_reads_our_rows_with_their_types_and_we_read_its()
    {
        var store = azurite.NewStore(out var table);
        await store.SubmitTransactionAsync([Add(new("ours", "alone") { ["Text"] = "one" })], None);
        await store.SubmitTransactionAsync(
            [
                Add(new("team-ä", "r-it's")
                {
                    ["Comment"] = new string('x', TableLimits.StringCharacters - 1) + "😀 end",
                    ["Text"] = "שלום \"quoted\"\n",
                    ["Int"] = -7,
                    ["Long"] = long.MinValue,
                    ["Half"] = 0.5,
                    ["Whole"] = 3.0,
                    ["Yes"] = true,
                    ["When"] = Instant.FromUtc(2026, 11, 22, 9, 15) + Duration.FromMilliseconds(120),
                    ["Bytes"] = new byte[] { 0, 255 },
                }),
                Add(new("team-ä", "r-second")),
            ],
            None);

        var rows = await RunAsync(azurite.ConnectionString, table);

        Assert.Equal(3, rows.Count);
        Assert.Equal("one", rows[0].GetProperty("Text").GetString());
        var row = rows[1];
        Assert.Equal(("team-ä", "r-it's"), (row.GetProperty("partitionKey").GetString(), row.GetProperty("rowKey").GetString()));
        Assert.Equal(new string('x', TableLimits.StringCharacters - 1), row.GetProperty("Comment").GetString());
        Assert.Equal("😀 end", row.GetProperty("Comment_2").GetString());
        Assert.Equal("שלום \"quoted\"\n", row.GetProperty("Text").GetString());
        Assert.Equal(-7, row.GetProperty("Int").GetInt32());
        Assert.Equal("""{"Int64":"-9223372036854775808"}""", row.GetProperty("Long").GetRawText());
        Assert.Equal(0.5, row.GetProperty("Half").GetDouble());
        Assert.Equal(3.0, row.GetProperty("Whole").GetDouble());
        Assert.True(row.GetProperty("Yes").GetBoolean());
        Assert.Equal("""{"DateTime":"2026-11-22T09:15:00.120Z"}""", row.GetProperty("When").GetRawText());
        Assert.Equal("""{"Binary":"AP8="}""", row.GetProperty("Bytes").GetRawText());

        var theirs = (await store.GetAsync("official", "it's", None))!;
        Assert.Equal("Grüße 😀", theirs.GetString("Text"));
        Assert.Equal(5, Assert.IsType<int>(theirs.Properties["Int"]));
        Assert.Equal(9007199254740993L, Assert.IsType<long>(theirs.Properties["Long"]));
        Assert.Equal(0.5, Assert.IsType<double>(theirs.Properties["Half"]));
        Assert.Equal(3.0, Assert.IsType<double>(theirs.Properties["Whole"]));
        Assert.True(theirs.GetBoolean("Yes"));
        Assert.Equal(Instant.FromUtc(2026, 11, 22, 9, 15) + Duration.FromMilliseconds(123), theirs.GetInstant("When"));
        Assert.Equal([1, 2, 255], theirs.GetBinary("Bytes")!);
        Assert.Equal("c9da6455-213d-42c9-9a79-3e9149a57833", theirs.GetString("Id"));

        theirs["Int"] = 6;
        Assert.IsType<TransactionOutcome.Committed>(await store.SubmitTransactionAsync([Replace(theirs)], None));
    }

    internal static async Task<List<JsonElement>> RunAsync(params string[] arguments)
    {
        var script = Path.Combine(RepositoryRoot.Path, "tests", "HuddleBot.Tests", "Storage", "data-tables.cjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = RepositoryRoot.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
