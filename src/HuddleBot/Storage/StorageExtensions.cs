using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Storage.Sqlite;

namespace HuddleBot.Storage;

public static class StorageExtensions
{
    /// <summary>Registers the <see cref="ITableStore"/> that the settings choose. Nothing is opened until it is used.</summary>
    /// <exception cref="SettingsException">The section <c>Storage</c> is wrong.</exception>
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder)
    {
        var options = Settings.Read<StorageOptions>(builder.Configuration, "Storage");
        if (options.Provider != StorageProvider.Sqlite) throw new SettingsException("Storage:Provider: only Sqlite is built in.");
        builder.Services.AddSingleton<ITableStore>(new SqliteTableStore(options.ConnectionString, options.TableName));
        return builder;
    }
}
