using System.ComponentModel.DataAnnotations;

namespace HuddleBot.Storage;

/// <summary>The section <c>Storage</c> of the settings.</summary>
public sealed class StorageOptions
{
    /// <summary><c>Sqlite</c> (one file, the default) or <c>AzureTables</c> (Azure Table Storage, Azurite, Cosmos DB for Table).</summary>
    [EnumDataType(typeof(StorageProvider), ErrorMessage = "Provider is Sqlite or AzureTables.")]
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>
    /// Sqlite: <c>Data Source=FILE</c>, by default <c>huddlebot.db</c> in the working directory.
    /// AzureTables: a connection string of the storage account (key or shared access signature), <c>UseDevelopmentStorage=true</c>, or a bare
    /// <c>https://</c> endpoint, which is opened with the machine's own Entra identity.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>3 to 63 letters and digits, starting with a letter.</summary>
    [RegularExpression("^(?!(?i:tables)$)[A-Za-z][A-Za-z0-9]{2,62}$", ErrorMessage = "TableName is 3 to 63 letters and digits, starts with a letter, and is not 'tables'.")]
    public string TableName { get; set; } = "HuddleBot";
}

public enum StorageProvider
{
    Sqlite,
    AzureTables,
}
