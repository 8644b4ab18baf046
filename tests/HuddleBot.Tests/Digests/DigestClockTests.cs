using HuddleBot.Core.Digests;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Cards;
using HuddleBot.Tests.Huddles;
using HuddleBot.Tests.Promises;
using NodaTime;
using static HuddleBot.Tests.Digests.DigestScene;

namespace HuddleBot.Tests.Digests;

/// <summary>Each digest is made once, by whatever process, wherever one of them stops; late at most, never in a row; silent where there is nothing to say.</summary>
public sealed class DigestClockTests : IAsyncLifetime
{
    private readonly DigestScene scene = new();

    public async Task InitializeAsync() => await scene.LookAsync("2026-10-14T12:00Z");

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task It_comes_on_its_day_with_its_details_and_once()
    {
        Assert.Equal(HuddleScene.At("2026-10-19T07:00Z"), await scene.LookAsync("2026-10-19T06:59Z"));
        Assert.Empty(await scene.OutboxAsync());
        await scene.LookAsync("2026-10-19T07:00Z");
        scene.Restart();
        Assert.Equal(HuddleScene.At("2026-10-26T08:00Z"), await scene.LookAsync("2026-10-19T07:01Z"));
        Assert.Equal(["10-19 07:00 C0010 card", "10-19 07:00 C0010 units", "10-19 07:00 C0010 loops", "10-19 07:00 C0010 themes"], await scene.OutboxAsync());
    }

    [Fact]
    public async Task A_schedule_that_is_new_sends_nothing_of_before_it()
    {
        scene.Company = scene.Company with { Digest = scene.Company.Digest! with { At = new(9, 0) } };
        await scene.LookAsync("2026-10-19T12:00Z");
        Assert.Empty(await scene.OutboxAsync());
        await scene.LookAsync("2026-10-26T09:00Z");
        Assert.Equal(["10-26 Sent"], await scene.FatesAsync());
    }

    [Fact]
    public async Task A_schedule_that_comes_back_has_missed_nothing_meanwhile()
    {
        var monday = scene.Company.Digest!;
        scene.Company = scene.Company with { Digest = monday with { Day = IsoDayOfWeek.Thursday } };
        await scene.LookAsync("2026-10-16T07:00Z");
        scene.Restart();
        scene.Company = scene.Company with { Digest = monday };
        await scene.LookAsync("2026-10-20T07:00Z");
        scene.Restart();
        await scene.LookAsync("2026-10-20T07:01Z");
        Assert.Empty(await scene.FatesAsync());
        await scene.LookAsync("2026-10-26T08:00Z");
        Assert.Equal(["10-26 Sent"], await scene.FatesAsync());
    }

    [Fact]
    public async Task Another_time_of_the_same_day_does_not_bring_it_twice()
    {
        await scene.LookAsync("2026-10-19T07:00Z");
        scene.Company = scene.Company with { Digest = scene.Company.Digest! with { At = new(10, 0) } };
        await scene.LookAsync("2026-10-19T07:30Z");
        await scene.LookAsync("2026-10-19T09:30Z");
        Assert.Equal(["10-19 Sent"], await scene.FatesAsync());
    }

    [Fact]
    public async Task What_an_outage_has_delayed_comes_late_and_what_is_old_is_passed_over()
    {
        await scene.LookAsync("2026-10-21T07:00Z");
        await scene.LookAsync("2026-11-05T09:00Z");
        await scene.LookAsync("2026-11-09T08:20Z");
        Assert.Equal(["10-19 Sent late", "11-02 PassedOver", "11-09 Sent"], await scene.FatesAsync());
    }

    [Fact]
    public async Task Two_processes_at_the_same_moment_make_one()
    {
        scene.Company = scene.Company with { Digest = scene.Company.Digest! with { ToManagers = true } };
        await scene.LookAsync("2026-10-14T13:00Z");
        scene.Time.Now = HuddleScene.At("2026-10-19T15:00Z");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => scene.NewClock(scene.OpenAnother())).Select(clock => Task.Run(() => clock.RunDueAsync((_, e) => throw new InvalidOperationException("lost", e), CancellationToken.None))));
        Assert.Equal(3, (await scene.FatesAsync()).Count);
        Assert.Equal(12, (await scene.OutboxAsync()).Count);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public async Task Wherever_a_process_stops_the_next_one_makes_what_is_missing_and_nothing_twice(int commit, bool after)
    {
        scene.Company = scene.Company with { Digest = scene.Company.Digest! with { ToManagers = true } };
        await scene.LookAsync("2026-10-14T13:00Z");
        scene.Time.Now = HuddleScene.At("2026-10-19T15:00Z");
        var dying = scene.NewClock(new BrokenStore(scene.Store) { StopAt = commit, StopAfterIt = after });
        await Assert.ThrowsAsync<StorageUnavailableException>(() => dying.RunDueAsync((_, e) => throw new InvalidOperationException("lost", e), CancellationToken.None));
        scene.Restart();
        await scene.LookAsync("2026-10-19T15:01Z");
        Assert.Equal(["10-19 Sent late", "10-19 Sent late", "10-19 Sent late"], await scene.FatesAsync());
        Assert.Equal(12, (await scene.OutboxAsync()).Count);
        Assert.Equal(["card", "units", "loops", "themes"], (await scene.OutboxAsync()).Where(line => line.Contains(" C0010 ", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]));
    }

    [Fact]
    public async Task A_report_that_cannot_be_made_keeps_nobody_else_waiting_and_is_tried_again()
    {
        scene.Company = scene.Company with { Digest = scene.Company.Digest! with { ToManagers = true } };
        await scene.LookAsync("2026-10-14T13:00Z");
        var reports = scene.Reports;
        scene.Reports = (scope, period) => scope is DigestScope.WholeCompany ? throw new InvalidDataException("broken row") : reports(scope, period);
        var failures = new List<string>();
        scene.Time.Now = HuddleScene.At("2026-10-19T15:00Z");
        await scene.Clock.RunDueAsync((_, e) => failures.Add(e.Message), CancellationToken.None);
        Assert.Equal(["broken row"], failures);
        Assert.Equal(2, (await scene.FatesAsync()).Count);
        scene.Reports = reports;
        await scene.LookAsync("2026-10-19T15:10Z");
        Assert.Equal(3, (await scene.FatesAsync()).Count);
    }

    [Fact]
    public async Task An_empty_week_is_silent_and_an_empty_month_says_so()
    {
        scene.Reports = (_, period) => DigestSamples.Empty(period);
        foreach (var at in (string[])["2026-10-19T07:00Z", "2026-10-26T08:00Z", "2026-11-02T08:00Z", "2026-11-09T08:00Z"]) await scene.LookAsync(at);
        Assert.Equal(["10-19 Silent", "10-26 Silent", "11-02 Sent", "11-09 Silent"], await scene.FatesAsync());
        Assert.Equal(["11-02 08:00 C0010 card"], await scene.OutboxAsync());
    }

    [Fact]
    public async Task The_first_digest_of_a_month_brings_the_month_and_of_a_quarter_that_too()
    {
        await scene.LookAsync("2026-11-02T08:00Z");
        Assert.Equal(["card", "units", "loops", "themes", "month"], (await scene.OutboxAsync()).Select(line => line.Split(' ')[^1]));
        await scene.LookAsync("2027-01-04T08:00Z");
        Assert.Equal(["card", "units", "loops", "themes", "month", "quarter"], (await scene.OutboxAsync()).Skip(5).Select(line => line.Split(' ')[^1]));
    }

    [Fact]
    public async Task A_month_whose_first_digest_was_passed_over_comes_with_the_next_and_not_again()
    {
        await scene.LookAsync("2026-11-06T08:00Z");
        await scene.LookAsync("2026-11-09T08:00Z");
        await scene.LookAsync("2026-11-16T08:00Z");
        Assert.Equal(["11-02 PassedOver", "11-09 Sent", "11-16 Sent"], await scene.FatesAsync());
        Assert.Equal(["11-09 08:00 C0010 month"], (await scene.OutboxAsync()).Where(line => line.EndsWith("month", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Where_the_week_was_empty_and_the_month_was_not_the_month_is_the_card()
    {
        scene.Reports = (scope, period) => period.Span == DigestSpan.Week ? DigestSamples.Empty(period) : DigestSamples.Full() with { Period = period };
        await scene.LookAsync("2026-11-02T08:00Z");
        Assert.Equal(["card", "units", "loops", "themes"], (await scene.OutboxAsync()).Select(line => line.Split(' ')[^1]));
    }

    [Fact]
    public async Task A_year_brings_each_reader_one_a_week_at_eight_by_their_own_clock()
    {
        scene.Company = scene.Company with
        {
            Digest = scene.Company.Digest! with { ToManagers = true },
            Staff = [new(Boss, new(DateTimeZoneProviders.Tzdb["Australia/Sydney"], WorkingCalendar.MondayToFriday, new(9, 0), new(17, 0)), null, null)],
        };
        await scene.LookAsync("2026-10-14T13:00Z");
        var end = HuddleScene.At("2027-10-14T13:00Z");
        for (var next = await scene.LookAsync("2026-10-14T13:01Z"); next is { } at && at < end;)
        {
            scene.Time.Now = at;
            next = await scene.Clock.RunDueAsync((_, e) => throw new InvalidOperationException("lost", e), CancellationToken.None);
        }

        var notes = await scene.NotesAsync();
        Assert.Equal(["C0010 52", "U0009 52", "U0011 52"], notes.GroupBy(note => note.Place).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}"));
        Assert.All(notes, note => Assert.Equal(note.Day + new LocalTime(8, 0), note.DueAt.InZone(DateTimeZoneProviders.Tzdb[note.Zone]).LocalDateTime));
        Assert.Equal("Australia/Sydney", notes.First(note => note.Place == Boss.User).Zone);
        Assert.All(notes, note => Assert.Equal(note.DueAt, note.MadeAt));
        Assert.Equal(3 * 12, notes.Count(note => note.WithMonth));
        Assert.Equal(3 * 4, notes.Count(note => note.WithQuarter));
    }
}
