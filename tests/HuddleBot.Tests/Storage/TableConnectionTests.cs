using System.Globalization;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Storage.AzureTables;

namespace HuddleBot.Tests.Storage;

/// <summary>The forms of <c>Storage:ConnectionString</c> for AzureTables.</summary>
[Collection(AzuriteTests.Name)]
public sealed class TableConnectionTests(AzuriteFixture azurite)
{
    private const string SomeKey = "c2VjcmV0LWtleQ==";

    [Theory]
    [InlineData($"DefaultEndpointsProtocol=https;AccountName=acme;AccountKey={SomeKey};EndpointSuffix=core.windows.net", "https://acme.table.core.windows.net/")]
    [InlineData($"AccountName=acme;AccountKey={SomeKey}", "https://acme.table.core.windows.net/")]
    [InlineData($"AccountName=acme;AccountKey={SomeKey};EndpointSuffix=core.chinacloudapi.cn;", "https://acme.table.core.chinacloudapi.cn/")]
    [InlineData($"AccountName=acme;AccountKey={SomeKey};TableEndpoint=https://acme.table.cosmos.azure.com:443/;", "https://acme.table.cosmos.azure.com/")]
    [InlineData("TableEndpoint=https://acme.table.core.windows.net;SharedAccessSignature=sv=2022-11-02&sig=abc%3D", "https://acme.table.core.windows.net/")]
    [InlineData("https://acme.table.core.windows.net/?sv=2022-11-02&sig=abc%3D", "https://acme.table.core.windows.net/")]
    [InlineData("https://acme.table.core.windows.net", "https://acme.table.core.windows.net/")]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1")]
    public void The_endpoint_is_found_in(string connectionString, string endpoint)
    {
        var connection = TableConnection.Parse(connectionString);

        Assert.Equal(endpoint, connection.Endpoint.AbsoluteUri);
        Assert.NotNull(connection.Authorization(TimeProvider.System));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Data Source=huddlebot.db")]
    [InlineData("AccountName=acme")]
    [InlineData($"AccountKey={SomeKey}")]
    [InlineData("AccountName=acme;AccountKey=not-base-64!")]
    [InlineData($"AccountName=acme;AccountKey={SomeKey};TableEndpoint=nowhere")]
    [InlineData($"AccountName=acme;AccountKey={SomeKey};TableEndpoint=http://tables.example.com/acme")]
    [InlineData($"DefaultEndpointsProtocol=http;AccountName=acme;AccountKey={SomeKey}")]
    [InlineData("http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("http://acme.table.core.windows.net/?sig=abc")]
    [InlineData("just words")]
    public void What_does_not_say_where_and_how_stops_the_start(string? connectionString)
    {
        var refusal = Assert.Throws<SettingsException>(() => TableConnection.Parse(connectionString));

        Assert.Contains("Storage:ConnectionString", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(SomeKey, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-base-64", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_access_signature_of_the_account_opens_the_service()
    {
        await ReadAndWriteAsync($"TableEndpoint={azurite.Endpoint};SharedAccessSignature={AccountSignature("rwdlau")}");
        await ReadAndWriteAsync($"{azurite.Endpoint}?{AccountSignature("rwdlau")}");
    }

    [Fact]
    public async Task A_signature_that_may_only_read_says_what_is_missing()
    {
        var connection = TableConnection.Parse($"TableEndpoint={azurite.Endpoint};SharedAccessSignature={AccountSignature("r")}");

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync(new(connection, "Forms", TimeProvider.System)));

        Assert.Contains("role 'Storage Table Data Contributor'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_signature_is_refused_and_not_repeated_in_the_message()
    {
        var signature = AccountSignature("rwdlau", expiry: "2020-01-01T00:00:00Z");
        var connection = TableConnection.Parse($"TableEndpoint={azurite.Endpoint};SharedAccessSignature={signature}");

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => new AzureTableStore(connection, "Forms", TimeProvider.System).EnsureReadyAsync(CancellationToken.None));

        Assert.DoesNotContain("sig=", refusal.ToString(), StringComparison.Ordinal);
    }

    private static async Task ReadAndWriteAsync(string connectionString)
    {
        var store = new AzureTableStore(TableConnection.Parse(connectionString), "Forms", TimeProvider.System);
        await store.EnsureReadyAsync(CancellationToken.None);
        var partition = await WriteAsync(store);
        Assert.Equal(2, await store.QueryAsync(partition, "", null, CancellationToken.None).CountAsync());
        Assert.NotNull(await store.GetAsync(partition, "a", CancellationToken.None));
    }

    private static async Task<string> WriteAsync(AzureTableStore store)
    {
        var partition = Guid.NewGuid().ToString("N");
        await store.SubmitTransactionAsync([TableTransactionAction.Add(new(partition, "a"))], CancellationToken.None);
        await store.SubmitTransactionAsync([TableTransactionAction.Upsert(new(partition, "a")), TableTransactionAction.Add(new(partition, "b"))], CancellationToken.None);
        return partition;
    }

    /// <summary>"Create an account SAS": the fields one per line, signed with the account's key.</summary>
    private static string AccountSignature(string permissions, string? expiry = null)
    {
        expiry ??= TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        const string version = "2020-08-04";
        var text = string.Join('\n', AzuriteFixture.Account, permissions, "t", "sco", "", expiry, "", "https,http", version, "");
        var signature = new TableSharedKeyCredential(AzuriteFixture.Account, AzuriteFixture.Key).ComputeSignature(text);
        return $"sv={version}&ss=t&srt=sco&sp={permissions}&se={Uri.EscapeDataString(expiry)}&spr=https,http&sig={Uri.EscapeDataString(signature)}";
    }
}
