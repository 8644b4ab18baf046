using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Silences;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;
using NodaTime;
using static System.Threading.CancellationToken;

namespace HuddleBot.Tests.Silences;

/// <summary>Signs of life are kept as long as they are looked back on, and no longer, whether or not what gave them exists any more.</summary>
public abstract class SignLogContract : IAsyncLifetime
{
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 15, 9, 0);
    private static readonly SignOf Survey = new SignOf.Feed("survey");
    private static readonly SignOf Closed = new SignOf.People(new TeamId("closed"));

    protected abstract ITableStore Store { get; }

    public Task InitializeAsync() => Store.EnsureReadyAsync(None);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Months_that_are_looked_back_on_no_more_are_forgotten_and_the_others_stay()
    {
        var log = new SignLog(Store);
        for (var month = 0; month < 16; month++) await NoteAsync(log, Survey, Start + Duration.FromDays(30 * month));
        await NoteAsync(log, Closed, Start);
        var now = Start + Duration.FromDays(30 * 15);

        await log.ForgetAsync(now, None);

        var kept = (await new SignLog(Store).OfAsync(Survey, None)).Given.Select(Signs.StartOf).ToList();
        Assert.Equal(Enumerable.Range(2, 14).Select(month => Start + Duration.FromDays(30 * month)), kept);
        Assert.Empty((await new SignLog(Store).OfAsync(Closed, None)).Given);

        // As another process does at the same moment, and again.
        await Task.WhenAll(log.ForgetAsync(now + Duration.FromDays(60), None), new SignLog(Store).ForgetAsync(now + Duration.FromDays(60), None));
        Assert.Equal(12, (await new SignLog(Store).OfAsync(Survey, None)).Given.Count);
        await NoteAsync(log, Survey, now + Duration.FromDays(60));
        Assert.Equal(13, (await log.OfAsync(Survey, None)).Given.Count);
    }

    private static Task NoteAsync(SignLog log, SignOf of, Instant at) => log.NoteAsync(of, at, at, None);
}

public sealed class SignLogOnSqliteTests : SignLogContract, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteTableStore store;

    public SignLogOnSqliteTests() => store = new(new($"Data Source={folder.File("signs.db")}"));

    protected override ITableStore Store => store;

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }
}

[Collection(AzuriteTests.Name)]
public sealed class SignLogOnTableStorageTests(AzuriteFixture azurite) : SignLogContract
{
    protected override ITableStore Store { get; } = azurite.NewStore(out _);
}
