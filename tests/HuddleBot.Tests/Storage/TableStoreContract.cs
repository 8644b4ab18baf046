using HuddleBot.Core.Storage;
using NodaTime;
using static HuddleBot.Core.Storage.TableTransactionAction;

namespace HuddleBot.Tests.Storage;

/// <summary>What every <see cref="ITableStore"/> must do. Each test works in partitions of its own.</summary>
public abstract class TableStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly string partition = "p-" + Guid.NewGuid().ToString("N");

    protected abstract ITableStore Store { get; }

    /// <summary>A second, independent client of the same storage: what another process sees.</summary>
    protected abstract ITableStore OtherStore { get; }

    [Fact]
    public async Task Every_type_comes_back_as_it_was()
    {
        var row = Row("types");
        row["Text"] = "Ω ‏שלום 'it''s' \"quoted\" \\ \r\n\t\u0001 😀";
        row["Empty"] = "";
        row["LooksLikeADate"] = "2026-01-02T03:04:05Z";
        row["Int"] = int.MinValue;
        row["Long"] = long.MaxValue;
        row["SmallLong"] = 7L;
        row["Double"] = 0.1 + 0.2;
        row["WholeDouble"] = 3.0;
        row["Huge"] = double.MaxValue;
        row["NaN"] = double.NaN;
        row["Infinity"] = double.NegativeInfinity;
        row["Yes"] = true;
        row["No"] = false;
        row["When"] = Instant.FromUtc(2026, 11, 22, 9, 15) + Duration.FromTicks(1_234_567);
        row["First"] = TableLimits.FirstInstant;
        row["Last"] = Instant.FromUnixTimeTicks(DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks);
        row["Bytes"] = new byte[] { 0, 1, 254, 255 };
        row["NoBytes"] = Array.Empty<byte>();
        await CommitAsync(Add(row));

        var read = await ReadAsync("types");

        AssertSame(row, read);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(TableLimits.StringCharacters)]
    [InlineData(TableLimits.StringCharacters + 1)]
    public async Task A_long_text_comes_back_whole(int characters)
    {
        var text = string.Concat(Enumerable.Range(0, characters).Select(i => (char)('a' + (i % 26))));
        await CommitAsync(Add(Row("long", ("Comment", text), ("Other", 1))));

        var read = await ReadAsync("long");

        Assert.Equal(text, read.GetString("Comment"));
        Assert.Equal(["Comment", "Other"], read.Values.Select(value => value.Key));
    }

    [Fact]
    public async Task An_emoji_across_the_border_of_two_parts_is_not_cut()
    {
        var text = new string('x', TableLimits.StringCharacters - 1) + string.Concat(Enumerable.Repeat("😀", 20_000));
        await CommitAsync(Add(Row("emoji", ("Comment", text))));

        Assert.Equal(text, (await ReadAsync("emoji")).GetString("Comment"));
    }

    [Theory]
    [InlineData("ä")]
    [InlineData("日")]
    [InlineData("😀")]
    public async Task No_character_of_several_bytes_is_cut_on_its_way(string character)
    {
        // Whatever the size of the pieces in which the far side reads, in one of these rows a character lies across two of them.
        string TextOf(int i) => new string('x', i) + string.Concat(Enumerable.Repeat(character, 100_000 / character.Length));
        for (var i = 0; i < 4; i++) await CommitAsync(Add(Row($"r-{i}", ("Comment", TextOf(i)))));
        await CommitAsync([.. Enumerable.Range(4, 4).Select(i => Add(Row($"r-{i}", ("Comment", TextOf(i)))))]);

        for (var i = 0; i < 8; i++) Assert.Equal(TextOf(i), (await ReadAsync($"r-{i}")).GetString("Comment"));
    }

    [Fact]
    public async Task A_text_that_became_shorter_leaves_nothing_of_the_longer_one()
    {
        await CommitAsync(Add(Row("shorter", ("Comment", new string('x', 70_000)))));
        var row = await ReadAsync("shorter");
        row["Comment"] = "short";
        await CommitAsync(Replace(row));

        var read = await ReadAsync("shorter");
        Assert.Equal("short", read.GetString("Comment"));
        Assert.Equal(["Comment"], read.Properties.Keys);
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_becomes_the_replacement_character()
    {
        await CommitAsync(Add(Row("half", ("Comment", "a\ud83db"))));

        Assert.Equal("a\ufffdb", (await ReadAsync("half")).GetString("Comment"));
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("a b  c")]
    [InlineData("=&;:@!$*(),\"<>|^`{}[]~")]
    [InlineData("Ünïcödé–日本語")]
    [InlineData("")]
    public async Task A_row_is_found_under_an_odd_key(string key)
    {
        var odd = $"{partition}{key}";
        var outcome = await Store.SubmitTransactionAsync([Add(new(odd, key) { ["N"] = 1 }), Add(new(odd, key + "-2") { ["N"] = 2 })], None);
        Assert.IsType<TransactionOutcome.Committed>(outcome);

        var read = await Store.GetAsync(odd, key, None);
        Assert.Equal((odd, key, 1), (read!.PartitionKey, read.RowKey, read.GetInt32("N")));
        read["N"] = 3;
        Assert.IsType<TransactionOutcome.Committed>(await Store.SubmitTransactionAsync([Replace(read)], None));
        Assert.Equal([3, 2], (await ListAsync(Store.QueryAsync(odd, key, null, None))).Select(row => row.GetInt32("N")));
        Assert.IsType<TransactionOutcome.Committed>(await Store.SubmitTransactionAsync([Delete((await Store.GetAsync(odd, key, None))!)], None));
        Assert.Null(await Store.GetAsync(odd, key, None));
    }

    [Fact]
    public async Task An_absent_row_is_null() => Assert.Null(await Store.GetAsync(partition, "nothing", None));

    [Fact]
    public async Task Adding_an_existing_row_is_a_conflict()
    {
        await CommitAsync(Add(Row("a", ("N", 1))));

        Assert.Equal(new TransactionOutcome.Conflict(0, ConflictKind.AlreadyExists), await SubmitAsync(Add(Row("a", ("N", 2)))));
        Assert.Equal(1, (await ReadAsync("a")).GetInt32("N"));
    }

    [Fact]
    public async Task A_stale_etag_changes_nothing()
    {
        await CommitAsync(Add(Row("a", ("N", 1))));
        var mine = await ReadAsync("a");
        var theirs = await ReadAsync("a");
        theirs["N"] = 2;
        await CommitAsync(Replace(theirs));
        mine["N"] = 3;

        Assert.Equal(new TransactionOutcome.Conflict(0, ConflictKind.Changed), await SubmitAsync(Replace(mine)));
        Assert.Equal(new TransactionOutcome.Conflict(0, ConflictKind.Changed), await SubmitAsync(Delete(mine)));
        Assert.Equal(2, (await ReadAsync("a")).GetInt32("N"));
    }

    [Fact]
    public async Task A_row_that_is_gone_can_neither_be_replaced_nor_deleted()
    {
        await CommitAsync(Add(Row("a")));
        var row = await ReadAsync("a");
        await CommitAsync(Delete(row));

        Assert.Equal(new TransactionOutcome.Conflict(0, ConflictKind.NotFound), await SubmitAsync(Replace(row)));
        Assert.Equal(new TransactionOutcome.Conflict(0, ConflictKind.NotFound), await SubmitAsync(Delete(row)));
        Assert.Equal(new TransactionOutcome.Conflict(1, ConflictKind.NotFound), await SubmitAsync(Add(Row("b")), Replace(row)));
    }

    [Fact]
    public async Task A_row_made_again_does_not_take_the_etag_of_its_predecessor()
    {
        await CommitAsync(Add(Row("a", ("N", 1))));
        var first = await ReadAsync("a");
        await CommitAsync(Delete(first));
        await CommitAsync(Add(Row("a", ("N", 1))));

        Assert.Equal(new TransactionOutcome.Conflict(0, ConflictKind.Changed), await SubmitAsync(Replace(first)));
    }

    [Fact]
    public async Task Replacing_removes_the_properties_that_are_not_given()
    {
        await CommitAsync(Add(Row("a", ("N", 1), ("Old", "x"))));
        var row = await ReadAsync("a");
        row["Old"] = null;
        await CommitAsync(Replace(row));

        Assert.Equal(["N"], (await ReadAsync("a")).Properties.Keys);
    }

    [Fact]
    public async Task An_upsert_makes_a_row_and_then_replaces_whatever_is_there()
    {
        await CommitAsync(Upsert(Row("a", ("N", 1), ("Old", true))));
        await CommitAsync(Upsert(Row("a", ("N", 2))));

        var row = await ReadAsync("a");
        Assert.Equal(2, row.GetInt32("N"));
        Assert.Null(row.GetBoolean("Old"));
    }

    [Fact]
    public async Task The_etags_of_a_commit_are_those_of_its_rows()
    {
        await CommitAsync(Add(Row("old")));
        var committed = await CommitAsync(Add(Row("a")), Delete(await ReadAsync("old")), Upsert(Row("b")));

        Assert.Equal([(await ReadAsync("a")).ETag, null, (await ReadAsync("b")).ETag], committed.ETags);
        await CommitAsync(Replace(new(partition, "a", committed.ETags[0]) { ["N"] = 5 }), Delete(new(partition, "b", committed.ETags[2])));
        Assert.Equal(5, (await ReadAsync("a")).GetInt32("N"));
        Assert.Null(await Store.GetAsync(partition, "b", None));
    }

    [Fact]
    public async Task A_transaction_is_all_or_nothing_and_names_the_action_that_failed()
    {
        await CommitAsync(Add(Row("taken")), Add(Row("kept", ("N", 1))), Add(Row("doomed")));
        var kept = await ReadAsync("kept");
        kept["N"] = 2;

        var outcome = await SubmitAsync(Add(Row("new")), Replace(kept), Delete(await ReadAsync("doomed")), Upsert(Row("upserted")), Add(Row("taken")));

        Assert.Equal(new TransactionOutcome.Conflict(4, ConflictKind.AlreadyExists), outcome);
        var rows = await ListAsync(Store.QueryAsync(partition, "", null, None));
        Assert.Equal(["doomed", "kept", "taken"], rows.Select(row => row.RowKey));
        Assert.Equal(1, rows[1].GetInt32("N"));
    }

    [Fact]
    public async Task A_hundred_actions_commit_together()
    {
        await CommitAsync([.. Enumerable.Range(0, 100).Select(i => Add(Row($"r-{i:d3}", ("N", i), ("Comment", new string('x', 9_000)))))]);

        var rows = await ListAsync(Store.QueryAsync(partition, "r-", null, None));
        Assert.Equal(Enumerable.Range(0, 100), rows.Select(row => row.GetInt32("N")!.Value));
    }

    [Fact]
    public async Task No_actions_are_committed_at_once() => Assert.Empty((await CommitAsync()).ETags);

    [Fact]
    public async Task A_prefix_scan_is_complete_and_in_order_beyond_a_page()
    {
        foreach (var hundred in Enumerable.Range(0, 22).Reverse())
            await CommitAsync([.. Enumerable.Range(0, 100).Reverse().Select(i => Add(Row($"r-{(hundred * 100) + i:d5}", ("N", (hundred * 100) + i))))]);
        await CommitAsync(Add(Row("q-9")), Add(Row("r")), Add(Row("r.")), Add(Row("s-0")));

        Assert.Equal(Enumerable.Range(0, 2200), (await ListAsync(Store.QueryAsync(partition, "r-", null, None))).Select(row => row.GetInt32("N")!.Value));
        Assert.Equal(Enumerable.Range(150, 2050), (await ListAsync(Store.QueryAsync(partition, "r-", "r-00150", None))).Select(row => row.GetInt32("N")!.Value));
        Assert.Equal(Enumerable.Range(1200, 100), (await ListAsync(Store.QueryAsync(partition, "r-012", "a", None))).Select(row => row.GetInt32("N")!.Value));
        Assert.Empty(await ListAsync(Store.QueryAsync(partition, "r-", "s", None)));
        Assert.Equal(2204, (await ListAsync(Store.QueryAsync(partition, "", null, None))).Count);
        Assert.Equal(3, (await ListAsync(Store.QueryAsync(partition, "r-", null, None), 3)).Count);
    }

    [Fact]
    public async Task Rows_come_in_ordinal_order_of_their_keys()
    {
        string[] keys = ["A", "B", "a", "a-1", "a.1", "a1", "é", "z", "日本", "Z", "1", "10", "2"];
        await CommitAsync([.. keys.Select(key => Add(Row(key)))]);

        Assert.Equal(keys.Order(StringComparer.Ordinal), (await ListAsync(Store.QueryAsync(partition, "", null, None))).Select(row => row.RowKey));
    }

    [Fact]
    public async Task A_scan_goes_through_the_partitions_of_the_prefix_in_order()
    {
        foreach (var name in new[] { "team-b", "team-a", "team-c", "teal", "teao" })
        {
            var actions = Enumerable.Range(0, 60).Select(i => Add(new($"{partition}-{name}", $"r-{i:d2}") { ["N"] = i })).ToList();
            Assert.IsType<TransactionOutcome.Committed>(await Store.SubmitTransactionAsync(actions, None));
        }

        var rows = await ListAsync(Store.ScanAsync($"{partition}-team-", None));

        Assert.Equal(
            from team in new[] { "a", "b", "c" } from i in Enumerable.Range(0, 60) select ($"{partition}-team-{team}", $"r-{i:d2}"),
            rows.Select(row => (row.PartitionKey, row.RowKey)));
        Assert.Empty(await ListAsync(Store.ScanAsync($"{partition}-nobody", None)));
        Assert.True((await ListAsync(Store.ScanAsync("", None))).Count >= 300);
    }

    [Fact]
    public async Task What_one_commits_the_other_sees_at_once()
    {
        await CommitAsync(Add(Row("a", ("N", 1))));

        var seen = await OtherStore.GetAsync(partition, "a", None);
        seen!["N"] = 2;
        Assert.IsType<TransactionOutcome.Committed>(await OtherStore.SubmitTransactionAsync([Replace(seen)], None));

        Assert.Equal(2, (await ReadAsync("a")).GetInt32("N"));
        Assert.Equal(new TransactionOutcome.Conflict(0, ConflictKind.AlreadyExists), await OtherStore.SubmitTransactionAsync([Add(Row("a"))], None));
    }

    [Fact]
    public async Task Of_fifty_who_change_a_row_at_once_exactly_one_wins()
    {
        await CommitAsync(Add(Row("contended", ("Round", 0))));
        for (var round = 1; round <= 5; round++)
        {
            var read = await ReadAsync("contended");
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(async writer =>
            {
                var mine = new TableEntity(partition, "contended", read.ETag) { ["Round"] = round, ["Winner"] = writer };
                return await (writer % 2 == 0 ? Store : OtherStore).SubmitTransactionAsync([Add(Row($"h-{round}-{writer}")), Replace(mine)], None);
            }));

            var winner = Array.FindIndex(outcomes, outcome => outcome is TransactionOutcome.Committed);
            Assert.Equal(49, outcomes.Count(outcome => outcome == new TransactionOutcome.Conflict(1, ConflictKind.Changed)));
            Assert.Equal(winner, (await ReadAsync("contended")).GetInt32("Winner"));
            Assert.Equal([$"h-{round}-{winner}"], (await ListAsync(Store.QueryAsync(partition, $"h-{round}-", null, None))).Select(row => row.RowKey));
        }
    }

    [Fact]
    public async Task Transactions_in_different_partitions_do_not_disturb_each_other()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var own = $"{partition}-{i}";
            var first = await Store.SubmitTransactionAsync([Add(new(own, "a") { ["N"] = i }), Add(new(own, "b"))], None);
            var refused = await OtherStore.SubmitTransactionAsync([Add(new(own, "c")), Add(new(own, "a"))], None);
            return (first, refused);
        }));

        Assert.All(outcomes, outcome => Assert.IsType<TransactionOutcome.Committed>(outcome.first));
        Assert.All(outcomes, outcome => Assert.Equal(new TransactionOutcome.Conflict(1, ConflictKind.AlreadyExists), outcome.refused));
        Assert.Equal(80, (await ListAsync(Store.ScanAsync($"{partition}-", None))).Count);
    }

    [Fact]
    public async Task What_breaks_a_limit_is_refused_and_changes_nothing()
    {
        var cases = new Dictionary<string, TableTransactionAction[]>(StringComparer.Ordinal)
        {
            ["101 actions"] = [.. Enumerable.Range(0, 101).Select(i => Add(Row($"r-{i}")))],
            ["two partitions"] = [Add(Row("a")), Add(new(partition + "-2", "b"))],
            ["a row twice"] = [Add(Row("a")), Upsert(Row("a"))],
            ["a slash in a key"] = [Add(Row("a/b"))],
            ["an emoji in a key"] = [Add(Row("😀"))],
            ["a long key"] = [Add(Row(new string('k', 513)))],
            ["too many properties"] = [Add(Row("a", [.. Enumerable.Range(0, 252).Select(i => ($"P{i}", (object)i))]))],
            ["a big row"] = [Add(Row("a", ("Comment", new string('x', 530_000))))],
            ["big bytes"] = [Add(Row("a", ("Bytes", new byte[(64 * 1024) + 1])))],
            ["a big transaction"] = [.. Enumerable.Range(0, 5).Select(i => Add(Row($"r-{i}", ("Comment", new string('x', 480_000)), ("More", 1)))), .. Enumerable.Range(5, 5).Select(i => Add(Row($"r-{i}", ("Comment", new string('x', 480_000)))))],
            ["an odd name"] = [Add(Row("a", ("odd-name", 1)))],
            ["a reserved name"] = [Add(Row("a", ("Timestamp", 1)))],
            ["a moment before 1601"] = [Add(Row("a", ("When", Instant.FromUtc(1600, 12, 31, 0, 0))))],
            ["no ETag"] = [Replace(Row("a"))],
        };

        foreach (var (what, actions) in cases)
        {
            var refusal = await Record.ExceptionAsync(() => Store.SubmitTransactionAsync(actions, None));
            Assert.True(refusal is ArgumentException, $"{what}: {refusal?.ToString() ?? "was not refused"}");
        }

        Assert.Empty(await ListAsync(Store.QueryAsync(partition, "", null, None)));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.GetAsync("a/b", "c", None));
    }

    [Fact]
    public async Task What_just_keeps_the_limits_is_taken()
    {
        var full = Row(new string('k', 512), [.. Enumerable.Range(0, 251).Select(i => ($"P{i}", (object)i))]);
        await CommitAsync(Add(full), Add(Row("bytes", ("Bytes", new byte[64 * 1024]))), Add(Row("text", ("Comment", new string('x', 515_000)))));
        await CommitAsync([.. Enumerable.Range(0, 8).Select(i => Add(Row($"r-{i}", ("Comment", new string('x', 510_000)))))]);
        await CommitAsync([.. Enumerable.Range(0, 5).Select(i => Add(Row($"cjk-{i}", ("Comment", new string('語', 135_000)))))]);

        AssertSame(full, await ReadAsync(full.RowKey));
        Assert.Equal(510_000, (await ReadAsync("r-7")).GetString("Comment")!.Length);
        Assert.Equal(new string('語', 135_000), (await ReadAsync("cjk-4")).GetString("Comment"));
    }

    [Fact]
    public async Task A_cancelled_call_ends_as_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.SubmitTransactionAsync([Add(Row("a"))], cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.GetAsync(partition, "a", cancelled.Token));
        Assert.Null(await Store.GetAsync(partition, "a", None));
    }

    [Fact]
    public async Task Readiness_can_be_asked_again_and_again()
    {
        await Store.EnsureReadyAsync(None);
        await Store.EnsureReadyAsync(None);
        await OtherStore.EnsureReadyAsync(None);
    }

    private static void AssertSame(TableEntity written, TableEntity read)
    {
        Assert.Equal(written.Properties.Keys, read.Properties.Keys);
        Assert.All(written.Properties, property =>
        {
            Assert.IsType(property.Value.GetType(), read.Properties[property.Key]);
            Assert.Equal(property.Value, read.Properties[property.Key]);
        });
    }

    private TableEntity Row(string rowKey, params (string Name, object Value)[] properties)
    {
        var row = new TableEntity(partition, rowKey);
        foreach (var (name, value) in properties) row[name] = value;
        return row;
    }

    private async Task<TableEntity> ReadAsync(string rowKey) =>
        await Store.GetAsync(partition, rowKey, None) ?? throw new InvalidOperationException($"row {rowKey} is not there");

    private Task<TransactionOutcome> SubmitAsync(params TableTransactionAction[] actions) => Store.SubmitTransactionAsync(actions, None);

    private async Task<TransactionOutcome.Committed> CommitAsync(params TableTransactionAction[] actions) =>
        Assert.IsType<TransactionOutcome.Committed>(await SubmitAsync(actions));

    private static async Task<List<TableEntity>> ListAsync(IAsyncEnumerable<TableEntity> rows, int most = int.MaxValue)
    {
        var list = new List<TableEntity>();
        await foreach (var row in rows)
        {
            list.Add(row);
            if (list.Count == most) break;
        }

        return list;
    }
}
