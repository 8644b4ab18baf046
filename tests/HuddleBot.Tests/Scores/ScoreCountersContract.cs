using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Agendas;
using HuddleBot.Tests.Storage;
using NodaTime;
using static HuddleBot.Tests.Scores.CountedTeam;

namespace HuddleBot.Tests.Scores;

/// <summary>Every answer is counted once, on its day, at every moment; on every storage.</summary>
public abstract class ScoreCountersContract : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract ITableStore Store { get; }

    /// <summary>Sequences that are tried.</summary>
    protected abstract int Sequences { get; }

    /// <summary>Changes that wait when a question comes.</summary>
    protected abstract int Backlog { get; }

    public Task InitializeAsync() => Store.EnsureReadyAsync(None);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Whatever_happens_and_wherever_it_stops_what_is_asked_is_what_the_responses_say_and_a_rebuild_gives_the_same_rows() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Sequences).WithEndSize(40), Prop.ForAll(CounterStep.Sequences(), HoldsAsync));

    [Fact]
    public async Task An_update_takes_off_what_it_replaces()
    {
        var team = new CountedTeam(Store);
        await team.TakeAsync(team.Response("r", Nps(3), touchpoint: "arrival", segment: "business"));
        await team.TakeAsync(team.Response("r", Nps(9), Noon - Duration.FromDays(2), "departure", "business"));
        Assert.Equal(["whole 2026-11-18 9/0..10:1", "departure 2026-11-18 9/0..10:1", "business 2026-11-18 9/0..10:1"], await DaysAsync(team));
        await team.FoldAllAsync();
        Assert.Equal(["whole 2026-11-18 9/0..10:1", "departure 2026-11-18 9/0..10:1", "business 2026-11-18 9/0..10:1"], await DaysAsync(team));
    }

    [Fact]
    public async Task Names_that_are_spelled_otherwise_are_one_series_which_is_called_as_most_of_its_answers_call_it()
    {
        var team = new CountedTeam(Store);
        await team.TakeAsync(team.Response("1", Nps(3), touchpoint: "arrival"), team.Response("2", Nps(9), touchpoint: "Arrival"), team.Response("3", Nps(9), touchpoint: "Arrival "));
        Assert.Equal(["whole 2026-11-20 3/0..10:1 9/0..10:2", "Arrival 2026-11-20 3/0..10:1 9/0..10:2"], await DaysAsync(team));
        await team.FoldAllAsync();
        Assert.Equal(3, (await team.RowsAsync(TeamRows.ScoreSeries)).Count);

        // A name that is only spelled anew moves no count.
        await team.TakeAsync(team.Response("2", Nps(9), touchpoint: "arrival"), team.Response("3", Nps(9), touchpoint: "ARRIVAL"));
        Assert.Equal(["whole 2026-11-20 3/0..10:1 9/0..10:2", "arrival 2026-11-20 3/0..10:1 9/0..10:2"], await DaysAsync(team));
        await team.FoldAllAsync();
        Assert.Equal(["whole 2026-11-20 3/0..10:1 9/0..10:2", "arrival 2026-11-20 3/0..10:1 9/0..10:2"], await DaysAsync(team));
        Assert.Equal(2, (await team.Scores().DaysAsync(team.Team, [new(Metric.Nps, null, new SeriesPart.Touchpoint("ArRiVaL"))], AllDays, None))[0].Over(AllDays).Counts.Count);
        Assert.Equal(["arrival", "ARRIVAL", null], (await team.RowsAsync(TeamRows.ScoreSeries)).Select(row => row.GetString("Name")).OrderBy(name => name is null).ThenByDescending(name => name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_erased_is_not_counted_any_more()
    {
        var team = new CountedTeam(Store);
        var response = team.Response("r", Nps(3), touchpoint: "arrival");
        await team.TakeAsync(response, team.Response("stays", Nps(9)));
        await team.CompleteAsync();
        await team.FoldAllAsync();
        var row = (await team.RowsAsync(TeamRows.Response)).Single(row => row.RequireString("ResponseId") == response.Id);
        var change = ScoreChange.Between(row.RowKey[TeamRows.Response.Length..], response, null)!;
        await Store.SubmitTransactionAsync([TableTransactionAction.Delete(row), ScoreChangeRow.Add(team.Team.Id, new RowSequence().Next(Noon), [change])], None);
        Assert.Equal(["whole 2026-11-20 9/0..10:1"], await DaysAsync(team));
        Assert.True(await team.Rebuild().RepeatAsync(team.Team, None));
        Assert.Equal(["whole 2026-11-20 9/0..10:1"], await DaysAsync(team));
        await team.FoldAllAsync();
        Assert.Equal(["whole 2026-11-20 9/0..10:1"], await DaysAsync(team));
    }

    [Fact]
    public async Task A_transaction_adds_one_change_however_many_responses_it_has_and_none_where_no_score_changes()
    {
        var team = new CountedTeam(Store);
        await team.TakeAsync(Enumerable.Range(0, 49).Select(number => team.Response($"r-{number}", Nps(9))));
        Assert.Single(await team.RowsAsync(TeamRows.ScoreChange));
        await team.TakeAsync(Enumerable.Range(0, 49).Select(number => team.Response($"r-{number}", Nps(9), comment: "Now with words.")).Append(team.Response("no score", null)));
        Assert.Single(await team.RowsAsync(TeamRows.ScoreChange));
    }

    [Fact]
    public async Task A_change_of_many_days_and_series_is_folded_in_several_transactions()
    {
        var team = new CountedTeam(Store);
        await team.CompleteAsync();
        await team.TakeAsync(Enumerable.Range(0, 49).Select(number => team.Response($"r-{number}", Nps(9), Noon - Duration.FromDays(number), $"t-{number}", $"s-{number}")));
        await team.FoldAllAsync();
        Assert.Equal(await team.ExpectedAsync(), await team.AskedAsync());
        Assert.Equal(3 * 49, (await team.RowsAsync(TeamRows.ScoreDay)).Count);
    }

    [Fact]
    public async Task Long_days_of_many_fractions_are_folded_within_the_size_of_a_transaction()
    {
        var team = new CountedTeam(Store);
        var (scale, random) = (Scale.TryCreate(0, 100)!.Value, new Random(6));
        var many = ScoreHistogram.Of(Enumerable.Range(0, 15_000).Select(_ => Score.Create(Metric.Csat, random.NextDouble() * 100, scale).Score!)).ToString();
        var answers = Enumerable.Range(0, 12).Select(day => team.Response($"r-{day}", Score.Create(Metric.Csat, 50.5, scale).Score, Noon - Duration.FromDays(day))).ToList();
        await team.TakeAsync(answers);
        await team.CompleteAsync();
        await team.FoldAllAsync();
        foreach (var row in await team.RowsAsync(TeamRows.ScoreDay))
        {
            var longer = row.Copy(row.ETag);
            longer["Counts"] = many;
            await Store.SubmitTransactionAsync([TableTransactionAction.Replace(longer)], None);
        }

        await team.TakeAsync(answers.Select(answer => answer with { Id = answer.Id + "again" }));
        await team.FoldAllAsync();
        Assert.All(await team.RowsAsync(TeamRows.ScoreDay), row => Assert.Contains(" 50.5/0..100:1 ", row.GetString("Counts"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Responses_from_before_there_were_counters_are_counted_once()
    {
        var team = new CountedTeam(Store);
        await team.TakeAsync(Enumerable.Range(0, 60).Select(number => team.Response($"r-{number}", Nps(number % 11), Noon - Duration.FromDays(number), "arrival")));
        await team.ForgetCountersAsync();
        await team.TakeAsync(team.Response("since", Nps(9)), team.Response("r-3", Nps(0)));
        Assert.Equal(1, await team.CompleteAsync());
        Assert.Equal(0, await team.CompleteAsync());
        Assert.Equal(await team.ExpectedAsync(), await team.AskedAsync());
        await team.FoldAllAsync();
        Assert.Equal(await team.ExpectedAsync(), await team.AskedAsync());
    }

    [Fact]
    public async Task When_the_team_moves_its_days_shift_and_the_old_ones_go()
    {
        var team = new CountedTeam(Store);
        await team.TakeAsync(team.Response("r", Nps(9), Instant.FromUtc(2026, 11, 20, 23, 30)));
        Assert.Equal(["whole 2026-11-20 9/0..10:1"], await DaysAsync(team));
        await team.FoldAllAsync();
        team.MoveTo("Europe/Paris");
        Assert.Equal(["whole 2026-11-20 9/0..10:1"], await DaysAsync(team));
        Assert.Equal(1, await team.CompleteAsync());
        Assert.Equal(["whole 2026-11-21 9/0..10:1"], await DaysAsync(team));
        Assert.Single(await team.RowsAsync(TeamRows.ScoreDay));
    }

    [Fact]
    public async Task Until_the_new_days_of_a_team_that_moved_are_counted_today_is_the_old_today_whatever_its_date()
    {
        var team = new CountedTeam(Store);
        await team.CompleteAsync();
        await team.TakeAsync(team.Response("yesterday", Nps(3), Noon - Duration.FromDays(1)), team.Response("today", Nps(9)));

        // In Kiritimati it is two in the morning of the 21st already.
        team.MoveTo("Pacific/Kiritimati");
        var asked = ScoreWindows.Last(1, new(2026, 11, 21));
        Assert.Equal("9/0..10:1", (await team.Scores().DaysAsync(team.Team, [Whole], asked, None))[0].Over(asked).ToString());
        await team.FoldAllAsync();
        Assert.Equal("9/0..10:1", (await team.Scores().DaysAsync(team.Team, [Whole], asked, None))[0].Over(asked).ToString());
        Assert.Equal(1, await team.CompleteAsync());
        Assert.Equal("9/0..10:1", (await team.Scores().DaysAsync(team.Team, [Whole], asked, None))[0].Over(asked).ToString());
    }

    [Fact]
    public async Task A_team_that_moves_there_and_back_is_counted_in_its_days_wherever_a_count_stops()
    {
        foreach (var commits in Enumerable.Range(1, 8))
        {
            var team = new CountedTeam(Store);
            await team.TakeAsync(team.Response("r", Nps(9), Instant.FromUtc(2026, 11, 20, 23, 30)));
            await team.CompleteAsync();
            team.MoveTo("Europe/Paris");
            try
            {
                await team.CompleteAsync(new StoppingStore(Store, commits, isKilledAfter: true));
            }
            catch (ProcessKilledException)
            {
                team.Clock.Advance(TimeSpan.FromMinutes(2));
            }

            team.MoveTo("Europe/London");
            await team.CompleteAsync();
            Assert.Equal(team.Team.TimeZone, await team.ZoneInForceAsync());
            Assert.Equal(["whole 2026-11-20 9/0..10:1"], await DaysAsync(team));
        }
    }

    [Fact]
    public async Task Counters_that_nobody_ends_making_leave_no_rows_and_those_in_force_serve()
    {
        var team = new CountedTeam(Store);
        await team.TakeAsync(Enumerable.Range(0, 150).Select(number => team.Response($"r-{number}", Nps(9), Noon - Duration.FromDays(number))));
        await team.CompleteAsync();
        await team.FoldAllAsync();

        // Noted, a hundred rows written, and killed at the next.
        await Assert.ThrowsAsync<ProcessKilledException>(() => team.Rebuild(new StoppingStore(Store, 3)).RepeatAsync(team.Team, None));
        Assert.Equal(250, (await team.RowsAsync(TeamRows.ScoreDay)).Count);
        Assert.Equal(await team.ExpectedAsync(), await team.AskedAsync());
        Assert.NotNull(await team.FoldAsync());
        Assert.False(await team.Rebuild().RepeatAsync(team.Team, None));

        team.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await team.Rebuild().RepeatAsync(team.Team, None));
        Assert.Equal(150, (await team.RowsAsync(TeamRows.ScoreDay)).Count);
        Assert.Single(await team.RowsAsync(TeamRows.ScoreSeries));
    }

    [Fact]
    public async Task Asking_reads_days_and_as_many_after_a_thousand_answers_as_after_fifty()
    {
        var team = new CountedTeam(Store);
        var rows = new List<(int Reads, int Rows)>();
        foreach (var answers in (int[])[50, 1000])
        {
            await team.TakeAsync(Enumerable.Range(0, answers).Select(number => team.Response($"{answers}-{number}", Nps(number % 11), Noon - Duration.FromDays(number % 50))));
            await team.CompleteAsync();
            await team.FoldAllAsync();
            var counting = new CountingStore(Store);
            var known = Assert.Single(await team.Scores(counting).DaysAsync(team.Team, [Whole], ScoreWindows.Last(28, new(2026, 11, 20)), None));
            Assert.Equal(28, known.Days.Count);
            rows.Add((counting.Reads, counting.Rows));
        }

        Assert.Equal(rows[0], rows[1]);
        Assert.Equal(4, rows[0].Reads);
        Assert.InRange(rows[0].Rows, 28, 29);
    }

    [Fact]
    public async Task Intakes_folds_rebuilds_and_questions_at_once_count_every_answer_once_and_never_twice()
    {
        var team = new CountedTeam(Store, TimeProvider.System);
        await team.CompleteAsync();
        var (begun, safe, isOver) = (0, 0, false);
        var intakes = Enumerable.Range(0, 4).Select(async process =>
        {
            for (var delivery = 0; delivery < 6; delivery++)
            {
                Interlocked.Add(ref begun, 8);
                await team.TakeAsync(Enumerable.Range(0, 8).Select(number => team.Response($"r-{process}-{delivery}-{number}", Nps(9), Noon - Duration.FromDays(number), "arrival")));
                Interlocked.Add(ref safe, 8);

                // The same answers with another score: as many as before, at every moment.
                await team.TakeAsync(Enumerable.Range(0, 8).Select(number => team.Response($"r-{process}-{delivery}-{number}", Nps(3), Noon - Duration.FromDays(number), "departure")));
            }
        }).ToList();
        List<Task> beside = [RepeatAsync(() => team.FoldAsync()), RepeatAsync(() => team.FoldAsync()), RepeatAsync(() => team.Rebuild().RepeatAsync(team.Team, None)), RepeatAsync(AskAsync)];
        await Task.WhenAll(intakes);
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(beside);

        await team.FoldAllAsync();
        Assert.Equal(await team.ExpectedAsync(), await team.AskedAsync());
        var stored = await team.StoredAsync();
        Assert.True(await team.Rebuild().RepeatAsync(team.Team, None));
        Assert.Equal(stored, await team.StoredAsync());

        async Task AskAsync()
        {
            var least = Volatile.Read(ref safe);
            var days = await team.Scores().DaysAsync(team.Team, [Whole], AllDays, None);
            Assert.InRange(days[0].Over(AllDays).Answers, least, Volatile.Read(ref begun));
        }

        async Task RepeatAsync(Func<Task> doAsync)
        {
            while (!Volatile.Read(ref isOver)) await doAsync();
        }
    }

    [Fact]
    public async Task A_question_ends_and_is_right_while_thousands_of_changes_wait_more_come_and_they_are_folded()
    {
        var team = new CountedTeam(Store, TimeProvider.System);
        await team.CompleteAsync();
        await team.LetWaitAsync(Backlog);
        var (begun, safe, isOver) = (Backlog, Backlog, false);
        List<Task> beside = [RepeatAsync(() => team.FoldAsync()), AddAsync()];
        try
        {
            for (var question = 0; question < 3; question++) await Task.WhenAll(AskAsync(), AskAsync());
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            await Task.WhenAll(beside);
        }

        await team.FoldAllAsync();
        Assert.Equal(begun * AnswersInAChange, (await team.Scores().DaysAsync(team.Team, [Whole], AllDays, None))[0].Over(AllDays).Answers);

        async Task AddAsync()
        {
            for (var more = 0; more < Backlog / 5 && !Volatile.Read(ref isOver); more++)
            {
                Interlocked.Increment(ref begun);
                await team.LetWaitAsync(1);
                Interlocked.Increment(ref safe);
            }
        }

        async Task AskAsync()
        {
            var (store, least) = (new CountingStore(Store), Volatile.Read(ref safe));
            var days = await team.Scores(store).DaysAsync(team.Team, [Whole], AllDays, None);
            Assert.InRange(days[0].Over(AllDays).Answers, least * AnswersInAChange, Volatile.Read(ref begun) * AnswersInAChange);

            // Each change that waits is read two or three times at most, however often somebody folds meanwhile.
            Assert.InRange(store.Rows, 0, 3 * Volatile.Read(ref begun) + 20_000);
        }

        async Task RepeatAsync(Func<Task> doAsync)
        {
            while (!Volatile.Read(ref isOver)) await doAsync();
        }
    }

    private static SeriesId Whole { get; } = new(Metric.Nps, null, new SeriesPart.Whole());

    private static async Task<List<string>> DaysAsync(CountedTeam team)
    {
        var series = await team.Scores().SeriesAsync(team.Team, None);
        var days = await team.Scores().DaysAsync(team.Team, [.. series.Select(one => one.Series)], AllDays, None);
        return [.. days.SelectMany(one => one.Days.Select(day => $"{NameOf(one.Series.Part)} {day.Day:uuuu-MM-dd} {day.Counts}"))];
    }

    private static string NameOf(SeriesPart part) => part switch { SeriesPart.Touchpoint one => one.Name, SeriesPart.Segment one => one.Name, _ => "whole" };

    private async Task HoldsAsync(IReadOnlyList<CounterStep> steps)
    {
        var (team, latest) = (new CountedTeam(Store), new List<Response>());
        foreach (var step in steps)
        {
            var store = new StoppingStore(Store, step.Stop?.Commit, step.Stop?.IsAfter ?? false);
            try
            {
                await DoAsync(team, step, store, latest);
            }
            catch (ProcessKilledException)
            {
                // Whoever comes next takes over once nothing was heard for a while.
                team.Clock.Advance(TimeSpan.FromMinutes(2));
            }
        }

        Assert.Equal(await team.ExpectedAsync(), await team.AskedAsync());
        await team.CompleteAsync();
        Assert.Equal(team.Team.TimeZone, await team.ZoneInForceAsync());
        Assert.Equal(await team.ExpectedAsync(), await team.AskedAsync());
        await team.FoldAllAsync();
        Assert.Equal(await team.ExpectedAsync(), await team.AskedAsync());
        var stored = await team.StoredAsync();
        Assert.True(await team.Rebuild().RepeatAsync(team.Team, None));
        Assert.Equal(stored, await team.StoredAsync());
    }

    private static async Task DoAsync(CountedTeam team, CounterStep step, ITableStore store, List<Response> latest)
    {
        switch (step)
        {
            case CounterStep.Deliver deliver:
                latest.Clear();
                latest.AddRange(deliver.Answers.Select(answer => answer.Of(team)));
                await team.TakeAsync(store, latest);
                break;
            case CounterStep.DeliverAgain:
                await team.TakeAsync(store, latest);
                break;
            case CounterStep.Route:
                team.TakeTheRest();
                await team.RouteAsync(store);
                break;
            case CounterStep.Fold:
                await team.FoldAsync(store);
                break;
            case CounterStep.Move move:
                team.MoveTo(move.Zone);
                if (move.IsCounted) await team.CompleteAsync(store);
                break;
            case CounterStep.Repeat:
                await team.Rebuild(store).RepeatAsync(team.Team, None);
                break;
            case CounterStep.Ask:
                Assert.Equal(await team.ExpectedAsync(), await team.AskedAsync(store));
                break;
        }
    }
}

public sealed class ScoreCountersOnSqliteTests : ScoreCountersContract, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteTableStore store;

    public ScoreCountersOnSqliteTests() => store = new(new($"Data Source={folder.File("scores.db")}"));

    protected override ITableStore Store => store;

    protected override int Sequences => 60;

    protected override int Backlog => 2000;

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }
}

[Collection(AzuriteTests.Name)]
public sealed class ScoreCountersOnTableStorageTests(AzuriteFixture azurite) : ScoreCountersContract
{
    protected override ITableStore Store { get; } = azurite.NewStore(out _);

    protected override int Sequences => 8;

    protected override int Backlog => 300;
}
