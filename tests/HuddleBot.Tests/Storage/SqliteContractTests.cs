using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;

namespace HuddleBot.Tests.Storage;

public sealed class SqliteContractTests : TableStoreContract, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteTableStore store;
    private readonly SqliteTableStore other;

    public SqliteContractTests()
    {
        store = new(new($"Data Source={folder.File("contract.db")}"));
        other = new(new($"Data Source={folder.File("contract.db")}"));
    }

    protected override ITableStore Store => store;

    protected override ITableStore OtherStore => other;

    public void Dispose()
    {
        store.Dispose();
        other.Dispose();
        folder.Dispose();
    }
}
