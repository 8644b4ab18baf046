using HuddleBot.Core.Storage;
using HuddleBot.Storage.AzureTables;
using static HuddleBot.Core.Storage.TableTransactionAction;

namespace HuddleBot.Tests.Storage;

/// <summary>
/// Answers that get lost on the way: the store must find out what became of its write. Cases: insert, replace, delete, transaction, with an error, a broken
/// connection or silence; ours overwritten meanwhile; really somebody else's.
/// </summary>
[Collection(AzuriteTests.Name)]
public sealed class LostAnswerTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TableServiceDouble service = new();
    private readonly AzureTableStore direct;
    private readonly AzureTableStore store;
    private readonly AzureTableStore impatient;

    public LostAnswerTests(AzuriteFixture azurite)
    {
        direct = azurite.NewStore(out var table);
        store = new(azurite.Connection, table, TimeProvider.System, service.Options());
        impatient = new(azurite.Connection, table, TimeProvider.System, service.Options(networkTimeoutMilliseconds: 300));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    public async Task An_insert_that_succeeded_before_its_answer_was_lost_is_committed_once(int status)
    {
        await direct.EnsureReadyAsync(None);
        service.LoseAnswer(status);

        var committed = await CommitAsync(Add(Row("a", 1)));

        Assert.Equal([(await ReadAsync("a")).ETag], committed.ETags);
        await CommitAsync(Replace(new("p", "a", committed.ETags[0]) { ["N"] = 2 }));
        Assert.Equal(2, (await ReadAsync("a")).GetInt32("N"));
    }

    [Fact]
    public async Task An_insert_whose_connection_broke_is_committed_once()
    {
        await direct.EnsureReadyAsync(None);
        service.BreakAfterwards();

        await CommitAsync(Add(Row("a", 1)));

        Assert.Equal(2, service.Requests.Count(request => request.StartsWith("POST", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_insert_that_was_never_answered_is_committed_once()
    {
        await direct.EnsureReadyAsync(None);
        service.FallSilentAfterwards();

        Assert.IsType<TransactionOutcome.Committed>(await impatient.SubmitTransactionAsync([Add(Row("a", 1))], None));
    }

    [Fact]
    public async Task A_replace_that_succeeded_before_its_answer_was_lost_is_committed()
    {
        await direct.SubmitTransactionAsync([Add(Row("a", 1))], None);
        var row = await ReadAsync("a");
        row["N"] = 2;
        service.LoseAnswer();

        var committed = await CommitAsync(Replace(row));

        Assert.Equal([(await ReadAsync("a")).ETag], committed.ETags);
        Assert.Equal(2, (await ReadAsync("a")).GetInt32("N"));
    }

    [Fact]
    public async Task A_replace_that_others_built_on_before_we_looked_is_committed_and_its_etag_is_stale()
    {
        await direct.SubmitTransactionAsync([Add(Row("a", 1))], None);
        var row = await ReadAsync("a");
        row["N"] = 2;
        service.LoseAnswer(andMeanwhile: async () =>
        {
            var next = await ReadAsync("a");
            Assert.Equal(2, next.GetInt32("N"));
            next["N"] = 3;
            await direct.SubmitTransactionAsync([Replace(next)], None);
        });

        var committed = await CommitAsync(Replace(row));

        Assert.Equal(
            new TransactionOutcome.Conflict(0, ConflictKind.Changed),
            await store.SubmitTransactionAsync([Replace(new("p", "a", committed.ETags[0]) { ["N"] = 9 })], None));
        Assert.Equal(3, (await ReadAsync("a")).GetInt32("N"));
    }

    [Fact]
    public async Task A_delete_that_succeeded_before_its_answer_was_lost_is_committed()
    {
        await direct.SubmitTransactionAsync([Add(Row("a", 1)), Add(Row("b", 1))], None);
        var (a, b) = (await ReadAsync("a"), await ReadAsync("b"));

        service.LoseAnswer();
        await CommitAsync(Delete(a), Delete(b));
        await direct.SubmitTransactionAsync([Add(Row("c", 1))], None);
        service.LoseAnswer();
        await CommitAsync(Delete(await ReadAsync("c")));

        Assert.Null(await direct.GetAsync("p", "a", None));
        Assert.Null(await direct.GetAsync("p", "c", None));
    }

    [Fact]
    public async Task A_transaction_that_succeeded_before_its_answer_was_lost_is_committed_once()
    {
        await direct.SubmitTransactionAsync([Add(Row("old", 1)), Add(Row("changed", 1))], None);
        var changed = await ReadAsync("changed");
        changed["N"] = 2;
        var old = await ReadAsync("old");
        service.LoseAnswer(503);

        var committed = await CommitAsync(Delete(old), Add(Row("new", 1)), Replace(changed), Upsert(Row("upserted", 1)));

        Assert.Equal([null, (await ReadAsync("new")).ETag, (await ReadAsync("changed")).ETag, (await ReadAsync("upserted")).ETag], committed.ETags);
        Assert.Null(await direct.GetAsync("p", "old", None));
    }

    [Fact]
    public async Task A_conflict_with_somebody_else_stays_one_after_a_retry()
    {
        await direct.SubmitTransactionAsync([Add(Row("a", 1)), Add(Row("b", 1))], None);
        var mine = await ReadAsync("a");
        var theirs = await ReadAsync("a");
        await direct.SubmitTransactionAsync([Replace(theirs)], None);

        service.Refuse(503);
        Assert.Equal(new TransactionOutcome.Conflict(0, ConflictKind.AlreadyExists), await store.SubmitTransactionAsync([Add(Row("a", 5))], None));
        service.Refuse(500);
        Assert.Equal(new TransactionOutcome.Conflict(0, ConflictKind.Changed), await store.SubmitTransactionAsync([Replace(mine)], None));
        service.Refuse(500);
        Assert.Equal(new TransactionOutcome.Conflict(1, ConflictKind.Changed), await store.SubmitTransactionAsync([Add(Row("c", 1)), Replace(mine)], None));
        service.Refuse(500);
        Assert.Equal(new TransactionOutcome.Conflict(1, ConflictKind.Changed), await store.SubmitTransactionAsync([Delete(await ReadAsync("b")), Delete(mine)], None));
        Assert.Null(await direct.GetAsync("p", "c", None));
        Assert.NotNull(await direct.GetAsync("p", "b", None));
    }

    [Fact]
    public async Task A_conflict_is_looked_into_once_and_stays_one()
    {
        await direct.SubmitTransactionAsync([Add(Row("a", 1))], None);

        Assert.Equal(new TransactionOutcome.Conflict(0, ConflictKind.AlreadyExists), await store.SubmitTransactionAsync([Add(Row("a", 2))], None));
        Assert.Equal(["POST", "GET"], service.Requests.Select(request => request.Split(' ')[0]));
    }

    [Fact]
    public async Task A_conflict_with_our_own_write_that_something_on_the_way_sent_twice_is_none()
    {
        await direct.SubmitTransactionAsync([Add(Row("old", 1))], None);
        var row = await ReadAsync("old");
        row["N"] = 2;
        service.LoseAnswer(412);
        await CommitAsync(Replace(row));
        service.LoseAnswer(412);
        await CommitAsync(Add(Row("a", 1)), Add(Row("b", 1)));

        Assert.Equal(2, (await ReadAsync("old")).GetInt32("N"));
        Assert.NotNull(await direct.GetAsync("p", "b", None));
    }

    [Fact]
    public async Task What_the_rows_say_of_operations_is_not_among_their_properties()
    {
        await CommitAsync(Add(Row("a", 1)));

        Assert.Equal(["N"], (await ReadAsync("a")).Properties.Keys);
    }

    public void Dispose() => service.Dispose();

    private static TableEntity Row(string rowKey, int n) => new("p", rowKey) { ["N"] = n };

    private async Task<TableEntity> ReadAsync(string rowKey) => (await direct.GetAsync("p", rowKey, None))!;

    private async Task<TransactionOutcome.Committed> CommitAsync(params TableTransactionAction[] actions) =>
        Assert.IsType<TransactionOutcome.Committed>(await store.SubmitTransactionAsync(actions, None));
}
