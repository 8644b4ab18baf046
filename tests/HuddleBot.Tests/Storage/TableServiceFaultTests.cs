using HuddleBot.Core.Storage;
using HuddleBot.Storage.AzureTables;
using NodaTime;
using static HuddleBot.Core.Storage.TableTransactionAction;

namespace HuddleBot.Tests.Storage;

/// <summary>A service that is busy, refuses us, lost its table or cuts its pages oddly.</summary>
[Collection(AzuriteTests.Name)]
public sealed class TableServiceFaultTests : IDisposable
{
    private const int Tries = 6;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TableServiceDouble service = new();
    private readonly AzureTableStore store;
    private readonly AzuriteFixture azurite;

    public TableServiceFaultTests(AzuriteFixture azurite)
    {
        this.azurite = azurite;
        store = new(azurite.Connection, "T" + Guid.NewGuid().ToString("N"), TimeProvider.System, service.Options());
    }

    [Fact]
    public async Task A_busy_service_is_asked_again()
    {
        await store.EnsureReadyAsync(None);
        service.Refuse(503, times: 3);

        await store.SubmitTransactionAsync([Add(new("p", "a"))], None);
        service.Refuse(500, times: Tries - 1);

        Assert.NotNull(await store.GetAsync("p", "a", None));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(429)]
    public async Task A_service_that_stays_busy_is_unavailable(int status)
    {
        service.Refuse(status, times: 3 * Tries);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.GetAsync("p", "a", None));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.EnsureReadyAsync(None));
        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.SubmitTransactionAsync([Add(new("p", "a"))], None));
        Assert.Contains("busy", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(3 * Tries, service.Requests.Count);
    }

    [Fact]
    public async Task A_transaction_that_timed_out_inside_is_sent_again()
    {
        await store.EnsureReadyAsync(None);
        const string timedOut = "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\n\r\n"
            + """{"odata.error":{"code":"OperationTimedOut","message":{"lang":"en-US","value":"0:Operation could not be completed within the specified time."}}}""" + "\r\n--c--\r\n--b--\r\n";
        service.Refuse(202, timedOut, times: 2, contentType: "multipart/mixed");

        Assert.IsType<TransactionOutcome.Committed>(await store.SubmitTransactionAsync([Add(new("p", "a")), Add(new("p", "b"))], None));
        Assert.NotNull(await store.GetAsync("p", "b", None));
    }

    [Theory]
    [InlineData("AuthenticationFailed", "refuses our key")]
    [InlineData("AuthorizationPermissionMismatch", "Storage Table Data Contributor")]
    public async Task A_refused_key_says_what_to_do(string code, string words)
    {
        service.Refuse(403, $$$"""{"odata.error":{"code":"{{{code}}}","message":{"lang":"en-US","value":"no"} } }""");

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.EnsureReadyAsync(None));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_by_the_service_itself()
    {
        var wrong = $"AccountName={AzuriteFixture.Account};AccountKey={Convert.ToBase64String(new byte[64])};TableEndpoint={azurite.Endpoint}";

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => new AzureTableStore(TableConnection.Parse(wrong), "HuddleBot", TimeProvider.System).EnsureReadyAsync(None));

        Assert.Contains("refuses our key", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_unavailable()
    {
        service.Plan((_, _) => throw new HttpRequestException("Connection refused"));
        for (var i = 1; i < Tries; i++) service.Plan((_, _) => throw new HttpRequestException("Connection refused"));

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.EnsureReadyAsync(None));

        Assert.Contains("cannot be reached", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_service_is_unavailable()
    {
        for (var i = 0; i < Tries; i++) service.Plan(static async (_, cancellationToken) => { await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken); return null; });
        var impatient = new AzureTableStore(azurite.Connection, "HuddleBot", TimeProvider.System, service.Options(networkTimeoutMilliseconds: 50));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => impatient.GetAsync("p", "a", None));
    }

    [Fact]
    public async Task Whoever_gives_up_on_a_silent_service_gets_a_cancellation()
    {
        using var patience = new CancellationTokenSource();
        service.Plan(async (_, cancellationToken) => { await patience.CancelAsync(); await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken); return null; });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.GetAsync("p", "a", patience.Token));
    }

    [Fact]
    public async Task A_missing_table_has_no_rows_and_is_made_by_the_first_write()
    {
        Assert.Null(await store.GetAsync("p", "a", None));
        Assert.Equal(0, await store.QueryAsync("p", "", null, None).CountAsync());

        Assert.IsType<TransactionOutcome.Committed>(await store.SubmitTransactionAsync([Add(new("p", "a")), Add(new("p", "b"))], None));
        Assert.Equal(2, await store.QueryAsync("p", "", null, None).CountAsync());
    }

    [Fact]
    public async Task A_table_that_is_being_deleted_is_unavailable()
    {
        service.PassOn().Refuse(409, """{"odata.error":{"code":"TableBeingDeleted","message":{"lang":"en-US","value":"The table is being deleted."}}}""");

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.SubmitTransactionAsync([Add(new("p", "a"))], None));

        Assert.Contains("Wait a minute", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_the_service_finds_wrong_is_a_bug_and_no_outage()
    {
        service.Refuse(400, """{"odata.error":{"code":"InvalidInput","message":{"lang":"en-US","value":"One of the request inputs is not valid."}}}""");

        var bug = await Assert.ThrowsAsync<Azure.RequestFailedException>(() => store.SubmitTransactionAsync([Add(new("p", "a"))], None));

        Assert.Equal("InvalidInput", bug.ErrorCode);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Please sign in</body></html>", "text/html")]
    [InlineData("", "application/json")]
    public async Task What_a_proxy_answers_in_the_place_of_the_service_is_no_answer(string body, string type)
    {
        await store.EnsureReadyAsync(None);
        service.Refuse(200, body, contentType: type);
        await store.SubmitTransactionAsync([Add(new("p", "a"))], None);
        service.Refuse(200, body, contentType: type).Refuse(202, body, contentType: type);
        await store.SubmitTransactionAsync([Add(new("p", "b")), Add(new("p", "c"))], None);
        service.Refuse(200, body, contentType: type);
        Assert.NotNull(await store.GetAsync("p", "a", None));
        service.Refuse(200, body, contentType: type);
        Assert.Equal(3, await store.QueryAsync("p", "", null, None).CountAsync());

        service.Refuse(200, body, times: 3 * Tries, contentType: type);
        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.SubmitTransactionAsync([Add(new("p", "d"))], None));
        Assert.Contains("proxy", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.GetAsync("p", "a", None));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.EnsureReadyAsync(None));
    }

    [Fact]
    public async Task An_empty_page_with_a_continuation_is_not_the_end()
    {
        await store.SubmitTransactionAsync([Add(new("p", "a"))], None);
        service.Requests.Clear();
        service.Plan((request, _) =>
        {
            var empty = TableServiceDouble.Answer(request, 200, """{"odata.metadata":"x","value":[]}""");
            empty.Headers.Add("x-ms-continuation-NextPartitionKey", "1!4!cA==");
            empty.Headers.Add("x-ms-continuation-NextRowKey", "1!4!a&b");
            return Task.FromResult<HttpResponseMessage?>(empty);
        }).Plan((request, _) => Task.FromResult<HttpResponseMessage?>(TableServiceDouble.Answer(
            request, 200, """{"value":[{"odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"a","N@odata.type":"Edm.Int64","N":"7"}]}""")));

        var row = Assert.Single(await store.QueryAsync("p", "", null, None).ToListAsync());

        Assert.Equal(7L, row.GetInt64("N"));
        Assert.EndsWith("&NextPartitionKey=1%214%21cA%3D%3D&NextRowKey=1%214%21a%26b", service.Requests[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"odata.etag":"1","PartitionKey":"p","RowKey":"a",TYPES,VALUES}""")]
    [InlineData("""{VALUES,"RowKey":"a","PartitionKey":"p",TYPES,"odata.etag":"1"}""")]
    public async Task A_type_may_stand_before_its_value_or_after_it(string row)
    {
        var types = """
            "Long@odata.type":"Edm.Int64","Whole@odata.type":"Edm.Double","None@odata.type":"Edm.Double","Bytes@odata.type":"Edm.Binary","When@odata.type":"Edm.DateTime","Id@odata.type":"Edm.Guid","Timestamp@odata.type":"Edm.DateTime"
            """;
        var values = """
            "Long":"7","Whole":3,"None":"NaN","Bytes":"AP8=","When":"2026-11-22T09:15:00Z","Id":"c9da6455-213d-42c9-9a79-3e9149a57833","Timestamp":"2026-11-22T09:15:00Z","Text":"7","Int":7,"Yes":true,"Nothing":null
            """;
        service.Refuse(200, $$"""{"value":[{{row.Replace("TYPES", types, StringComparison.Ordinal).Replace("VALUES", values, StringComparison.Ordinal)}}]}""");

        var read = Assert.Single(await store.QueryAsync("p", "", null, None).ToListAsync());

        Assert.Equal(["Bytes", "Id", "Int", "Long", "None", "Text", "When", "Whole", "Yes"], read.Properties.Keys);
        Assert.Equal([new byte[] { 0, 255 }, "c9da6455-213d-42c9-9a79-3e9149a57833", 7, 7L, double.NaN, "7", Instant.FromUtc(2026, 11, 22, 9, 15), 3.0, true], read.Properties.Values);
    }

    [Fact]
    public async Task Cosmos_rows_are_sorted_here()
    {
        var cosmos = new AzureTableStore(TableConnection.Parse("AccountName=a;AccountKey=AAAA;TableEndpoint=https://a.table.cosmos.azure.com:443/;"), "HuddleBot", TimeProvider.System, service.Options());
        service.Refuse(200, """{"value":[{"odata.etag":"1","PartitionKey":"p","RowKey":"b"},{"odata.etag":"1","PartitionKey":"p","RowKey":"a"}]}""");

        Assert.Equal(["a", "b"], await cosmos.QueryAsync("p", "", null, None).Select(row => row.RowKey).ToListAsync());
    }

    public void Dispose() => service.Dispose();
}
