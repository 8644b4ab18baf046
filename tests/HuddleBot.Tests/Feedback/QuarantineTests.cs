using HuddleBot.Core.Feedback;
using HuddleBot.Feedback;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;
using NodaTime;

namespace HuddleBot.Tests.Feedback;

/// <summary>On a real SQLite file.</summary>
public sealed class QuarantineTests : IAsyncLifetime
{
    private const string Csv = """{ "Format": "csv", "Mapping": { "Metric": "=csat", "Score": "stars", "Scale": "=1-5", "Comment": "words", "AnsweredAt": "date" } }""";
    private const string Row = """{"date":"2026-01-02","stars":"7","words":"שלום 👋"}""";
    private readonly TemporaryFolder folder = new();
    private SqliteTableStore store = null!;
    private Quarantine quarantine = null!;

    public async Task InitializeAsync()
    {
        store = new(new($"Data Source={folder.File("quarantine.db")}"));
        await store.EnsureReadyAsync(CancellationToken.None);
        quarantine = new(store, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task The_same_item_again_replaces_itself_and_sources_are_apart()
    {
        await quarantine.PutAsync("a", [new("first reason", Row, 7), new("first reason", Row, 8), new("x", "{}", null)], CancellationToken.None);
        await quarantine.PutAsync("a", [new("second reason", Row, 7)], CancellationToken.None);
        await quarantine.PutAsync("ab", [new("x", "{}", null)], CancellationToken.None);
        Assert.Equal([("x", null), ("second reason", 7L)], (await ListAsync("a")).OrderBy(item => item.Line ?? 0).Select(item => (item.Reason, item.Line)));
        Assert.Equal(3, (await ListAsync(null)).Count);
        Assert.Equal(Row, (await ListAsync("a")).Single(item => item.Line == 7).Raw);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(400_000)]
    [InlineData(400_002)]
    [InlineData(4_000_002)]
    public async Task Nothing_is_cut_however_long_it_is(int length)
    {
        var raw = string.Concat(Enumerable.Repeat("x👋", (length / 3) + 1))[..length];
        await quarantine.PutAsync("a", [new("too long", raw, null), new("short", "{}", null)], CancellationToken.None);
        var item = (await ListAsync("a")).Single(item => item.Reason == "too long");
        Assert.Equal(raw, item.Raw);
        await quarantine.RemoveAsync(item, CancellationToken.None);
        Assert.Single(await ListAsync("a"));
        Assert.Single(await store.ScanAsync("quarantine-", CancellationToken.None).ToListAsync());
    }

    [Theory]
    [InlineData(1_300_000, 900_000)]
    [InlineData(900_000, 1_300_000)]
    [InlineData(900_000, 10)]
    public async Task Another_long_item_under_the_same_response_id_never_mixes_with_the_first(int first, int second)
    {
        await quarantine.PutAsync("a", [new("r", new string('x', first), null, "q1")], CancellationToken.None);
        await quarantine.PutAsync("a", [new("r", new string('y', second), null, "q1")], CancellationToken.None);
        Assert.Equal(new string('y', second), Assert.Single(await ListAsync("a")).Raw);
        await quarantine.SettleAsync("a", ["q1"], CancellationToken.None);
        Assert.Empty(await store.ScanAsync("quarantine-", CancellationToken.None).ToListAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    public async Task Settling_removes_these_ids_and_no_others_however_many_wait(int others)
    {
        await quarantine.PutAsync("a", [.. Enumerable.Range(0, others).Select(i => new ReadResponse.Unreadable("r", "{}", i, $"other{i}")), new("r", "q1", null), new("r", "{}", null, "q1")], CancellationToken.None);
        await quarantine.SettleAsync("a", ["q1", "q2", "q3"], CancellationToken.None);
        Assert.Equal(others + 1, (await ListAsync("a")).Count);
        Assert.DoesNotContain(await ListAsync("a"), item => item.ResponseId == "q1");
    }

    [Fact]
    public async Task Many_items_fit()
    {
        await quarantine.PutAsync("a", [.. Enumerable.Range(0, 1234).Select(i => new ReadResponse.Unreadable("r", $"{{\"i\":{i},\"x\":\"{new string('x', 3000)}\"}}", i))], CancellationToken.None);
        Assert.Equal(1234, (await ListAsync("a")).Count);
    }

    [Fact]
    public async Task A_mended_mapping_takes_out_what_it_can_read_and_leaves_the_rest()
    {
        await quarantine.PutAsync("lounge", [new("outside", Row, 2), new("ragged", """["2026-01-02","7"]""", 3), new("no json", "oops", 4)], CancellationToken.None);
        var intake = new RecordingIntake();
        Assert.Equal((0, 3), await new QuarantineRetry(SourceSettingsTests.Read(Csv), quarantine, intake).RunAsync("lounge", Now(), CancellationToken.None));

        var mended = new QuarantineRetry(SourceSettingsTests.Read(Csv.Replace("=1-5", "=1-10", StringComparison.Ordinal)), quarantine, intake);
        Assert.Equal((1, 2), await mended.RunAsync(null, Now(), CancellationToken.None));
        Assert.Equal((7d, "שלום 👋"), (Assert.Single(intake.Responses).Score!.Value, intake.Responses[0].Comment));
        Assert.Equal((0, 2), await mended.RunAsync(null, Now(), CancellationToken.None));
        Assert.Contains(await ListAsync("lounge"), item => item.Reason.StartsWith("it is no JSON", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_storage_fails_nothing_leaves_the_quarantine()
    {
        await quarantine.PutAsync("lounge", [new("outside", Row.Replace("7", "4", StringComparison.Ordinal), 2)], CancellationToken.None);
        var down = new QuarantineRetry(SourceSettingsTests.Read(Csv), quarantine, new RecordingIntake { IsDown = true });
        await Assert.ThrowsAsync<HuddleBot.Core.Storage.StorageUnavailableException>(() => down.RunAsync(null, Now(), CancellationToken.None));
        Assert.Single(await ListAsync(null));
    }

    private static Instant Now() => Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    private async Task<List<QuarantinedResponse>> ListAsync(string? source) => await quarantine.ListAsync(source, CancellationToken.None).ToListAsync();
}
