using HuddleBot.Core.Delivery;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Agendas;
using HuddleBot.Tests.Slack;
using NodaTime;

namespace HuddleBot.Tests.Scores;

/// <summary>A team whose answers are counted: the real core on real storage, as processes that can be killed. Responses name their team in the attribute <c>team</c>.</summary>
internal sealed class CountedTeam : ITeamDirectory, IDoorbell
{
    public const string Source = "survey";
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TimeProvider time;
    private readonly string elsewhere = "elsewhere-" + Guid.NewGuid().ToString("N");

    /// <param name="team">One that is there already; null: one of its own.</param>
    public CountedTeam(ITableStore store, TimeProvider? time = null, FrontlineTeam? team = null)
    {
        this.time = time ?? Clock;
        Store = store;
        Team = team ?? ListeningTeams.Team("t-" + Guid.NewGuid().ToString("N"), "Europe/London");
    }

    public ITableStore Store { get; }

    public FakeTime Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    public FrontlineTeam Team { get; private set; }

    public string Partition => TeamRows.PartitionOf(Team.Id);

    /// <summary>Every day of which there is a response in these tests.</summary>
    public static DateInterval AllDays { get; } = new(new(2020, 1, 1), new(2030, 12, 31));

    public static Instant Noon { get; } = Instant.FromUtc(2026, 11, 20, 12, 0);

    public void MoveTo(string zone) => Team = Team with { TimeZone = DateTimeZoneProviders.Tzdb[zone] };

    /// <summary>From now on what has waited for no team at all is this team's too.</summary>
    public void TakeTheRest() => Team = Team with { Routes = [.. Team.Routes, new(null, "team", elsewhere)] };

    public Response Response(string id, Score? score, Instant? at = null, string? touchpoint = null, string? segment = null, string? comment = null, bool isElsewhere = false) => new(
        Source, $"{Team.Id}/{id}", score, comment, at ?? Noon, touchpoint, null, segment is null ? null : new(null, null, null, null, segment, null, null),
        new SortedDictionary<string, string>(StringComparer.Ordinal) { ["team"] = isElsewhere ? elsewhere : Team.Id.Value });

    public static Score Nps(double value) => Score.Create(Metric.Nps, value, Score.DefaultScale(Metric.Nps)!.Value).Score!;

    public FeedbackIntake Intake(ITableStore? store = null) => new(store ?? Store, new(store ?? Store), this, new Quarantine(store ?? Store, time), this, new RowSequence(), [], time);

    public Task TakeAsync(params IEnumerable<Response> responses) => TakeAsync(Store, responses);

    public Task TakeAsync(ITableStore store, IEnumerable<Response> responses) =>
        Intake(store).AcceptAsync(Source, [.. responses.Select(response => new ReadResponse.Read(response))], PostChoice.None, None);

    public Task RouteAsync(ITableStore? store = null) => Intake(store).RouteWaitingAsync(PostChoice.None, None);

    /// <summary>Changes as an import of past answers leaves them, of 49 responses each, whose days are scattered over a year; without the responses.</summary>
    public async Task LetWaitAsync(int changes, ITableStore? store = null)
    {
        var (random, sequence) = (new Random(changes), new RowSequence());
        foreach (var some in Enumerable.Range(0, changes).Chunk(20))
        {
            await (store ?? Store).SubmitTransactionAsync(
                [.. some.Select(_ => ScoreChangeRow.Add(Team.Id, sequence.Next(Noon), Enumerable.Range(0, AnswersInAChange).Select(_ => new ScoreChange(
                    StableHash.Of(random.Next().ToString()), null, CountedAnswer.Of(Response("r", Nps(random.Next(11)), Noon - Duration.FromDays(random.Next(365)), "arrival", "business"))))))],
                None);
        }
    }

    public const int AnswersInAChange = 49;

    /// <summary>One look of whoever dispatches.</summary>
    public Task<Instant?> FoldAsync(ITableStore? store = null) => new ScoreFolding(store ?? Store, time).RunDueAsync(Team, None);

    public async Task FoldAllAsync()
    {
        // A question that has just been asked keeps folds away for a moment, whether anything waits or not.
        while (await FoldAsync() is not null && (await WaitingAsync()).Count > 0)
        {
        }

        Assert.Empty(await WaitingAsync());

        async Task<List<TableEntity>> WaitingAsync() => [.. await RowsAsync(TeamRows.ScoreChange), .. await RowsAsync(TeamRows.ScoreRest)];
    }

    public ScoreRebuild Rebuild(ITableStore? store = null) => new(store ?? Store, this, new(), time);

    public Task<int> CompleteAsync(ITableStore? store = null) => Rebuild(store).RunAsync([Team.Id], None);

    public IScores Scores(ITableStore? store = null) => new ScoreCounters(store ?? Store, Rebuild(store), time);

    public async Task<List<TableEntity>> RowsAsync(string prefix) => await Store.QueryAsync(Partition, prefix, null, None).ToListAsync();

    /// <summary>All that can be asked: the series with their days, in words.</summary>
    public async Task<List<string>> AskedAsync(ITableStore? store = null)
    {
        var scores = Scores(store);
        var series = await scores.SeriesAsync(Team, None);
        var days = await scores.DaysAsync(Team, [.. series.Select(one => one.Series)], AllDays, None);
        Assert.Equal(series.Select(one => one.Answers), days.Select(one => one.Over(AllDays).Answers));
        return InOrder(days.SelectMany(one => one.Days.Select(day => (one.Series, day.Day, day.Counts.ToString()))));
    }

    public async Task<DateTimeZone?> ZoneInForceAsync() =>
        (await Store.GetAsync(Partition, TeamRows.ScoreCounters, None))?.GetString("Zone") is { } zone ? DateTimeZoneProviders.Tzdb[zone] : null;

    /// <summary>
    /// The same, counted one by one from what stands in the rows of the responses: in the days of the team, or, where it has moved since they were counted, in its old ones, of which
    /// today is called today.
    /// </summary>
    public async Task<List<string>> ExpectedAsync()
    {
        var (now, zone) = (Instant.FromDateTimeOffset(time.GetUtcNow()), await ZoneInForceAsync() ?? Team.TimeZone);
        var ahead = Period.DaysBetween(now.InZone(Team.TimeZone).Date, now.InZone(zone).Date);
        var counted = new List<(SeriesId Series, LocalDate Day, string Score)>();
        foreach (var row in await RowsAsync(TeamRows.Response))
        {
            if (row.GetString("Metric") is not { } name) continue;
            var metric = Enum.Parse<Metric>(name);
            var scale = metric == Metric.Stars ? Scale.TryCreate(row.GetInt32("ScaleMin")!.Value, row.GetInt32("ScaleMax")!.Value) : null;
            var day = row.RequireInstant("AnsweredAt").InZone(zone).Date.PlusDays(-ahead);
            var score = $"{row.GetDouble("Score")}/{row.GetInt32("ScaleMin")}..{row.GetInt32("ScaleMax")}";
            counted.Add((new(metric, scale, new SeriesPart.Whole()), day, score));
            if (row.GetString("Touchpoint")?.Trim() is { } touchpoint) counted.Add((new(metric, scale, new SeriesPart.Touchpoint(touchpoint)), day, score));
            if (row.GetString("CustomerSegment") is { } segment) counted.Add((new(metric, scale, new SeriesPart.Segment(segment)), day, score));
        }

        var usual = counted.GroupBy(one => one.Series).ToDictionary(
            one => one.Key, one => one.GroupBy(answer => answer.Series.ToString(), StringComparer.Ordinal).OrderByDescending(spelled => spelled.Count()).ThenBy(spelled => spelled.Key, StringComparer.Ordinal)
                .First().First().Series);
        return InOrder(counted.GroupBy(one => (one.Series, one.Day), one => one.Score).Select(day =>
            (usual[day.Key.Series], day.Key.Day, ScoreHistogram.Parse(day.Key.Series.Metric, string.Join(' ', day.Select(score => score + ":1"))).ToString())));
    }

    /// <summary>The counters as they are stored, whatever their generation: row key and value.</summary>
    public async Task<List<string>> StoredAsync()
    {
        var generation = (await Store.GetAsync(Partition, TeamRows.ScoreCounters, None))?.GetString("Generation") ?? "";
        var rows = (await RowsAsync(TeamRows.ScoreDay)).Concat(await RowsAsync(TeamRows.ScoreSeries)).Where(row => row.RowKey.Contains(generation, StringComparison.Ordinal));
        return [.. rows.Select(row => $"{row.RowKey.Replace(generation, "", StringComparison.Ordinal)} {string.Join(' ', row.Properties.Where(one => one.Key != TableLimits.OperationProperty).Select(one => $"{one.Key}={one.Value}"))}")];
    }

    /// <summary>What was stored before anything was counted.</summary>
    public async Task ForgetCountersAsync()
    {
        foreach (var prefix in (string[])[TeamRows.ScoreChange, TeamRows.ScoreDay, TeamRows.ScoreSeries, TeamRows.ScoreRest, TeamRows.ScoreCounters])
        {
            foreach (var some in (await RowsAsync(prefix)).Chunk(100)) await Store.SubmitTransactionAsync([.. some.Select(TableTransactionAction.Delete)], None);
        }
    }

    public Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(new TeamsSnapshot("1", [Team]));

    public Task RingAsync(TeamId team, CancellationToken cancellationToken) => Task.CompletedTask;

    private static List<string> InOrder(IEnumerable<(SeriesId Series, LocalDate Day, string Counts)> days) =>
        [.. days.Select(day => $"{day.Series} {day.Day:uuuu-MM-dd} {day.Counts}").Order(StringComparer.Ordinal)];
}
