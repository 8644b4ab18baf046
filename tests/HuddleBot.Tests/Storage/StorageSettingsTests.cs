using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Storage;
using HuddleBot.Storage.AzureTables;
using HuddleBot.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.Storage;

/// <summary>Switching the storage is a setting.</summary>
[Collection(AzuriteTests.Name)]
public sealed class StorageSettingsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Without_settings_it_is_a_file()
    {
        await using var app = Build();

        Assert.IsType<SqliteTableStore>(app.Services.GetRequiredService<ITableStore>());
    }

    [Fact]
    public async Task Two_settings_make_it_Azure()
    {
        await using var app = Build("--Storage:Provider=AzureTables", $"--Storage:ConnectionString={azurite.ConnectionString}", "--Storage:TableName=Settings");

        var store = Assert.IsType<AzureTableStore>(app.Services.GetRequiredService<ITableStore>());
        await store.EnsureReadyAsync(CancellationToken.None);
        Assert.Same(store, app.Services.GetRequiredService<ITableStore>());
    }

    [Theory]
    [InlineData("Provider", "--Storage:Provider=Postgres")]
    [InlineData("Provider", "--Storage:Provider=7")]
    [InlineData("TableName", "--Storage:TableName=Tables")]
    [InlineData("TableName", "--Storage:TableName=a-b")]
    [InlineData("ConnectionString", "--Storage:Provider=AzureTables")]
    [InlineData("Conection", "--Storage:Conection=x")]
    public void A_wrong_setting_stops_the_start_and_is_named(string name, string setting) =>
        Assert.Contains(name, Assert.Throws<SettingsException>(() => Build(setting)).Message, StringComparison.Ordinal);

    private static WebApplication Build(params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        return builder.AddStorage().Build();
    }
}
