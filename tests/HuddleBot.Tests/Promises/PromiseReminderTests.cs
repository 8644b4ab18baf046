using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Storage;
using NodaTime;
using static HuddleBot.Tests.Promises.Kitchen;

namespace HuddleBot.Tests.Promises;

/// <summary>
/// To the owner alone, at nine in the morning where they live · once more on the next working day, then never again · stops when the promise is kept, moved or dropped ·
/// what was sent says what became of it · whoever cannot be written to holds up nobody.
/// </summary>
public sealed class PromiseReminderTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly Kitchen kitchen = new();

    private static IssueCommand Kept => new IssueCommand.Finish(Outcome.Yes, null);

    private static IssueCommand Dropped => new IssueCommand.Drop("Nobody orders soup any more");

    public Task InitializeAsync() => kitchen.ReadyAsync();

    public async Task DisposeAsync() => await kitchen.DisposeAsync();

    [Theory]
    [InlineData("2026-11-26", "2026-11-26T09:00:00Z", "2026-11-26T14:00:00Z", "2026-11-25T22:00:00Z")]
    [InlineData("2027-03-14", "2027-03-14T09:00:00Z", "2027-03-14T13:00:00Z", "2027-03-13T22:00:00Z")] // New York goes forward,
    [InlineData("2027-03-28", "2027-03-28T08:00:00Z", "2027-03-28T13:00:00Z", "2027-03-27T22:00:00Z")] // London goes forward,
    [InlineData("2027-04-04", "2027-04-04T08:00:00Z", "2027-04-04T13:00:00Z", "2027-04-03T23:00:00Z")] // Sydney goes back.
    public async Task Each_owner_is_reminded_on_the_morning_where_they_live(string by, string london, string newYork, string sydney)
    {
        (kitchen.Directory.ZoneOf[Ben.Id], kitchen.Directory.ZoneOf[Cleo.Id]) = ("America/New_York", "Australia/Sydney");
        foreach (var owner in new[] { Ana, Ben, Cleo }) await kitchen.PromiseAsync(owner, by);

        await kitchen.UntilAsync(by + "T15:00:00Z");

        Assert.Equal([At(london)], Mornings(Ana));
        Assert.Equal([At(newYork)], Mornings(Ben));
        Assert.Equal([At(sydney)], Mornings(Cleo));
    }

    [Fact]
    public async Task Once_more_on_the_next_working_day_and_then_never_again()
    {
        await kitchen.PromiseAsync(Ben, "2026-11-27");

        await kitchen.UntilAsync("2027-02-01T12:00:00Z");

        Assert.Equal([At("2026-11-27T09:00:00Z"), At("2026-11-30T09:00:00Z")], Mornings(Ben));
        Assert.All(kitchen.Mail.In("U2"), letter => Assert.Equal("due: FixingIt Ben 2026-11-27", letter.Shows));
        Assert.Null(await kitchen.RunDueAsync());
    }

    [Fact]
    public async Task Nothing_comes_of_a_promise_that_is_kept_dropped_or_taken_back_before_its_day()
    {
        await kitchen.DoAsync(await kitchen.PromiseAsync(Ben, "2026-11-26"), Kept);
        await kitchen.DoAsync(await kitchen.PromiseAsync(Ben, "2026-11-26"), Dropped);
        await kitchen.DoAsync(await kitchen.PromiseAsync(Ben, "2026-11-26"), new IssueCommand.Undo(null));

        await kitchen.UntilAsync("2026-12-10T12:00:00Z");

        Assert.Empty(kitchen.Mail.In("U2"));
    }

    [Fact]
    public async Task A_promise_that_is_moved_is_due_on_its_new_day_with_its_new_owner()
    {
        var promise = await kitchen.PromiseAsync(Ben, "2026-11-26");
        await kitchen.MoveAsync(promise, "2026-12-01", Cleo);

        await kitchen.UntilAsync("2026-12-01T12:00:00Z");

        Assert.Empty(kitchen.Mail.In("U2"));
        Assert.Equal([At("2026-12-01T09:00:00Z")], Mornings(Cleo));
        var open = Assert.Single(await new PromiseIndex(kitchen.Store).OpenOfTeamAsync(Team.Id, None));
        Assert.Equal((promise, Day("2026-12-01"), Cleo.Id), (open.Issue, open.By, open.Owner));
        Assert.Empty(await kitchen.Desk.PromisesOfAsync(Ben.Id, None));
        Assert.Single(await kitchen.Desk.PromisesOfAsync(Cleo.Id, None));
    }

    [Fact]
    public async Task What_was_sent_says_what_became_of_it_and_no_second_one_follows()
    {
        var (kept, dropped, moved, passedOn) =
            (await kitchen.PromiseAsync(Ben, "2026-11-26"), await kitchen.PromiseAsync(Ben, "2026-11-26"), await kitchen.PromiseAsync(Ben, "2026-11-26"), await kitchen.PromiseAsync(Ben, "2026-11-26"));
        await kitchen.UntilAsync("2026-11-26T10:00:00Z");
        Assert.Equal(4, kitchen.Mail.In("U2").Count);

        await kitchen.DoAsync(kept, Kept, Ben);
        await kitchen.DoAsync(dropped, Dropped, Ben);
        await kitchen.MoveAsync(moved, "2026-12-09");
        await kitchen.MoveAsync(passedOn, "2026-11-26", Cleo);
        await kitchen.UntilAsync("2026-12-04T12:00:00Z");

        Assert.Equal(
            ["over: Done Yes", "over: Dropped", "over: FixingIt Ben 2026-12-09", "over: FixingIt Cleo 2026-11-26"],
            kitchen.Mail.In("U2").Select(letter => letter.Shows).Order(StringComparer.Ordinal));
        Assert.Equal([At("2026-11-27T09:00:00Z")], Mornings(Cleo));
    }

    [Fact]
    public async Task A_dropped_promise_that_comes_back_is_due_again()
    {
        var promise = await kitchen.PromiseAsync(Ben, "2026-11-26");
        await kitchen.UntilAsync("2026-11-26T10:00:00Z");
        await kitchen.DoAsync(promise, Dropped, Ben);
        await kitchen.DrainAsync();
        Assert.Equal("over: Dropped", Assert.Single(kitchen.Mail.In("U2")).Shows);

        await kitchen.DoAsync(promise, new IssueCommand.Undo(null), Ben);
        await kitchen.UntilAsync("2026-11-27T12:00:00Z");

        Assert.Equal(["due: FixingIt Ben 2026-11-26", "due: FixingIt Ben 2026-11-26"], kitchen.Mail.In("U2").Select(letter => letter.Shows));
    }

    [Fact]
    public async Task A_reminder_that_is_moot_before_it_is_sent_is_not_sent()
    {
        var promise = await kitchen.PromiseAsync(Ben, "2026-11-26");
        await kitchen.UntilAsync("2026-11-26T08:59:59Z");
        kitchen.Time.Advance(TimeSpan.FromSeconds(1));
        await kitchen.RunDueAsync();

        await kitchen.DoAsync(promise, Kept, Ben);

        Assert.Null(await kitchen.DrainAsync());
        Assert.Empty(kitchen.Mail.In("U2"));
    }

    [Fact]
    public async Task Who_promises_something_for_today_is_not_reminded_of_it_today()
    {
        await kitchen.PromiseAsync(Ben, "2026-11-23");

        await kitchen.UntilAsync("2026-11-24T12:00:00Z");

        Assert.Equal([At("2026-11-24T09:00:00Z")], Mornings(Ben));
    }

    [Theory]
    [InlineData("2026-11-26T19:30:00Z", "2026-11-26T19:30:00Z")]
    [InlineData("2026-11-26T23:00:00Z", "2026-11-27T09:00:00Z")]
    [InlineData("2026-11-28T03:00:00Z", "2026-11-28T08:00:00Z")]
    public async Task After_being_down_it_comes_late_but_not_at_night(string up, string expected)
    {
        await kitchen.PromiseAsync(Ben, "2026-11-26");
        kitchen.Time.Advance(DateTimeOffset.Parse(up, System.Globalization.CultureInfo.InvariantCulture) - kitchen.Time.GetUtcNow());

        await kitchen.UntilAsync("2026-12-20T12:00:00Z");

        Assert.Equal(At(expected), Mornings(Ben)[0]);
        Assert.All(kitchen.Mail.In("U2"), letter => Assert.InRange(letter.At.Hour, 8, 19));
    }

    [Fact]
    public async Task The_teams_clock_counts_where_the_platform_does_not_say_where_somebody_lives_or_not_soon_enough()
    {
        await kitchen.PromiseAsync(Ben, "2026-11-26");
        await kitchen.UntilAsync("2026-11-26T08:59:59Z");
        kitchen.Directory.IsSlow = true;
        kitchen.Time.Advance(TimeSpan.FromSeconds(1));

        var run = kitchen.RunDueAsync();
        while (!run.IsCompleted)
        {
            await Task.Yield();
            kitchen.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        await run;
        await kitchen.DrainAsync();
        Assert.Single(kitchen.Mail.In("U2"));
    }

    [Fact]
    public async Task Who_cannot_be_written_to_holds_up_neither_the_others_nor_the_channel()
    {
        var promise = await kitchen.PromiseAsync(Ben, "2026-11-26");
        await kitchen.PromiseAsync(Cleo, "2026-11-26");
        await kitchen.UntilAsync("2026-11-26T09:01:00Z");
        kitchen.Mail.Closed.Add("U2");
        await kitchen.PromiseAsync(new(new(Platform.Teams, "tenant", "object"), "Dee"), "2026-11-27");
        await kitchen.PromiseAsync(Ben, "2026-11-27");

        await kitchen.DoAsync(promise, Kept, Ana);
        await kitchen.DrainAsync();
        await kitchen.PromiseAsync(Cleo, "2026-12-24");
        await kitchen.DrainAsync();
        Assert.Equal("card: FixingIt Cleo 2026-12-24", kitchen.Mail.In("C1")[^1].Shows);
        await kitchen.UntilAsync("2026-11-27T10:00:00Z");

        Assert.Contains(kitchen.Mail.In("C1"), letter => letter.Shows == "card: Done Yes");
        Assert.Equal(2, kitchen.Mail.In("U3").Count);
        Assert.Equal("due: FixingIt Ben 2026-11-26", Assert.Single(kitchen.Mail.In("U2")).Shows);

        kitchen.Mail.Closed.Clear();
        await kitchen.UntilAsync("2026-11-27T11:05:00Z");
        Assert.Equal(["over: Done Yes", "due: FixingIt Ben 2026-11-27"], kitchen.Mail.In("U2").Select(letter => letter.Shows));
    }

    [Fact]
    public async Task A_promise_from_before_the_index_kept_its_owner_is_due_all_the_same()
    {
        await kitchen.PromiseAsync(Ben, "2026-11-26");
        var row = await kitchen.Store.QueryAsync(TeamRows.PartitionOf(Team.Id), TeamRows.Promise, null, None).SingleAsync();
        var old = new TableEntity(row.PartitionKey, row.RowKey, row.ETag) { ["Issue"] = row.GetString("Issue"), ["Date"] = row.GetString("Date") };
        Assert.IsType<TransactionOutcome.Committed>(await kitchen.Store.SubmitTransactionAsync([TableTransactionAction.Replace(old)], None));

        await kitchen.UntilAsync("2026-12-10T12:00:00Z");

        Assert.Equal([At("2026-11-26T09:00:00Z"), At("2026-11-27T09:00:00Z")], Mornings(Ben));
    }

    [Fact]
    public async Task A_promise_that_is_moved_week_after_week_can_still_be_moved()
    {
        var promise = await kitchen.PromiseAsync(Ben, "2026-11-26");
        for (var (week, day) = (0, Day("2026-11-26")); week < 105; week++, day = day.PlusWeeks(1))
        {
            await kitchen.UntilAsync($"{day:uuuu-MM-dd}T12:00:00Z");
            await kitchen.MoveAsync(promise, $"{day.PlusWeeks(1):uuuu-MM-dd}");
        }

        Assert.Equal(105, kitchen.Mail.In("U2").Count);
        Assert.All(kitchen.Mail.In("U2").SkipLast(1), letter => Assert.StartsWith("over: ", letter.Shows, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_teams_promises_are_listed_soonest_first_until_they_are_kept_or_dropped()
    {
        var later = await kitchen.PromiseAsync(Ana, "2026-12-03");
        var soon = await kitchen.PromiseAsync(Cleo, "2026-11-25");
        await kitchen.DoAsync(await kitchen.PromiseAsync(Ben, "2026-11-24"), Kept);
        await kitchen.DoAsync(await kitchen.PromiseAsync(Ben, "2026-11-24"), Dropped);

        Assert.Equal([soon, later], (await new PromiseIndex(kitchen.Store).OpenOfTeamAsync(Team.Id, None)).Select(promise => promise.Issue));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private List<DateTimeOffset> Mornings(Actor person) => [.. kitchen.Mail.In(person.Id.User).Select(letter => letter.At)];
}
