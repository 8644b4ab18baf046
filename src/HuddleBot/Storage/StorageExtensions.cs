using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Storage.AzureTables;
using HuddleBot.Storage.Backup;
using HuddleBot.Storage.Sqlite;

namespace HuddleBot.Storage;

public static class StorageExtensions
{
    /// <summary>Registers the <see cref="ITableStore"/> that the settings choose. Nothing is opened until it is used.</summary>
    /// <exception cref="SettingsException">The section <c>Storage</c> is wrong.</exception>
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder)
    {
        var options = Settings.Read<StorageOptions>(builder.Configuration, "Storage");
        if (options.Provider == StorageProvider.AzureTables)
        {
            var connection = TableConnection.Parse(options.ConnectionString);
            builder.Services.AddSingleton<ITableStore>(services => new AzureTableStore(connection, options.TableName, services.GetRequiredService<TimeProvider>()));
            builder.Services.AddSingleton(services => new TableClock(connection, options.TableName, services.GetRequiredService<TimeProvider>()));
            builder.Services.AddTransient<IBackupSource>(services => new TwoScans(services.GetRequiredService<ITableStore>(), nameof(StorageProvider.AzureTables)));
        }
        else
        {
            var database = new SqliteDatabase(options.ConnectionString, options.TableName);
            builder.Services.AddSingleton<ITableStore>(_ => new SqliteTableStore(database));
            builder.Services.AddTransient<IBackupSource>(_ => new SqliteSnapshot(database));
        }

        builder.Services.AddSingleton(options).AddTransient<BackupWriter>().AddSingleton<IDiagnosis, StorageDiagnosis>();
        return builder;
    }
}
