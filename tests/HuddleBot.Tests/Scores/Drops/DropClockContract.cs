using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;
using NodaTime;

namespace HuddleBot.Tests.Scores.Drops;

/// <summary>A fall is told once, its recovery too, and nothing else, however the days go and wherever a process ends; on every storage.</summary>
public abstract class DropClockContract : IAsyncLifetime
{
    private static readonly LocalDate Begin = WatchedTeam.Begin;
    private static readonly LocalDate Next = Begin.PlusDays(1);

    protected abstract ITableStore Store { get; }

    public Task InitializeAsync() => Store.EnsureReadyAsync(CancellationToken.None);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_fall_is_told_once_to_the_team_and_its_manager_and_that_it_is_over_in_their_threads()
    {
        var team = await LearnedAsync();
        Assert.Empty(await team.DropsAsync());
        var seen = await team.LiveAsync(Next, 6, day => team.Day(day, 7, 2, 1), async () => (await team.DropsAsync()).Count > 0);
        var drop = Assert.Single(await team.DropsAsync());
        Assert.Equal((true, true, Next, seen), (drop.IsTold, drop.IsDown, drop.Since, drop.SeenOn));
        Assert.Equal((20, -60), (Math.Round(drop.Head.Fell.Before.Value), Math.Round(drop.Head.Fell.After.Value)));
        Assert.Equal(3, drop.Verbatims.Count);
        Assert.Equal([$"Post drop-{drop.Id.Key}", "Post dropfor"], (await team.PostsAsync()).Select(CutManager));

        // It stays down, and gets worse: the same fall.
        var worse = await team.LiveAsync(seen.PlusDays(1), 12, day => team.Day(day, 10, 0, 0));
        Assert.Equal(2, (await team.PostsAsync()).Count);

        await team.LiveAsync(worse.PlusDays(1), 20, day => team.Day(day, 3, 2, 5), async () => !(await team.DropsAsync()).Single().IsDown);
        Assert.IsType<DropEvent.Recovered>((await team.DropsAsync()).Single().Head.End);
        Assert.Equal(
            [$"Post back-drop-{drop.Id.Key}", "Post back-dropfor", $"Post drop-{drop.Id.Key}", "Post dropfor", $"Redraw drop-{drop.Id.Key}", "Redraw dropfor"],
            (await team.PostsAsync()).Select(CutManager).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Wherever_a_process_ends_nothing_is_missed_and_nothing_told_twice()
    {
        var (calm, killed) = (await LearnedAsync(), await LearnedAsync());
        for (var day = Next; day < Next.PlusDays(26); day = day.PlusDays(1))
        {
            // Down for nine days, and back.
            var isDown = day < Next.PlusDays(9);
            await calm.LiveAsync(day, 1, Of(calm, isDown));
            await killed.TakeAsync(Of(killed, isDown)(day));
            killed.Pass(day);
            foreach (var (commits, isKilledAfter) in new[] { (1, false), (1, true), (2, false), (2, true), (3, false) })
            {
                try
                {
                    await killed.LookAsync(new StoppingStore(Store, commits, isKilledAfter));
                }
                catch (ProcessKilledException)
                {
                    // Whoever comes next goes on from what is stored.
                }
            }

            await killed.LookAsync();
            await killed.Counted.FoldAsync();
        }

        Assert.IsType<DropEvent.Recovered>((await calm.DropsAsync()).Single().Head.End);
        Assert.Equal(await calm.StoredAsync(), (await killed.StoredAsync()).Select(row => row.Replace(killed.Team.Id.Value, calm.Team.Id.Value, StringComparison.Ordinal)));

        static Func<LocalDate, IEnumerable<Response>> Of(WatchedTeam team, bool isDown) => day => isDown ? team.Day(day, 7, 2, 1, comment: "Cold.") : team.Day(day, 3, 2, 5, comment: "Cold.");
    }

    [Fact]
    public async Task Several_who_look_at_once_tell_it_once()
    {
        var team = await LearnedAsync();
        for (var day = Next; day < Next.PlusDays(6); day = day.PlusDays(1))
        {
            await team.TakeAsync(team.Day(day, 7, 2, 1));
            team.Pass(day);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => team.LookAsync()));
            await team.LookAsync();
        }

        Assert.Single(await team.DropsAsync());
        Assert.Equal(2, (await team.PostsAsync()).Count(post => post.StartsWith("Post", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_fell_with_it_joins_the_card_and_the_part_that_moved_most_is_named()
    {
        var team = new WatchedTeam(Store);
        await team.TakeAsync([.. team.Usual(Begin.PlusDays(-89), 90, "arrival"), .. team.Usual(Begin.PlusDays(-89), 90, "breakfast")]);
        await team.LookAtAsync(Begin);

        // Only the arrival falls, and all answers together with it.
        await team.LiveAsync(Next, 10, day => [.. team.Day(day, 8, 1, 1, "arrival", "Where is the bus?"), .. team.Day(day, 3, 2, 5, "breakfast", "Cold eggs.")]);
        var drop = Assert.Single(await team.DropsAsync());
        Assert.Equal(["whole", "arrival"], drop.Series.Select(one => one.Series.Part.Spelling ?? "whole").OrderByDescending(name => name, StringComparer.Ordinal));
        Assert.Equal(2, (await team.PostsAsync()).Count(post => post.StartsWith("Post", StringComparison.Ordinal)));
        if (drop.Head.Series.Part is SeriesPart.Whole) Assert.Equal(new SeriesPart.Touchpoint("arrival"), drop.MovedMost!.Series.Part);
    }

    [Fact]
    public async Task A_series_that_others_overtake_goes_on_being_watched()
    {
        var team = new WatchedTeam(Store);
        await team.TakeAsync([.. Enumerable.Range(0, 99).SelectMany(number => team.Usual(Begin.PlusDays(-3), number < 98 ? 4 : 3, number < 98 ? $"gate {number}" : "lounge"))]);
        await team.LookAtAsync(Begin);
        Assert.Equal(100, (await team.Counted.RowsAsync(TeamRows.WatchedSeries)).Count);

        await team.LiveAsync(Next, 2, day => [.. team.Day(day, 1, 1, 1, "lounge"), .. team.Day(day, 15, 10, 25, "train")]);
        Assert.Equal(["2026-11-20", "2026-11-20", "2026-11-20"], (await team.Counted.RowsAsync(TeamRows.WatchedSeries)).Select(row => row.GetString("Through")).Order().TakeLast(3));
    }

    [Fact]
    public async Task What_fell_long_before_the_first_look_is_noted_and_not_told()
    {
        var team = new WatchedTeam(Store);
        await team.TakeAsync([.. team.Usual(Begin.PlusDays(-119), 80), .. Enumerable.Range(0, 40).SelectMany(day => team.Day(Begin.PlusDays(day - 39), 7, 2, 1))]);
        await team.LookAtAsync(Begin);
        var drop = Assert.Single(await team.DropsAsync());
        Assert.Equal((false, true, Begin.PlusDays(-39)), (drop.IsTold, drop.IsDown, drop.Since));
        Assert.Empty(await team.PostsAsync());
        Assert.Empty(await team.Counted.RowsAsync(TeamRows.Open));
    }

    [Fact]
    public async Task After_an_outage_the_days_are_made_up_for_and_what_is_news_is_told()
    {
        var team = await LearnedAsync();
        await team.TakeAsync(Enumerable.Range(0, 12).SelectMany(day => day < 7 ? team.Day(Next.PlusDays(day), 3, 2, 5) : team.Day(Next.PlusDays(day), 7, 2, 1)));
        await team.LookAtAsync(Next.PlusDays(11));
        Assert.True(Assert.Single(await team.DropsAsync()).IsTold);
        Assert.Equal(2, (await team.PostsAsync()).Count);
        Assert.Equal("2026-11-30", (await team.Counted.RowsAsync(TeamRows.DropWatch)).Single().GetString("Through"));
    }

    [Fact]
    public async Task Answers_of_the_past_that_come_in_a_file_are_learned_although_the_watch_has_begun()
    {
        var team = new WatchedTeam(Store);
        await team.LookAtAsync(Begin);

        // A part of the past, then the rest of it.
        await team.TakeAsync(team.Usual(Begin.PlusDays(-9), 10));
        await team.LookAtAsync(Next);
        await team.TakeAsync(team.Usual(Begin.PlusDays(-89), 80));
        await team.LiveAsync(Next.PlusDays(1), 6, day => team.Day(day, 7, 2, 1));
        var drop = Assert.Single(await team.DropsAsync());
        Assert.True(drop.IsTold);
        Assert.InRange(drop.Head.Fell.Before.Answers, 890, 910);
    }

    [Fact]
    public async Task A_team_that_moves_goes_on_in_its_new_days()
    {
        var team = await LearnedAsync();
        await team.LiveAsync(Next, 2, day => team.Day(day, 3, 2, 5));
        team.Counted.MoveTo("Pacific/Auckland");

        // Nothing is learned of days that are still the old ones.
        await team.TakeAsync(team.Day(Next.PlusDays(2), 7, 2, 1));
        team.Pass(Next.PlusDays(2));
        var before = await team.StoredAsync();
        Assert.NotNull(await team.LookAsync());
        Assert.Equal(before, await team.StoredAsync());

        await team.Counted.CompleteAsync();
        await team.LookAsync();
        Assert.NotEqual(before, await team.StoredAsync());
        await team.LiveAsync(Next.PlusDays(3), 5, day => team.Day(day, 7, 2, 1));
        Assert.Single(await team.DropsAsync());
    }

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    public async Task Days_that_shift_as_a_team_moves_are_no_fall(string zone)
    {
        var team = await LearnedAsync();
        await team.TakeAsync(Half(Next));
        await team.LiveAsync(Next, 2, day => Half(day.PlusDays(1)));
        team.Counted.MoveTo(zone);
        await team.LookAtAsync(Next.PlusDays(2));
        await team.Counted.CompleteAsync();
        await team.LiveAsync(Next.PlusDays(2), 20, day => Half(day.PlusDays(1)));
        Assert.Equal("2026-12-10", (await team.Counted.RowsAsync(TeamRows.DropWatch)).Single().GetString("Through"));
        Assert.Empty(await team.DropsAsync());
        Assert.Empty(await team.PostsAsync());

        // Who answers at night is content, who answers in the afternoon is not: wherever the days end, the halves of two of them change places.
        IEnumerable<Response> Half(LocalDate day) => team.Day(day, 3, 2, 5).Select((answer, number) =>
            answer with { AnsweredAt = day.AtMidnight().InUtc().ToInstant() + Duration.FromHours(number < 5 ? 16 : 2) + Duration.FromMinutes(number) });
    }

    [Fact]
    public async Task A_night_is_over_before_anybody_is_told()
    {
        var team = await LearnedAsync();
        await team.LiveAsync(Next, 1, day => team.Day(day, 7, 2, 1));
        for (var day = Next.PlusDays(1); (await team.DropsAsync()).Count == 0; day = day.PlusDays(1))
        {
            await team.TakeAsync(team.Day(day, 7, 2, 1));
            team.Counted.Clock.Advance(((await team.LookAsync())!.Value.ToDateTimeOffset()) - team.Counted.Clock.GetUtcNow());
            await team.LookAsync();
        }

        var now = team.Counted.Clock.GetUtcNow();
        Assert.Equal(0, now.Hour);
        Assert.All(await team.Counted.RowsAsync(TeamRows.Outbox), row => Assert.Equal(Instant.FromDateTimeOffset(now.AddHours(8)), row.GetInstant("NotBefore")));
    }

    /// <summary>Sixty days that were all alike, looked at.</summary>
    private async Task<WatchedTeam> LearnedAsync()
    {
        var team = new WatchedTeam(Store);
        await team.TakeAsync(team.Usual(Begin.PlusDays(-59), 60));
        await team.LookAtAsync(Begin);
        return team;
    }

    private static string CutManager(string post) => post.IndexOf("dropfor-", StringComparison.Ordinal) is > 0 and var at ? post[..(at + "dropfor".Length)] : post;
}

public sealed class DropClockOnSqliteTests : DropClockContract, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteTableStore store;

    public DropClockOnSqliteTests() => store = new(new($"Data Source={folder.File("drops.db")}"));

    protected override ITableStore Store => store;

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task In_a_year_without_a_change_nothing_is_said()
    {
        var (team, chance) = (new WatchedTeam(store), new Random(20261118));
        await team.LiveAsync(WatchedTeam.Begin.PlusDays(1), 365, day =>
        {
            // Five answers a day: half of them promoters, a fifth detractors.
            var scores = Enumerable.Range(0, 5).Select(_ => chance.NextDouble()).ToList();
            return team.Day(day, scores.Count(score => score < 0.2), scores.Count(score => score is >= 0.2 and < 0.5), scores.Count(score => score >= 0.5), "arrival");
        });
        Assert.Empty(await team.DropsAsync());
        Assert.Empty(await team.PostsAsync());
        Assert.Equal(2, (await team.Counted.RowsAsync(TeamRows.WatchedSeries)).Count);
        Assert.All(await team.Counted.RowsAsync(TeamRows.WatchedSeries), row => Assert.InRange(row.GetString("State")!.Length, 100, 4000));
    }
}

[Collection(AzuriteTests.Name)]
public sealed class DropClockOnTableStorageTests(AzuriteFixture azurite) : DropClockContract
{
    protected override ITableStore Store { get; } = azurite.NewStore(out _);
}
