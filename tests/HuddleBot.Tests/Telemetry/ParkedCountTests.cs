using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Telemetry;
using HuddleBot.Tests.Agendas;
using HuddleBot.Tests.Scheduling;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.WholeWay;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Telemetry;

/// <summary>The gauge of what is parked: true whoever dispatches, and cheap however many teams there are.</summary>
public sealed class ParkedCountTests
{
    private const int Speed = 100;

    [Fact]
    public async Task Thousands_of_teams_are_counted_once_at_fifty_a_second_and_then_only_those_that_have_something_parked()
    {
        const int Teams = 2_000;
        using var folder = new TemporaryFolder();
        await using var sqlite = new SqliteTableStore(new($"Data Source={folder.File("bot.db")}"));
        var store = new CountingStore(sqlite);
        var time = new TestTime(speed: Speed);
        TeamsSnapshot snapshot = new("1", [.. Enumerable.Range(0, Teams).Select(i => ClockTower.TeamOf($"team-{i}", """{ "at": "09:15" }"""))]);
        foreach (var team in (int[])[7, 1_000, Teams - 1]) await ParkAsync(sqlite, $"team-{team}", "x-1");
        using var counting = new CancellationTokenSource();
        using var count = new ParkedCount(store, new Known(snapshot), new StorageOutage(time, NullLogger<StorageOutage>.Instance), time);

        var started = time.GetTimestamp();
        var running = count.RunAsync(counting.Token);
        await UntilAsync(() => Task.FromResult(count.Now == 3));
        Assert.True(time.GetElapsedTime(started) >= TimeSpan.FromSeconds(Teams / 50), "faster than was said");

        // The company is counted, too.
        Assert.InRange(store.Reads, Teams, Teams + 1);

        // One of them parks again, and another is tried again behind our back, with a bell that nobody heard.
        await ParkAsync(sqlite, "team-7", "x-2");
        count.CountAnew(new("team-7"));
        await UntilAsync(() => Task.FromResult(count.Now == 4));
        await sqlite.SubmitTransactionAsync([TableTransactionAction.Delete((await sqlite.GetAsync("team-team-1000", "x-1", CancellationToken.None))!)], CancellationToken.None);
        await UntilAsync(() => Task.FromResult(count.Now == 3));
        Assert.InRange(time.GetElapsedTime(started), TimeSpan.FromSeconds(Teams / 50), TimeSpan.FromMinutes(10));

        // A minute costs a read for each that has something.
        var before = store.Reads;
        time.Skip(TimeSpan.FromMinutes(1));
        await UntilAsync(() => Task.FromResult(store.Reads >= before + 2));
        Assert.InRange(store.Reads - before, 2, 10);
        await counting.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(0, count.Now);
    }

    [Fact]
    public async Task Whoever_dispatches_has_it_news_too_and_what_another_process_tries_again_is_not_in_it_any_more()
    {
        await using var hotel = await OpenAsync();
        var other = await hotel.StartAnotherBotAsync();
        await ParkNewsAsync(hotel, "b-0000000000000000001-aaaaaa");
        await UntilAsync(() => Task.FromResult(Of(hotel.Bot) == 1));
        Assert.Equal(0, Of(other));

        var first = hotel.Bot;
        hotel.Succeed(other);
        await first.StopAsync();
        await UntilAsync(() => Task.FromResult(Of(other) == 1));
        Assert.Equal(0, Of(first));
        await first.DisposeAsync();

        await using var verb = hotel.BuildOnlooker();
        var messages = verb.Services.GetRequiredService<WaitingMessages>();
        var parked = await messages.ParkedAsync(new("front-desk"), CancellationToken.None).SingleAsync();
        Assert.Equal(1, await messages.DropParkedAsync(new("front-desk"), new HashSet<string>([parked.Id], StringComparer.Ordinal), CancellationToken.None));
        await UntilAsync(() => Task.FromResult(Of(other) == 0));
    }

    private static int Of(WebApplication bot) => bot.Services.GetRequiredService<ParkedCount>().Now;

    /// <summary>News that cannot be read: whoever brings the news sets it aside.</summary>
    private static async Task ParkNewsAsync(Hotel hotel, string rowKey)
    {
        await hotel.Store.SubmitTransactionAsync([TableTransactionAction.Add(new("team-front-desk", rowKey) { ["Issue"] = "no issue at all" })], CancellationToken.None);
        await hotel.Bot.Services.GetRequiredService<IDoorbell>().RingAsync(new("front-desk"), CancellationToken.None);
        await UntilAsync(async () => (await hotel.RowsOfAsync("front-desk", TeamRows.Parked)).Count == 1);
    }

    private static Task<TransactionOutcome> ParkAsync(SqliteTableStore store, string team, string rowKey) =>
        store.SubmitTransactionAsync([TableTransactionAction.Add(new($"team-{team}", rowKey) { ["ParkedBecause"] = "refused" })], CancellationToken.None);

    private sealed class Known(TeamsSnapshot snapshot) : ITeamDirectory
    {
        public Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(snapshot);
    }
}
